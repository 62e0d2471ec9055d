import { correlation, cramersV, explainedByGroups } from "../../kernels/index.ts";
import type { Column } from "../tables/column.ts";

/** The truth of the rows that are profiled. */
export interface ProfileTarget {
  /** Class codes, or values for regression; length rows. */
  readonly values: Float64Array;
  readonly kind: "binary" | "multiclass" | "regression";
}

/** Booleans as numbers, NaN where missing. */
function asNumbers(values: Uint8Array): Float64Array {
  return Float64Array.from(values, (value) => (value === 255 ? Number.NaN : value));
}

function classesIn(target: ProfileTarget): number {
  return target.values.reduce((most, code) => Math.max(most, code), 0) + 1;
}

function strength(column: Column, target: ProfileTarget): number {
  if (column.kind === "text") return Number.NaN;
  if (column.kind === "category") {
    if (target.kind === "multiclass") return cramersV(column.codes, column.dictionary.length, target.values, classesIn(target));
    return Math.sqrt(explainedByGroups(target.values, column.codes, column.dictionary.length));
  }
  const numbers = column.kind === "boolean" ? asNumbers(column.values) : column.values;
  if (target.kind === "multiclass") return Math.sqrt(explainedByGroups(numbers, target.values, classesIn(target)));
  return Math.abs(correlation(numbers, target.values));
}

/**
 * How strongly one column alone goes with the target, in [0, 1]; undefined for text and where one of the two does not vary.
 * Numbers, times and booleans: |Pearson| (for classes beyond two the correlation ratio); categories: the correlation ratio (for classes
 * beyond two Cramér's V), each less what chance gives to that many values. Missing values are left out.
 */
export function relationToTarget(column: Column, target: ProfileTarget): number | undefined {
  const found = strength(column, target);
  return Number.isFinite(found) ? Math.min(1, found) : undefined;
}
