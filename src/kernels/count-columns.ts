import type { FeatureMatrix } from "./matrix.ts";

/** Sums of the columns by class, and what they hold. */
export interface ColumnCounts {
  /** Dense columns first, then the sparse ones: [dense + sparse, classes]. */
  readonly sums: Float64Array;
  /** The least value that was met, 0 where none was stored; NaN when a value is not finite. */
  readonly least: number;
}

/** Σ weight·value of each column over the rows of each class. */
export function countColumns(
  features: FeatureMatrix,
  truth: Float64Array,
  weight: Float64Array | undefined,
  classes: number,
): ColumnCounts {
  const { dense, sparse, rows } = features;
  const denseColumns = dense?.columns ?? 0;
  const sums = new Float64Array((denseColumns + (sparse?.columns ?? 0)) * classes);
  let least = 0;
  let check = 0;
  if (dense !== undefined) {
    for (let i = 0; i < rows; i++) {
      const share = weight === undefined ? 1 : weight[i]!;
      const at = truth[i]!;
      for (let j = 0; j < denseColumns; j++) {
        const value = dense.values[i * denseColumns + j]!;
        if (value < least) least = value;
        check += value * 0;
        sums[j * classes + at]! += share * value;
      }
    }
  }
  if (sparse !== undefined) {
    const { rowStart, index, value } = sparse;
    for (let i = 0; i < rows; i++) {
      const share = weight === undefined ? 1 : weight[i]!;
      const at = denseColumns * classes + truth[i]!;
      const end = rowStart[i + 1]!;
      for (let k = rowStart[i]!; k < end; k++) {
        const x = value[k]!;
        if (x < least) least = x;
        check += x * 0;
        sums[at + index[k]! * classes]! += share * x;
      }
    }
  }
  return { sums, least: Number.isNaN(check) ? Number.NaN : least };
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
