import type { DistinctValues } from "./column-cuts.ts";

/** The commonest bin of a column in the sample, and how many rows of the sample are in others. */
export interface CommonBin {
  readonly bin: number;
  readonly otherRows: number;
}

/** Rows of each bin of a column of numbers; element 0, of missing values, stays 0. */
function countNumbers({ values, counts }: DistinctValues, cuts: Float32Array): Float64Array {
  const rows = new Float64Array(cuts.length + 2);
  let bin = 1;
  values.forEach((value, at) => {
    while (bin <= cuts.length && value > cuts[bin - 1]!) bin++;
    rows[bin]! += counts[at]!;
  });
  return rows;
}

/** Rows of each bin of a column of categories; element 0 stays 0, the last is for codes that are not listed. */
function countCodes({ values, counts }: DistinctValues, codes: Int32Array): Float64Array {
  const bins = new Map(Array.from(codes, (code, at) => [code, at + 1]));
  const rows = new Float64Array(codes.length + 2);
  values.forEach((value, at) => {
    rows[bins.get(value) ?? codes.length + 1]! += counts[at]!;
  });
  return rows;
}

/**
 * Finds a column's commonest bin.
 * @param rows - of the sample, those without a value included.
 */
export function commonBin(distinct: DistinctValues, cuts: Float32Array, codes: Int32Array | undefined, rows: number): CommonBin {
  const counts = codes === undefined ? countNumbers(distinct, cuts) : countCodes(distinct, codes);
  counts[0] = rows - counts.reduce((sum, count) => sum + count, 0);
  const bin = counts.reduce((best, count, at) => (count > counts[best]! ? at : best), 0);
  return { bin, otherRows: rows - counts[bin]! };
}
