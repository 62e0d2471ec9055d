import type { DistinctValues } from "./column-cuts.ts";

/** The bin of a column's commonest value in the sample, and how many rows of the sample are in others. */
export interface CommonBin {
  readonly bin: number;
  readonly otherRows: number;
}

/** Place of the commonest value. */
function commonestOf({ counts }: DistinctValues): number {
  let best = 0;
  for (let at = 1; at < counts.length; at++) if (counts[at]! > counts[best]!) best = at;
  return best;
}

/** Rows whose values lie in the same bin of numbers as the value at a place, and that bin. */
function numbersBin({ values, counts }: DistinctValues, at: number, cuts: Float32Array): { bin: number; rows: number } {
  let cut = 0;
  while (cut < cuts.length && values[at]! > cuts[cut]!) cut++;
  const [low, high] = [cuts[cut - 1] ?? -Infinity, cuts[cut] ?? Infinity];
  let rows = counts[at]!;
  for (let below = at - 1; below >= 0 && values[below]! > low; below--) rows += counts[below]!;
  for (let above = at + 1; above < values.length && values[above]! <= high; above++) rows += counts[above]!;
  return { bin: cut + 1, rows };
}

/**
 * Finds the bin of a column's commonest value, or that of missing ones where they are more.
 * @param rows - of the sample, those without a value included.
 */
export function commonBin(distinct: DistinctValues, cuts: Float32Array, codes: Int32Array | undefined, rows: number): CommonBin {
  let present = 0;
  for (let at = 0; at < distinct.counts.length; at++) present += distinct.counts[at]!;
  const at = commonestOf(distinct);
  // The most frequent code is listed first, if any is.
  const inCodes = { bin: 1, rows: codes?.length === 0 ? present : (distinct.counts[at] ?? 0) };
  const common = present === 0 || codes !== undefined ? inCodes : numbersBin(distinct, at, cuts);
  return rows - present > common.rows ? { bin: 0, otherRows: present } : { bin: common.bin, otherRows: rows - common.rows };
}
