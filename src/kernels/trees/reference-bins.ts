import type { DenseMatrix } from "../matrix.ts";
import { random } from "../random.ts";
import type { BinSettings } from "./growth-settings.ts";

/**
 * Rows as bins. Bin 0 of every column holds missing values (NaN). Numbers: bin b, from 1, holds cuts[b − 2] < x ≤ cuts[b − 1].
 * Categories: bin b holds the code codes[b − 1]; the bin `others`, the last, holds every code that is not listed.
 */
export interface ReferenceBins {
  readonly rows: number;
  readonly columns: number;
  /** Bins of each column beside the missing one. */
  readonly bins: Int32Array;
  /** Ascending cut points per column, one fewer than bins; empty for categories. */
  readonly cuts: readonly Float32Array[];
  /** Codes of each column of categories, most frequent first; undefined for numbers. */
  readonly codes: readonly (Int32Array | undefined)[];
  /** Bin of the codes that are not listed, per column; 0 where there are none. */
  readonly others: Int32Array;
  /** Column-major [columns, rows]. */
  readonly binOfRow: Uint16Array;
}

/**
 * Rows that cut points are found from, ascending: one random row of each of `sampleRows` equal stretches, or all rows.
 */
function sampleOf(rows: number, { sampleRows, seed }: BinSettings): Int32Array {
  if (rows <= sampleRows) return Int32Array.from({ length: rows }, (_, row) => row);
  const stream = random(seed).fork("bins");
  return Int32Array.from({ length: sampleRows }, (_, k) => Math.min(rows - 1, Math.floor(((k + stream.next()) * rows) / sampleRows)));
}

/** The cut between neighbouring values a < b: their middle in float32, or a where that is not below b. */
function cutBetween(a: number, b: number): number {
  const middle = Math.fround((a + b) / 2);
  return middle >= a && middle < b ? middle : a;
}

/** Distinct present values of a column in the sampled rows, ascending, with the rows' number and weight. */
function distinctValues(matrix: DenseMatrix, column: number, sample: Int32Array, weight: Float64Array | undefined) {
  const order = sample.filter((row) => !Number.isNaN(matrix.values[row * matrix.columns + column]!));
  const numberAt = (row: number): number => matrix.values[row * matrix.columns + column]!;
  order.sort((a, b) => (numberAt(a) < numberAt(b) ? -1 : numberAt(a) > numberAt(b) ? 1 : a - b));
  const values: number[] = [];
  const counts: number[] = [];
  const weights: number[] = [];
  for (const row of order) {
    const value = numberAt(row);
    if (values.length === 0 || values[values.length - 1] !== value) {
      values.push(value);
      counts.push(0);
      weights.push(0);
    }
    counts[counts.length - 1]! += 1;
    weights[weights.length - 1]! += weight?.[row] ?? 1;
  }
  return { values, counts, weights };
}

/**
 * Cut points of a numeric column. Where no more distinct values than bins: between all of them, skipping cuts until a bin has
 * `minimumBinRows`. Else by weight: a value that weighs a bin's share (total / bins) or more is heavy and closes a bin of its own; a bin
 * of light values is closed when it weighs the light values' share, or half of it where a heavy value follows. The light share is taken
 * anew, from the light weight and the bins that are left, after each bin closed behind a light value.
 */
function cutsOf(values: number[], counts: number[], weights: number[], settings: BinSettings): Float32Array {
  const { maximumBins, minimumBinRows } = settings;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const all = values.length <= maximumBins;
  const heavy = weights.map((weight) => !all && weight >= total / maximumBins);
  let lightBins = maximumBins - heavy.filter(Boolean).length;
  let lightWeight = weights.reduce((sum, weight, at) => (heavy[at] ? sum : sum + weight), 0);
  let share = lightBins > 0 ? lightWeight / lightBins : Infinity;
  const cuts: number[] = [];
  let rows = 0;
  let held = 0;
  for (let at = 0; at + 1 < values.length && cuts.length + 1 < maximumBins; at++) {
    if (!heavy[at]) lightWeight -= weights[at]!;
    rows += counts[at]!;
    held += weights[at]!;
    const full = all || heavy[at] || held >= share || (heavy[at + 1] && held >= share / 2);
    if (!full || rows < minimumBinRows) continue;
    cuts.push(cutBetween(values[at]!, values[at + 1]!));
    rows = 0;
    held = 0;
    if (heavy[at]) continue;
    lightBins--;
    share = lightBins > 0 ? lightWeight / lightBins : Infinity;
  }
  return Float32Array.from(cuts);
}

/**
 * Listed codes: the most frequent of the sample (by rows; of equal ones the lower), one fewer than `maximumBins`, then on until they make up
 * 99 % of the rows or have fewer than `minimumBinRows`.
 */
function codesOf(values: number[], counts: number[], { maximumBins, minimumBinRows }: BinSettings): Int32Array {
  const order = values.map((_, at) => at).sort((a, b) => counts[b]! - counts[a]! || values[a]! - values[b]!);
  const wanted = 0.99 * counts.reduce((sum, count) => sum + count, 0);
  const before = order.map((_, at) => order.slice(0, at).reduce((sum, other) => sum + counts[other]!, 0));
  const beyond = order.findIndex((code, at) => at >= maximumBins - 1 && (before[at]! >= wanted || counts[code]! < minimumBinRows));
  return Int32Array.from(beyond < 0 ? order : order.slice(0, beyond), (at) => values[at]!);
}

/** First bin whose cut is not below the value. */
function binOfNumber(cuts: Float32Array, value: number): number {
  if (Number.isNaN(value)) return 0;
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= cuts[middle]!) high = middle;
    else low = middle + 1;
  }
  return low + 1;
}

/**
 * The plain reading of how rows become bins; the kernels are held against it.
 * A column of categories lists its frequent codes; every other code, met or not, is one of the others.
 * @param categories - per column the number of its codes, 0 for numbers.
 * @param weight - of each row, for the cut points; 1 where absent.
 */
export function referenceBins(
  matrix: DenseMatrix,
  settings: BinSettings,
  categories: Int32Array = new Int32Array(matrix.columns),
  weight?: Float64Array,
): ReferenceBins {
  const { rows, columns, values } = matrix;
  const sample = sampleOf(rows, settings);
  const bins = new Int32Array(columns);
  const others = new Int32Array(columns);
  const cuts: Float32Array[] = [];
  const codes: (Int32Array | undefined)[] = [];
  const binOfRow = new Uint16Array(rows * columns);
  for (let column = 0; column < columns; column++) {
    const distinct = distinctValues(matrix, column, sample, weight);
    const isCategory = categories[column]! > 0;
    const listed = isCategory ? codesOf(distinct.values, distinct.counts, settings) : undefined;
    const cut = isCategory ? new Float32Array(0) : cutsOf(distinct.values, distinct.counts, distinct.weights, settings);
    cuts.push(cut);
    codes.push(listed);
    bins[column] = listed === undefined ? cut.length + 1 : listed.length + 1;
    others[column] = listed === undefined ? 0 : listed.length + 1;
    const binOfCode = new Map(listed === undefined ? [] : Array.from(listed, (code, at) => [code, at + 1] as const));
    for (let row = 0; row < rows; row++) {
      const value = values[row * columns + column]!;
      const category = Number.isNaN(value) ? 0 : (binOfCode.get(value) ?? others[column]!);
      binOfRow[column * rows + row] = isCategory ? category : binOfNumber(cut, value);
    }
  }
  return { rows, columns, bins, cuts, codes, others, binOfRow };
}
