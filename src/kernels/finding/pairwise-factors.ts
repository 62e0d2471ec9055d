import type { SparseMatrix } from "../matrix.ts";
import { type Random, random } from "../random.ts";
import { type Workspace, withWorkspace } from "../workspace.ts";

/** Groups that askers and items are dealt into; fixed, so that results do not depend on the number of threads. */
const GROUPS = 4;
const START = 0.1;

/** How factors are learned from pairs of a better and a worse item. */
export interface PairwiseRequest {
  /** Rows are askers; the items of each are sorted. */
  readonly events: SparseMatrix;
  readonly factors: number;
  readonly rate: number;
  readonly penalty: number;
  readonly epochs: number;
  readonly seed: number;
  /** After each epoch, with the share of samples that were in the right order before they were learned from. */
  readonly between: (epoch: number, right: number) => Promise<void>;
}

/** Factors of both sides. */
export interface PairwiseFactors {
  readonly factors: number;
  /** Row-major [askers, factors] and [items, factors]. */
  readonly askers: Float32Array;
  readonly items: Float32Array;
  /** Length items. */
  readonly bias: Float32Array;
}

/** Addresses in the workspace. */
interface Places {
  readonly rowStart: number;
  readonly index: number;
  readonly askers: number;
  readonly items: number;
  readonly bias: number;
  readonly pairs: number;
  readonly out: number;
}

function placeEvents(workspace: Workspace, { rows, columns, rowStart, index }: SparseMatrix, stride: number): Places {
  const places = {
    rowStart: workspace.allocateUnset(rowStart.length * 4),
    index: workspace.allocateUnset(index.length * 4),
    askers: workspace.allocate(rows * stride * 4),
    items: workspace.allocate(columns * stride * 4),
    bias: workspace.allocate(columns * 4),
    pairs: workspace.allocateUnset(index.length * 8),
    out: workspace.allocate(GROUPS * 8),
  };
  workspace.int32(places.rowStart, rowStart.length).set(rowStart);
  workspace.int32(places.index, index.length).set(index);
  return places;
}

function drawFactors(values: Float32Array, factors: number, stride: number, draws: Random): void {
  for (let k = 0; k < values.length; k++) values[k] = k % stride < factors ? (START * (2 * draws.next() - 1)) / Math.sqrt(factors / 16) : 0;
}

/** A group of each of `count` things, drawn anew. */
function deal(count: number, draws: Random): Uint8Array {
  return Uint8Array.from({ length: count }, () => draws.integer(GROUPS));
}

/** Puts the pairs of each group of askers with each group of items together; answers where each lot begins. */
function sortPairs({ rows, columns, rowStart, index }: SparseMatrix, draws: Random, pairs: Int32Array): Int32Array {
  const [ofAsker, ofItem] = [deal(rows, draws), deal(columns, draws)];
  const starts = new Int32Array(GROUPS * GROUPS + 1);
  for (let a = 0; a < rows; a++)
    for (let k = rowStart[a]!; k < rowStart[a + 1]!; k++) starts[ofAsker[a]! * GROUPS + ofItem[index[k]!]! + 1]!++;
  for (let lot = 0; lot < GROUPS * GROUPS; lot++) starts[lot + 1]! += starts[lot]!;
  const next = starts.slice();
  for (let a = 0; a < rows; a++) {
    for (let k = rowStart[a]!; k < rowStart[a + 1]!; k++) {
      const place = next[ofAsker[a]! * GROUPS + ofItem[index[k]!]!]!++;
      pairs[2 * place] = a;
      pairs[2 * place + 1] = index[k]!;
    }
  }
  return starts;
}

function packed(values: Float32Array, rows: number, factors: number, stride: number): Float32Array {
  const own = new Float32Array(rows * factors);
  for (let i = 0; i < rows; i++) for (let j = 0; j < factors; j++) own[i * factors + j] = values[i * stride + j]!;
  return own;
}

/**
 * Factors by stochastic gradient ascent on pairs. Askers and items are dealt into groups anew in each epoch; lots that share neither
 * are learned from at the same time, so that no two threads write to the same factors.
 * @throws KERNELS_OUT_OF_MEMORY
 */
export async function pairwiseFactors({
  events,
  factors,
  rate,
  penalty,
  epochs,
  seed,
  between,
}: PairwiseRequest): Promise<PairwiseFactors> {
  return await withWorkspace(async (workspace) => {
    const { rows, columns, index } = events;
    const stride = Math.ceil(factors / 4) * 4;
    const at = placeEvents(workspace, events, stride);
    const draws = random(seed);
    drawFactors(workspace.float32(at.askers, rows * stride), factors, stride, draws);
    drawFactors(workspace.float32(at.items, columns * stride), factors, stride, draws);
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const starts = sortPairs(events, draws, workspace.int32(at.pairs, index.length * 2));
      let [used, right] = [0, 0];
      for (let turn = 0; turn < GROUPS; turn++) {
        const jobs = Array.from({ length: GROUPS }, (_, group) => {
          const lot = group * GROUPS + ((group + turn) % GROUPS);
          const [from, to] = [starts[lot]!, starts[lot + 1]!];
          const start = 1 + draws.integer(2 ** 31 - 1);
          const [where, learn] = [at.pairs + from * 8, [stride, rate, penalty, start, at.out + group * 8]];
          return [where, to - from, at.rowStart, at.index, at.askers, at.items, at.bias, ...learn];
        });
        workspace.run("rankSamples", jobs, (index.length / GROUPS) * stride * 8);
        const counts = workspace.int32(at.out, GROUPS * 2);
        for (let group = 0; group < GROUPS; group++) {
          used += counts[2 * group]!;
          right += counts[2 * group + 1]!;
        }
      }
      await between(epoch, used > 0 ? right / used : 0);
    }
    return {
      factors,
      askers: packed(workspace.float32(at.askers, rows * stride), rows, factors, stride),
      items: packed(workspace.float32(at.items, columns * stride), columns, factors, stride),
      bias: workspace.float32(at.bias, columns).slice(),
    };
  });
}
