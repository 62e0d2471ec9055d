import { rank } from "../../kernels/index.ts";
import type { Judged } from "../metrics/metric.ts";

/** Precision at one recall. */
export interface PrecisionRecallPoint {
  readonly recall: number;
  readonly precision: number;
  /** Rows from this P on are positive. */
  readonly threshold: number;
}

/**
 * Precision and recall at falling thresholds (binary), thinned to about equal steps of recall. Empty without positives.
 * @param most - most points, 200 unless told.
 * @example precisionRecallCurve(judged)[0]; // { recall: 0.01, precision: 1, threshold: 0.98 }
 */
export function precisionRecallCurve(judged: Judged, most = 200): PrecisionRecallPoint[] {
  const { order, positive, groupEnd } = rank(judged.prediction.values, judged.truth);
  const weight = (row: number): number => judged.weight?.[row] ?? 1;
  const total = order.reduce((sum, row, at) => sum + (positive[at] === 1 ? weight(row) : 0), 0);
  const points: PrecisionRecallPoint[] = [];
  let hits = 0;
  let taken = 0;
  let shown = -1;
  order.forEach((row, at) => {
    taken += weight(row);
    if (positive[at] === 1) hits += weight(row);
    const step = Math.floor((hits / total) * (most - 1));
    if (groupEnd[at] === 0 || taken === 0 || step <= shown) return;
    shown = step;
    points.push({ recall: hits / total, precision: hits / taken, threshold: judged.prediction.values[row] ?? 0 });
  });
  return total > 0 ? points : [];
}
