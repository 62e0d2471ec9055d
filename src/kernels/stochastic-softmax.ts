import { orderByFrequency } from "./load-features.ts";
import type { SparseMatrix } from "./matrix.ts";
import type { Random } from "./random.ts";
import type { Workspace } from "./workspace.ts";

const BATCH_ROWS = 2_048;

/** What is learned from, row by row. */
export interface SoftmaxRows {
  readonly sparse: SparseMatrix;
  readonly label: Float64Array;
  readonly weight: Float64Array | undefined;
  readonly classes: number;
}

/** Softmax regression in the making. */
export interface SoftmaxLearner {
  /** Columns that occur, the most frequent first. */
  readonly original: Int32Array;
  /** Floats per column: the classes rounded up to a multiple of 4. */
  readonly outputs: number;
  /** [known columns + 1, outputs], the intercept last; a view. */
  weights(): Float32Array;
  /** One pass over all rows in an order drawn from `stream`, in batches; yields the mean loss so far after each. */
  pass(stream: Random, rate: number, penalty: number): Generator<number, number>;
}

/** Copies a batch of rows, columns renumbered. */
function copyBatch(
  rows: SoftmaxRows,
  places: Int32Array,
  batch: Int32Array,
  target: { rowStart: Int32Array; index: Int32Array; value: Float32Array; label: Float32Array; weight: Float32Array },
): void {
  const { sparse, label, weight } = rows;
  let stored = 0;
  for (let r = 0; r < batch.length; r++) {
    const row = batch[r]!;
    for (let k = sparse.rowStart[row]!; k < sparse.rowStart[row + 1]!; k++) {
      target.index[stored] = places[sparse.index[k]!]!;
      target.value[stored++] = sparse.value[k]!;
    }
    target.rowStart[r + 1] = stored;
    target.label[r] = label[row]!;
    target.weight[r] = weight === undefined ? 1 : weight[row]!;
  }
}

/** Lays a learner out in a workspace; all weights are 0. */
export function createSoftmaxLearner(workspace: Workspace, rows: SoftmaxRows): SoftmaxLearner {
  const { sparse, classes } = rows;
  const counts = new Int32Array(sparse.columns);
  let longest = 0;
  for (let i = 0; i < sparse.rows; i++) longest = Math.max(longest, sparse.rowStart[i + 1]! - sparse.rowStart[i]!);
  for (let k = 0; k < sparse.rowStart[sparse.rows]!; k++) counts[sparse.index[k]!]!++;
  const original = orderByFrequency(counts);
  const known = original.length;
  const places = counts;
  for (let p = 0; p < known; p++) places[original[p]!] = p;
  const outputs = Math.ceil(classes / 4) * 4;
  const weights = workspace.allocate((known + 1) * outputs * 4);
  const curvature = workspace.allocate((known + 1) * 4);
  const touched = workspace.allocate((known + 1) * 4);
  const rowStart = workspace.allocate((BATCH_ROWS + 1) * 4);
  const index = workspace.allocate(BATCH_ROWS * longest * 4);
  const value = workspace.allocate(BATCH_ROWS * longest * 4);
  const label = workspace.allocate((BATCH_ROWS + 4) * 4);
  const weight = workspace.allocate((BATCH_ROWS + 4) * 4);
  const scratch = workspace.allocate(outputs * 8);
  const target = {
    rowStart: workspace.int32(rowStart, BATCH_ROWS + 1),
    index: workspace.int32(index, BATCH_ROWS * longest),
    value: workspace.float32(value, BATCH_ROWS * longest),
    label: workspace.float32(label, BATCH_ROWS),
    weight: workspace.float32(weight, BATCH_ROWS),
  };
  return {
    original,
    outputs,
    weights: () => workspace.float32(weights, (known + 1) * outputs),
    *pass(stream, rate, penalty) {
      const order = stream.shuffle(Int32Array.from({ length: sparse.rows }, (_, i) => i));
      const pull = penalty / sparse.rows;
      const own = [known, classes, outputs, weights, curvature, touched] as const;
      let loss = 0;
      for (let first = 0; first < sparse.rows; first += BATCH_ROWS) {
        const batch = order.subarray(first, first + BATCH_ROWS);
        copyBatch(rows, places, batch, target);
        loss += workspace.kernels.learnRows(rowStart, index, value, label, weight, batch.length, ...own, rate, pull, first, scratch);
        yield loss / (first + batch.length);
      }
      // Columns are numbered anew from row 0 in the next pass; what they missed in this one is little.
      workspace.int32(touched, known).fill(0);
      return loss / sparse.rows;
    },
  };
}
