import type { BinSettings } from "./growth-settings.ts";

/** Distinct present values of a column's sample, ascending, with the rows' number and weight. */
export interface DistinctValues {
  readonly values: Float32Array;
  readonly counts: Float64Array;
  readonly weights: Float64Array;
}

/** Room for the distinct values of a sample of so many rows. */
export function newDistinctValues(rows: number): DistinctValues {
  return { values: new Float32Array(rows), counts: new Float64Array(rows), weights: new Float64Array(rows) };
}

/**
 * Counts equal neighbours.
 * @param sorted - pairs (value, weight), length 2·n, ascending by value.
 * @param room - written to; what is answered lies in it.
 */
export function distinctValues(sorted: Float32Array, room: DistinctValues): DistinctValues {
  const rows = sorted.length / 2;
  const { values, counts, weights } = room;
  let last = -1;
  for (let at = 0; at < rows; at++) {
    const value = sorted[2 * at]!;
    if (last < 0 || values[last] !== value) {
      values[++last] = value;
      counts[last] = 0;
      weights[last] = 0;
    }
    counts[last]! += 1;
    weights[last]! += sorted[2 * at + 1]!;
  }
  return { values: values.subarray(0, last + 1), counts: counts.subarray(0, last + 1), weights: weights.subarray(0, last + 1) };
}

/** The cut between neighbouring values a < b: their middle in float32, or a where that is not below b. */
function cutBetween(a: number, b: number): number {
  const middle = Math.fround((a + b) / 2);
  return middle >= a && middle < b ? middle : a;
}

/**
 * Cut points of a numeric column, ascending; fewer than `maximumBins`. Where no more distinct values than bins: between all of them,
 * skipping cuts until a bin has `minimumBinRows`. Else by weight: a value that weighs a bin's share (total / bins) or more is heavy and
 * closes a bin of its own; a bin of light values is closed when it weighs the light values' share, or half of it where a heavy value
 * follows. The light share is taken anew, from the light weight and the bins that are left, after each bin closed behind a light value.
 */
export function cutsOf({ values, counts, weights }: DistinctValues, { maximumBins, minimumBinRows }: BinSettings): Float32Array {
  let total = 0;
  for (let at = 0; at < weights.length; at++) total += weights[at]!;
  const all = values.length <= maximumBins;
  const heavyWeight = all ? Infinity : total / maximumBins;
  let lightBins = maximumBins;
  let lightWeight = 0;
  for (let at = 0; at < weights.length; at++) {
    if (weights[at]! >= heavyWeight) lightBins--;
    else lightWeight += weights[at]!;
  }
  let share = lightBins > 0 ? lightWeight / lightBins : Infinity;
  const cuts: number[] = [];
  let rows = 0;
  let held = 0;
  for (let at = 0; at + 1 < values.length && cuts.length + 1 < maximumBins; at++) {
    const isHeavy = weights[at]! >= heavyWeight;
    if (!isHeavy) lightWeight -= weights[at]!;
    rows += counts[at]!;
    held += weights[at]!;
    const full = all || isHeavy || held >= share || (weights[at + 1]! >= heavyWeight && held >= share / 2);
    if (!full || rows < minimumBinRows) continue;
    cuts.push(cutBetween(values[at]!, values[at + 1]!));
    rows = 0;
    held = 0;
    if (isHeavy) continue;
    lightBins--;
    share = lightBins > 0 ? lightWeight / lightBins : Infinity;
  }
  return Float32Array.from(cuts);
}

/** Codes are listed until they make up this share of the sampled rows, even where that takes more bins than numbers may have. */
const COVERED_SHARE = 0.99;
/** Bins are uint16. */
const MOST_CODES = 65_534;

/**
 * Codes that get bins of their own: the most frequent of the sample (of equal ones the lower), one fewer than `maximumBins`, or as many as
 * make up 99 % of its rows; of those that do not fit into `maximumBins` none with fewer than `minimumBinRows`.
 */
export function codesOf({ values, counts }: DistinctValues, { maximumBins, minimumBinRows }: BinSettings): Int32Array {
  const order = Array.from(values, (_, at) => at).sort((a, b) => counts[b]! - counts[a]! || values[a]! - values[b]!);
  const wanted = COVERED_SHARE * counts.reduce((sum, count) => sum + count, 0);
  let kept = 0;
  for (let covered = 0; kept < Math.min(order.length, MOST_CODES); kept++) {
    const count = counts[order[kept]!]!;
    if (kept >= maximumBins - 1 && (covered >= wanted || count < minimumBinRows)) break;
    covered += count;
  }
  return Int32Array.from(order.slice(0, kept), (at) => values[at]!);
}
