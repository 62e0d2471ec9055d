import { cholesky, inverseOf, solveCholesky } from "../cholesky.ts";
import type { SparseMatrix } from "../matrix.ts";
import { random } from "../random.ts";
import { transposeSparse } from "../transpose-sparse.ts";
import { type Workspace, withWorkspace } from "../workspace.ts";

/** Parts whose sums are added in their order; fixed, so that results do not depend on the number of threads. */
const SLOTS = 8;
const JOBS = 64;
/** Spread of the factors that learning starts from. */
const START = 0.01;

/** How factors of implicit feedback are learned. */
export interface LeastSquaresRequest {
  /** Rows are askers; values are the extra confidence of each event, above 0. */
  readonly extra: SparseMatrix;
  readonly factors: number;
  readonly penalty: number;
  readonly iterations: number;
  readonly seed: number;
  /** Between two iterations. */
  readonly between: (iteration: number) => Promise<void>;
}

/** Factors of items with what folding a history in needs. */
export interface ItemFactors {
  readonly items: number;
  readonly factors: number;
  /** Row-major [items, factors]. */
  readonly values: Float32Array;
  /** (YᵀY + λ)⁻¹, row-major [factors, factors]. */
  readonly inverse: Float64Array;
}

/** One side's elements and factors in a workspace. */
interface Side {
  readonly rows: number;
  readonly rowStart: number;
  readonly index: number;
  readonly extra: number;
  readonly elements: number;
  readonly factors: number;
}

function place(workspace: Workspace, { rows, rowStart, index, value }: SparseMatrix, stride: number): Side {
  const side = {
    rows,
    elements: index.length,
    rowStart: workspace.allocateUnset(rowStart.length * 4),
    index: workspace.allocateUnset(index.length * 4),
    extra: workspace.allocateUnset(index.length * 4),
    factors: workspace.allocate((rows + 4) * stride * 4),
  };
  workspace.int32(side.rowStart, rowStart.length).set(rowStart);
  workspace.int32(side.index, index.length).set(index);
  workspace.float32(side.extra, value.length).set(value);
  return side;
}

/** Pieces of so many rows, multiples of 4. */
function pieces(rows: number, most: number): { from: number; count: number }[] {
  const size = Math.max(4, Math.ceil(rows / most / 4) * 4);
  return Array.from({ length: Math.ceil(rows / size) }, (_, n) => ({ from: n * size, count: Math.min(size, rows - n * size) }));
}

/** Working memory of both sides. */
interface Scratch {
  readonly sums: number;
  readonly gram: number;
  readonly inverse: number;
  readonly projected: number;
  readonly own: number;
  readonly ownBytes: number;
}

/** YᵀY + λ with its inverse, both left in the workspace too. */
function gramOf(
  workspace: Workspace,
  side: Side,
  stride: number,
  penalty: number,
  scratch: Scratch,
): { gram: Float64Array; inverse: Float64Array } {
  const size = stride * stride;
  workspace.float64(scratch.sums, size * SLOTS).fill(0);
  const jobs = pieces(side.rows, SLOTS).map(({ from, count }, slot) => [
    side.factors + from * stride * 4,
    count,
    stride,
    scratch.sums + slot * size * 8,
  ]);
  workspace.run("factorGram", jobs, side.rows * size);
  const sums = workspace.float64(scratch.sums, size * SLOTS);
  const gram = sums.slice(0, size);
  for (let s = 1; s < SLOTS; s++) for (let i = 0; i < size; i++) gram[i]! += sums[s * size + i]!;
  // A column that only fills up to a multiple of 4 has no sum of its own.
  for (let j = 0; j < stride; j++) gram[j * stride + j]! += gram[j * stride + j] === 0 ? 1 : penalty;
  const inverse = inverseOf(gram, stride);
  workspace.float32(scratch.gram, size).set(gram);
  workspace.float32(scratch.inverse, size).set(inverse);
  return { gram, inverse };
}

