import { checkNumber } from "../../fitting/check-settings.ts";
import type { Labels, Objective } from "./objective.ts";
import { pointwise } from "./pointwise.ts";
import { weightedQuantile } from "./weighted-quantile.ts";

/** Settings of `huber`. */
export interface HuberSettings {
  /** Errors up to it count squared, larger ones in proportion; in the target's unit, above 0. 1 unless told. */
  readonly delta?: number;
}

/** The root of Σ w · clip(s − y, ±δ), which rises with s, by bisection between the extremes of the truth. */
function bestConstant({ truth, weight }: Labels, delta: number): number {
  let low = truth.reduce((least, value) => Math.min(least, value), Infinity);
  let high = truth.reduce((most, value) => Math.max(most, value), -Infinity);
  let middle = weightedQuantile(truth, 0.5, weight);
  for (let step = 0; step < 100 && high - low > 1e-12 * Math.max(1, Math.abs(middle)); step++) {
    const slope = truth.reduce((sum, y, row) => sum + (weight?.[row] ?? 1) * Math.max(-delta, Math.min(delta, middle - y)), 0);
    if (slope > 0) high = middle;
    else low = middle;
    middle = (low + high) / 2;
  }
  return middle;
}

/**
 * Squared error near, absolute error far: a few wild truths do not pull the predictions.
 * @throws MODELING_SETTING_INVALID
 * @see Huber (1964), "Robust Estimation of a Location Parameter", Annals of Mathematical Statistics 35(1).
 * @example boostedTrees({ objective: huber({ delta: 0.5 }) });
 */
export function huber({ delta = 1 }: HuberSettings = {}): Objective {
  checkNumber("huber", "delta", delta, { above: 0 });
  return pointwise({
    name: "huber",
    settings: { delta },
    link: "identity",
    curvature: "bound",
    initialScore: (labels) => bestConstant(labels, delta),
    loss: (score, truth) => {
      const error = Math.abs(score - truth);
      return error <= delta ? error ** 2 / 2 : delta * (error - delta / 2);
    },
    gradient: (score, truth) => Math.max(-delta, Math.min(delta, score - truth)),
    hessian: () => 1,
  });
}
