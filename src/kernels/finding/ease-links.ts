import { withWorkspace } from "../workspace.ts";
import { bestOfBoard } from "./best-of-board.ts";
import type { ItemLinks } from "./item-links.ts";
import { ScoreBoard } from "./score-board.ts";
import { occurrencesOf, type Sequences } from "./sequences.ts";

const LANES = 16;
/** Blocks of columns that are solved at the same time. */
const SLOTS = 8;

/** How the item–item weights of EASE are found. */
export interface EaseRequest {
  /** Each item once per asker. */
  readonly sequences: Sequences;
  readonly penalty: number;
  /** Links kept of each item, the largest by absolute value. */
  readonly most: number;
  /** Of the scaled residual at which a column is solved. */
  readonly tolerance: number;
  readonly steps: number;
  readonly ties: Int32Array;
  readonly between: (done: number, all: number) => Promise<void>;
}

/** XᵀX + λ as sorted sparse rows, with 1 / diagonal. */
interface CoCounts {
  readonly rowStart: Int32Array;
  readonly index: Int32Array;
  readonly value: Float32Array;
  readonly scale: Float32Array;
}

/** How many askers have both items, for each pair of items that someone has; λ is added on the diagonal. */
function coCounts(sequences: Sequences, penalty: number): CoCounts {
  const { size, rowStart, items } = sequences;
  const { itemStart, places, askerOf } = occurrencesOf(sequences);
  const counts = new Float32Array(size);
  const met = new Int32Array(size);
  const starts = new Int32Array(size + 1);
  const scale = new Float32Array(size);
  const rows: Int32Array[] = [];
  const values: Float32Array[] = [];
  for (let item = 0; item < size; item++) {
    let count = 0;
    counts[item] = penalty;
    met[count++] = item;
    for (let n = itemStart[item]!; n < itemStart[item + 1]!; n++) {
      const asker = askerOf[places[n]!]!;
      for (let k = rowStart[asker]!; k < rowStart[asker + 1]!; k++) {
        if (counts[items[k]!] === 0) met[count++] = items[k]!;
        counts[items[k]!]!++;
      }
    }
    const row = met.slice(0, count).sort();
    rows.push(row);
    values.push(Float32Array.from(row, (j) => counts[j]!));
    scale[item] = 1 / counts[item]!;
    for (let n = 0; n < count; n++) counts[row[n]!] = 0;
    starts[item + 1] = starts[item]! + count;
  }
  const all = { rowStart: starts, index: new Int32Array(starts[size]!), value: new Float32Array(starts[size]!), scale };
  for (let item = 0; item < size; item++) {
    all.index.set(rows[item]!, starts[item]);
    all.value.set(values[item]!, starts[item]);
  }
  return all;
}

/** The largest elements of a column of the inverse beside its own, by absolute value over the expected size of the other's diagonal. */
function largestOf(column: Float32Array, lane: number, item: number, scale: Float32Array, board: ScoreBoard): void {
  for (let j = 0, k = lane; j < scale.length; j++, k += LANES) {
    const value = column[k]!;
    if (value !== 0 && j !== item) board.add(j, Math.abs(value) / scale[j]!);
  }
}

/**
 * Weights B = I − P / diag(P) for P = (XᵀX + λ)⁻¹, whose columns conjugate gradients solve on the sparse matrix of counts: no dense
 * matrix of all items is ever held. Row i of the links holds what item i says about others.
 * @throws KERNELS_OUT_OF_MEMORY
 */
export async function easeLinks({ sequences, penalty, most, tolerance, steps, ties, between }: EaseRequest): Promise<ItemLinks> {
  return await withWorkspace(async (workspace) => {
    const { size } = sequences;
    const { rowStart, index, value, scale } = coCounts(sequences, penalty);
    const at = [rowStart, index, value, scale].map((numbers) => {
      const address = workspace.allocateUnset(numbers.length * 4);
      if (numbers instanceof Int32Array) workspace.int32(address, numbers.length).set(numbers);
      else workspace.float32(address, numbers.length).set(numbers);
      return address;
    });
    const columns = workspace.allocateUnset(SLOTS * size * LANES * 4);
    const scratchBytes = (3 * size * LANES + 80) * 4;
    const scratch = workspace.allocateUnset(SLOTS * scratchBytes);
    const diagonal = new Float64Array(size);
    const links = { size, rowStart: new Int32Array(size + 1), index: new Int32Array(size * most), value: new Float32Array(size * most) };
    const board = new ScoreBoard(size);
    const [bestItems, bestValues] = [new Int32Array(most), new Float64Array(most)];
    let end = 0;
    for (let first = 0; first < size; first += SLOTS * LANES) {
      const slots = Math.min(SLOTS, Math.ceil((size - first) / LANES));
      const jobs = Array.from({ length: slots }, (_, slot) => {
        const own = [columns + slot * size * LANES * 4, scratch + slot * scratchBytes];
        return [...at, size, first + slot * LANES, tolerance, steps, ...own];
      });
      workspace.run("inverseColumns", jobs, index.length * LANES * slots * 4);
      for (let item = first; item < Math.min(size, first + slots * LANES); item++) {
        const [slot, lane] = [Math.floor((item - first) / LANES), (item - first) % LANES];
        const column = workspace.float32(columns + slot * size * LANES * 4, size * LANES);
        diagonal[item] = column[item * LANES + lane]!;
        largestOf(column, lane, item, scale, board);
        const found = bestOfBoard(board, most, ties, undefined, bestItems, bestValues, 0);
        board.clear();
        for (let n = 0; n < found; n++, end++) {
          links.index[end] = bestItems[n]!;
          links.value[end] = column[bestItems[n]! * LANES + lane]!;
        }
        links.rowStart[item + 1] = end;
      }
      await between(Math.min(size, first + slots * LANES), size);
    }
    for (let k = 0; k < end; k++) links.value[k]! /= -diagonal[links.index[k]!]!;
    return { ...links, index: links.index.slice(0, end), value: links.value.slice(0, end) };
  });
}