/** Solves for the factors of one side from those of the other. */
function solveSide(workspace: Workspace, side: Side, fixed: Side, stride: number, penalty: number, scratch: Scratch): void {
  gramOf(workspace, fixed, stride, penalty, scratch);
  const project = pieces(fixed.rows, JOBS).map(({ from, count }) => [
    fixed.factors + from * stride * 4,
    Math.ceil(count / 4) * 4,
    stride,
    scratch.inverse,
    scratch.projected + from * stride * 4,
  ]);
  workspace.run("factorProduct", project, fixed.rows * stride * stride);
  const solve = pieces(side.rows, JOBS).map(({ from, count }, job) => [
    side.rowStart + from * 4,
    side.index,
    side.extra,
    count,
    stride,
    fixed.factors,
    scratch.projected,
    scratch.gram,
    side.factors + from * stride * 4,
    scratch.own + job * scratch.ownBytes,
  ]);
  workspace.run("factorRows", solve, side.elements * stride * 8);
}

function scratchFor(workspace: Workspace, rows: number, stride: number): Scratch {
  const size = stride * stride;
  const ownBytes = stride * (stride + 8) * 4 + 64;
  return {
    sums: workspace.allocate(size * SLOTS * 8),
    gram: workspace.allocate(size * 4),
    inverse: workspace.allocate(size * 4),
    projected: workspace.allocate((rows + 4) * stride * 4),
    own: workspace.allocate(ownBytes * JOBS),
    ownBytes,
  };
}

/** Factors of items by alternating least squares; each half of an iteration is solved exactly. @throws KERNELS_OUT_OF_MEMORY */
export async function leastSquaresFactors({
  extra,
  factors,
  penalty,
  iterations,
  seed,
  between,
}: LeastSquaresRequest): Promise<ItemFactors> {
  return await withWorkspace(async (workspace) => {
    const stride = Math.ceil(factors / 4) * 4;
    const askers = place(workspace, extra, stride);
    const items = place(workspace, transposeSparse(extra), stride);
    const scratch = scratchFor(workspace, Math.max(extra.rows, extra.columns), stride);
    const draws = random(seed);
    const start = workspace.float32(items.factors, extra.columns * stride);
    for (let i = 0; i < extra.columns; i++) for (let j = 0; j < factors; j++) start[i * stride + j] = START * draws.normal();
    for (let iteration = 1; iteration <= iterations; iteration++) {
      solveSide(workspace, askers, items, stride, penalty, scratch);
      solveSide(workspace, items, askers, stride, penalty, scratch);
      await between(iteration);
    }
    const { inverse } = gramOf(workspace, items, stride, penalty, scratch);
    const values = workspace.float32(items.factors, extra.columns * stride);
    return {
      items: extra.columns,
      factors,
      values: Float32Array.from({ length: extra.columns * factors }, (_, n) => values[Math.floor(n / factors) * stride + (n % factors)]!),
      inverse: Float64Array.from({ length: factors * factors }, (_, n) => inverse[Math.floor(n / factors) * stride + (n % factors)]!),
    };
  });
}

/** Factors of an asker with these items: the least squares that learning would solve. `extra` above 0, one for each item. */
export function foldIn({ factors, values, inverse }: ItemFactors, items: readonly number[], extra: readonly number[]): Float64Array {
  const m = items.length;
  const projected = new Float64Array(m * factors);
  for (let i = 0; i < m; i++) {
    for (let a = 0; a < factors; a++) {
      let sum = 0;
      for (let b = 0; b < factors; b++) sum += inverse[a * factors + b]! * values[items[i]! * factors + b]!;
      projected[i * factors + a] = sum;
    }
  }
  const system = new Float64Array(m * m);
  const right = new Float64Array(m);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let a = 0; a < factors; a++) sum += values[items[i]! * factors + a]! * projected[j * factors + a]!;
      system[i * m + j] = Math.sqrt(extra[i]! * extra[j]!) * sum + (i === j ? 1 : 0);
    }
    right[i] = (1 + extra[i]!) / Math.sqrt(extra[i]!);
  }
  cholesky(system, m, 0);
  solveCholesky(system, m, right);
  const vector = new Float64Array(factors);
  for (let i = 0; i < m; i++) {
    const share = Math.sqrt(extra[i]!) * right[i]!;
    for (let a = 0; a < factors; a++) vector[a]! += share * projected[i * factors + a]!;
  }
  return vector;
}

/** scores[i] = bias[i] + vector · values[i] for every item. */
export function factorScores(values: Float32Array, vector: Float64Array, bias: Float32Array | undefined, scores: Float64Array): void {
  const factors = vector.length;
  for (let i = 0, k = 0; i < scores.length; i++) {
    let sum = bias === undefined ? 0 : bias[i]!;
    for (let a = 0; a < factors; a++, k++) sum += vector[a]! * values[k]!;
    scores[i] = sum;
  }
}
