import type { FeatureMatrix } from "./matrix.ts";

/** Sums of the columns by class, and what they hold. */
export interface ColumnCounts {
  /** Dense columns first, then the sparse ones: [classes, dense + sparse]. */
  readonly sums: Float64Array;
  /** The least value that was met, 0 where none was stored; NaN when a value is not finite. */
  readonly least: number;
}

/** Row numbers by class, in their order: rows of one class add to one part of the sums, which then stays in the cache. */
function rowsByClass(truth: Float64Array, classes: number): { order: Int32Array; starts: Int32Array } {
  const starts = new Int32Array(classes + 2);
  for (let i = 0; i < truth.length; i++) starts[(truth[i]! | 0) + 2]!++;
  for (let k = 1; k < starts.length; k++) starts[k]! += starts[k - 1]!;
  const order = new Int32Array(truth.length);
  for (let i = 0; i < truth.length; i++) order[starts[(truth[i]! | 0) + 1]!++] = i;
  return { order, starts };
}

/** Columns that are summed in one go: their sums stay in the cache, and the memory pages that hold them are known to the processor. */
const COLUMNS_AT_ONCE = 2 ** 18;

/**
 * Adds the sparse values of some rows to the sums of their class; answers the least value, 0 at most. `next` holds where each row goes on:
 * columns ascend within a row.
 */
function addSparseRows(
  sparse: NonNullable<FeatureMatrix["sparse"]>,
  rows: Int32Array,
  weight: Float64Array | undefined,
  next: Int32Array,
  sums: Float64Array,
): number {
  const { rowStart, index, value, columns } = sparse;
  let least = 0;
  for (let before = COLUMNS_AT_ONCE; before - COLUMNS_AT_ONCE < columns; before += COLUMNS_AT_ONCE) {
    for (let r = 0; r < rows.length; r++) {
      const row = rows[r]!;
      const share = weight === undefined ? 1 : weight[row]!;
      const end = rowStart[row + 1]!;
      let k = next[row]!;
      for (; k < end; k++) {
        const column = index[k]!;
        if (column >= before) break;
        const x = value[k]!;
        least = x < least ? x : least;
        sums[column]! += share * x;
      }
      next[row] = k;
    }
  }
  return least;
}

/** The same for dense rows. */
function addDenseRows(
  dense: NonNullable<FeatureMatrix["dense"]>,
  rows: Int32Array,
  weight: Float64Array | undefined,
  sums: Float64Array,
): number {
  const { columns, values } = dense;
  let least = 0;
  for (let r = 0; r < rows.length; r++) {
    const at = rows[r]! * columns;
    const share = weight === undefined ? 1 : weight[rows[r]!]!;
    for (let j = 0; j < columns; j++) {
      const x = values[at + j]!;
      least = x < least ? x : least;
      sums[j]! += share * x;
    }
  }
  return least;
}

/** Σ weight·value of each column over the rows of each class. */
export function countColumns(
  features: FeatureMatrix,
  truth: Float64Array,
  weight: Float64Array | undefined,
  classes: number,
): ColumnCounts {
  const { dense, sparse } = features;
  const denseColumns = dense?.columns ?? 0;
  const columns = denseColumns + (sparse?.columns ?? 0);
  const sums = new Float64Array(columns * classes);
  const { order, starts } = rowsByClass(truth, classes);
  const next = sparse === undefined ? new Int32Array() : sparse.rowStart.slice(0, sparse.rows);
  let least = 0;
  for (let k = 0; k < classes; k++) {
    const rows = order.subarray(starts[k]!, starts[k + 1]!);
    const own = sums.subarray(k * columns, (k + 1) * columns);
    if (dense !== undefined) least = Math.min(least, addDenseRows(dense, rows, weight, own));
    if (sparse !== undefined) least = Math.min(least, addSparseRows(sparse, rows, weight, next, own.subarray(denseColumns)));
  }
  // What is not finite stays so in its sum.
  for (let at = 0; at < sums.length; at++) if (!(sums[at]! - sums[at]! === 0)) return { sums, least: Number.NaN };
  return { sums, least };
}

/** Logarithms of `shift + whole number` that are looked up, not computed: most counts are small. */
const KNOWN_LOGS = 4_096;

/** log(value + shift), fast where the values are small whole numbers. */
export function shiftedLog(shift: number): (value: number) => number {
  const known = Float64Array.from({ length: KNOWN_LOGS }, (_, count) => Math.log(count + shift));
  return (value) => {
    const count = value | 0;
    return count === value && count >= 0 && count < KNOWN_LOGS ? known[count]! : Math.log(value + shift);
  };
}

/** Σ values */
export function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < values.length; j++) sum += values[j]!;
  return sum;
}

/**
 * target[p, output] ← score of column first + original[p]; `scores` is [classes, columns]. Two classes have one output: the second's
 * score minus the first's.
 */
export function pickScores(scores: Float64Array, classes: number, first: number, original: Int32Array, target: Float32Array): void {
  const columns = scores.length / classes;
  if (classes === 2) {
    const other = columns + first;
    for (let p = 0; p < original.length; p++) target[p] = scores[other + original[p]!]! - scores[first + original[p]!]!;
    return;
  }
  for (let k = 0; k < classes; k++) {
    const from = k * columns + first;
    for (let p = 0; p < original.length; p++) target[p * classes + k] = scores[from + original[p]!]!;
  }
}

/** values[j] ← log(values[j]) − shift, with a logarithm from `shiftedLog`. */
export function takeLogs(values: Float64Array, log: (value: number) => number, shift: number): void {
  for (let j = 0; j < values.length; j++) values[j] = log(values[j]!) - shift;
}

/** sums [classes, columns] ← the sums of the column over all other classes. */
export function takeOthers(sums: Float64Array, classes: number): void {
  const columns = sums.length / classes;
  for (let j = 0; j < columns; j++) {
    let all = 0;
    for (let k = 0; k < classes; k++) all += sums[k * columns + j]!;
    for (let k = 0; k < classes; k++) sums[k * columns + j] = all - sums[k * columns + j]!;
  }
}

/** Numbers, from `first` on, of the columns whose sum in any class is above 0; `sums` is [classes, columns]. Counted from `first`. */
export function occurringColumns(sums: Float64Array, classes: number, first: number): Int32Array {
  const columns = sums.length / classes;
  const occurs = new Uint8Array(columns);
  for (let k = 0; k < classes; k++) for (let j = 0; j < columns; j++) if (sums[k * columns + j]! > 0) occurs[j] = 1;
  const found = new Int32Array(columns - first);
  let count = 0;
  for (let j = first; j < columns; j++) if (occurs[j] === 1) found[count++] = j - first;
  return found.slice(0, count);
}
