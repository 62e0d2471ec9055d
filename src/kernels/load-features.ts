import { firstNotFinite } from "./check-rows.ts";
import type { DenseMatrix, FeatureMatrix, SparseMatrix } from "./matrix.ts";
import type { Workspace } from "./workspace.ts";

/** Rows that are looked at to choose shifts and scales; they only make numbers comparable, so a sample is enough. */
const SAMPLED_ROWS = 1_024;
const COPY_ROWS = 256;

/** Dense columns in a workspace: stored value = (x − centre)·scale. */
export interface LoadedDense {
  readonly columns: number;
  /** Floats from row to row, a multiple of 4. */
  readonly stride: number;
  readonly address: number;
  /** Length columns. */
  readonly centre: Float64Array;
  readonly scale: Float64Array;
}

/** Sparse columns in a workspace, renumbered: only those that occur, the most frequent first. */
export interface LoadedSparse {
  /** Columns that occur. */
  readonly columns: number;
  /** Original number of each, length columns. */
  readonly original: Int32Array;
  readonly rowStart: number;
  readonly index: number;
  readonly value: number;
}

/** Means and standard deviations of some evenly spread rows; a constant column has scale 1. */
export function sampleScales(dense: DenseMatrix): { centre: Float64Array; scale: Float64Array } {
  const { rows, columns, values } = dense;
  const taken = Math.min(rows, SAMPLED_ROWS);
  const centre = new Float64Array(columns);
  const scale = new Float64Array(columns).fill(1);
  for (let s = 0; s < taken; s++) {
    const at = Math.floor((s * rows) / taken) * columns;
    for (let j = 0; j < columns; j++) centre[j]! += values[at + j]! / taken;
  }
  for (let j = 0; j < columns; j++) centre[j] = Math.fround(Number.isFinite(centre[j]!) ? centre[j]! : 0);
  const square = new Float64Array(columns);
  for (let s = 0; s < taken; s++) {
    const at = Math.floor((s * rows) / taken) * columns;
    for (let j = 0; j < columns; j++) {
      const difference = values[at + j]! - centre[j]!;
      square[j]! += difference * difference;
    }
  }
  for (let j = 0; j < columns; j++) {
    const deviation = Math.sqrt(square[j]! / taken);
    const inverse = Math.fround(1 / deviation);
    if (deviation > 0 && Number.isFinite(inverse) && inverse > 0) scale[j] = inverse;
  }
  return { centre, scale };
}

/** The first element that is not finite, or undefined. */
export function findNotFinite(features: FeatureMatrix): { row: number; column: number; value: number; sparse: boolean } | undefined {
  const { dense, sparse } = features;
  const at = dense === undefined ? -1 : firstNotFinite(dense.values);
  if (dense !== undefined && at >= 0) {
    return { row: Math.floor(at / dense.columns), column: at % dense.columns, value: dense.values[at]!, sparse: false };
  }
  const k = sparse === undefined ? -1 : firstNotFinite(sparse.value);
  if (sparse === undefined || k < 0) return undefined;
  let row = 0;
  while (sparse.rowStart[row + 1]! <= k) row++;
  return { row, column: sparse.index[k]!, value: sparse.value[k]!, sparse: true };
}

/** Copies dense columns into the workspace, shifted and scaled. Undefined when a value is not finite. */
export function loadDense(workspace: Workspace, dense: DenseMatrix): LoadedDense | undefined {
  const { rows, columns, values } = dense;
  const stride = Math.ceil(columns / 4) * 4;
  const { centre, scale } = sampleScales(dense);
  const centreAt = workspace.allocate(stride * 4);
  const scaleAt = workspace.allocate(stride * 4);
  const copyAt = workspace.allocateUnset(Math.min(rows, COPY_ROWS) * columns * 4);
  const address = workspace.allocateUnset((rows + 4) * stride * 4);
  workspace.float32(centreAt, columns).set(centre);
  workspace.float32(scaleAt, columns).set(scale);
  workspace.float32(address + rows * stride * 4, 4 * stride).fill(0);
  let check = 0;
  const copy = workspace.float32(copyAt, Math.min(rows, COPY_ROWS) * columns);
  for (let first = 0; first < rows; first += COPY_ROWS) {
    const count = Math.min(COPY_ROWS, rows - first);
    copy.set(values.subarray(first * columns, (first + count) * columns));
    check += workspace.kernels.standardiseRows(copyAt, count, columns, address + first * stride * 4, stride, centreAt, scaleAt);
  }
  return Number.isNaN(check) ? undefined : { columns, stride, address, centre, scale };
}

/** Columns that occur, the most frequent first, in steps of a factor of 2: neighbours in memory are read about equally often. */
export function orderByFrequency(counts: Int32Array): Int32Array {
  const steps = new Int32Array(34);
  for (let j = 0; j < counts.length; j++) if (counts[j]! > 0) steps[Math.clz32(counts[j]!) + 1]!++;
  for (let s = 1; s < steps.length; s++) steps[s]! += steps[s - 1]!;
  const order = new Int32Array(steps[33]!);
  for (let j = 0; j < counts.length; j++) if (counts[j]! > 0) order[steps[Math.clz32(counts[j]!)]!++] = j;
  return order;
}

/** Copies sparse columns into the workspace, renumbered. Undefined when a value is not finite. */
export function loadSparse(workspace: Workspace, sparse: SparseMatrix): LoadedSparse | undefined {
  const stored = sparse.rowStart[sparse.rows]!;
  const counts = new Int32Array(sparse.columns);
  for (let k = 0; k < stored; k++) counts[sparse.index[k]!]!++;
  const original = orderByFrequency(counts);
  const renumbered = counts;
  for (let j = 0; j < original.length; j++) renumbered[original[j]!] = j;
  const rowStart = workspace.allocateUnset((sparse.rows + 1) * 4);
  const index = workspace.allocateUnset(stored * 4);
  const value = workspace.allocateUnset(stored * 4);
  workspace.int32(rowStart, sparse.rows + 1).set(sparse.rowStart.subarray(0, sparse.rows + 1));
  const newIndex = workspace.int32(index, stored);
  const newValue = workspace.float32(value, stored);
  let check = 0;
  for (let k = 0; k < stored; k++) {
    newIndex[k] = renumbered[sparse.index[k]!]!;
    const x = sparse.value[k]!;
    newValue[k] = x;
    check += x * 0;
  }
  return Number.isNaN(check) ? undefined : { columns: original.length, original, rowStart, index, value };
}
