import { MillwrightError } from "../../errors/index.ts";
import type { Judged, Measured, Metric } from "../metrics/metric.ts";
import { type BootstrapSettings, differenceDistribution, percentileInterval } from "./bootstrap.ts";
import { checkJudged } from "./judged-rows.ts";

/**
 * How much two predictions of the same rows differ: metric(a) − metric(b) with its 95 % interval, both judged on the same
 * drawn rows, so that what is hard for both cancels out.
 * @throws MODELING_ROWS_DIFFER when the truths are not the same, and as `evaluate`
 * @see Efron and Tibshirani (1993), "An Introduction to the Bootstrap", chapter 16.
 * @example comparePaired(rocAuc, withHistory, without, { seed: 1 }); // { value: 0.03, low: 0.01, high: 0.05 }
 */
export function comparePaired(metric: Metric, a: Judged, b: Judged, settings: BootstrapSettings): Measured {
  checkJudged(a);
  checkJudged(b);
  if (a.truth.length !== b.truth.length || a.truth.some((value, row) => value !== b.truth[row])) {
    throw new MillwrightError(
      "MODELING_ROWS_DIFFER",
      `one prediction is about ${a.truth.length} rows, the other about ${b.truth.length}, and their truths are not the same.`,
      "Compare predictions of the same rows in the same order.",
    );
  }
  return percentileInterval(differenceDistribution(metric, a, b, settings));
}

/** Whether a difference is more than noise, and in whose favour. */
export function winner(metric: Pick<Metric, "direction">, difference: Measured): "a" | "b" | "neither" {
  const sign = metric.direction === "maximize" ? 1 : -1;
  if (difference.low > 0) return sign > 0 ? "a" : "b";
  if (difference.high < 0) return sign > 0 ? "b" : "a";
  return "neither";
}
