import { ascendingOrder } from "../../kernels/index.ts";
import { statedAndObserved } from "../metrics/expected-calibration-error.ts";
import type { Judged } from "../metrics/metric.ts";

/** One bin of a reliability curve. */
export interface ReliabilityPoint {
  /** Mean stated probability. */
  readonly predicted: number;
  /** Share that came true. */
  readonly observed: number;
  readonly rows: number;
}

/**
 * How often stated probabilities come true: rows in bins of about equal size by rising probability; rows with the same
 * probability are never parted. Binary: P(positive); more classes: of the most probable one. Means are weighted.
 * @see Niculescu-Mizil and Caruana (2005), "Predicting Good Probabilities with Supervised Learning", ICML.
 * @example reliabilityCurve(judged, 10); // [{ predicted: 0.02, observed: 0.01, rows: 500 }, …]
 */
export function reliabilityCurve(judged: Judged, bins = 10): ReliabilityPoint[] {
  const { stated, observed } = statedAndObserved(judged);
  const order = ascendingOrder(stated);
  const points: ReliabilityPoint[] = [];
  let start = 0;
  for (let bin = 1; bin <= bins && start < order.length; bin++) {
    let end = Math.max(start + 1, Math.round((bin * order.length) / bins));
    while (end < order.length && stated[order[end] ?? 0] === stated[order[end - 1] ?? 0]) end++;
    let weight = 0;
    let predicted = 0;
    let share = 0;
    for (const row of order.subarray(start, end)) {
      const own = judged.weight?.[row] ?? 1;
      weight += own;
      predicted += own * (stated[row] ?? 0);
      share += own * (observed[row] ?? 0);
    }
    if (weight > 0) points.push({ predicted: predicted / weight, observed: share / weight, rows: end - start });
    start = end;
  }
  return points;
}
