import type { Judged, Measured, Metric } from "../metrics/metric.ts";
import { type BootstrapSettings, metricDistributions, percentileInterval } from "./bootstrap.ts";
import { checkJudged } from "./judged-rows.ts";

/** Metric name → value with interval. */
export type Scores = Readonly<Record<string, Measured>>;

/**
 * Each metric with its 95 % percentile interval. Rows (or clusters, where a metric has them) are drawn with replacement;
 * the same seed draws the same rows. More than 200,000 rows are drawn at most 300 times.
 * @returns by metric name; NaN where a metric is not defined on these rows.
 * @throws MODELING_ROWS_DIFFER, MODELING_PREDICTION_NOT_FINITE, MODELING_TARGET_EMPTY
 * @see Efron and Tibshirani (1993), "An Introduction to the Bootstrap", chapter 13.
 * @example evaluate([rocAuc, logLoss], judged, { seed: 1 })["roc_auc"]; // { value: 0.87, low: 0.85, high: 0.89 }
 */
export function evaluate(metrics: readonly Metric[], judged: Judged, settings: BootstrapSettings): Scores {
  checkJudged(judged);
  const found = metricDistributions(metrics, judged, settings);
  return Object.fromEntries(
    metrics.map((metric, at) => [metric.name, percentileInterval(found[at] ?? { value: Number.NaN, draws: new Float64Array(0) })]),
  );
}

/** One metric's value, without an interval. @throws as `evaluate` */
export function measure(metric: Metric, judged: Judged): number {
  checkJudged(judged);
  return metric.prepare(judged)(judged.weight ?? new Float64Array(judged.truth.length).fill(1));
}
