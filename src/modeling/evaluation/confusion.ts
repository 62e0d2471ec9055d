import type { Judged } from "../metrics/metric.ts";
import { predictedClasses } from "../metrics/predicted-class.ts";

/** Counts of rows by true and predicted class. */
export interface Confusion {
  readonly classes: readonly string[];
  /** `counts[i][j]`: rows of class i that were said to be class j. */
  readonly counts: readonly (readonly number[])[];
}

/**
 * Which classes are taken for which. Rows of other than the most frequent classes, and rows taken for others, are left out.
 * @param settings - `threshold` (0.5) for binary; `mostClasses` (30), chosen by frequency and kept in their order.
 * @example confusion(judged).counts; // [[50, 3], [7, 40]]
 */
export function confusion(
  judged: Judged,
  { threshold = 0.5, mostClasses = 30 }: { readonly threshold?: number; readonly mostClasses?: number } = {},
): Confusion {
  const predicted = predictedClasses(judged.prediction, threshold);
  const frequency = judged.classes.map((_, code) => judged.truth.reduce((sum, value) => sum + (value === code ? 1 : 0), 0));
  const shown = judged.classes
    .map((_, code) => code)
    .toSorted((a, b) => (frequency[b] ?? 0) - (frequency[a] ?? 0) || a - b)
    .slice(0, mostClasses)
    .toSorted((a, b) => a - b);
  const place = new Map(shown.map((code, at) => [code, at]));
  const counts = shown.map(() => shown.map(() => 0));
  judged.truth.forEach((code, row) => {
    const line = counts[place.get(code) ?? -1];
    const at = place.get(predicted[row] ?? -1);
    if (line !== undefined && at !== undefined) line[at] = (line[at] ?? 0) + 1;
  });
  return { classes: shown.map((code) => judged.classes[code] ?? String(code)), counts };
}
