import type { Objective } from "./objective.ts";
import { pointwise } from "./pointwise.ts";
import { weightedQuantile } from "./weighted-quantile.ts";

/**
 * The absolute error: predictions are medians. Trees are grown on the residuals' signs, leaves answer their median residual.
 * @see Friedman (2001), "Greedy Function Approximation", Annals of Statistics 29(5), section 4.3.
 * @example boostedTrees({ objective: absolute() });
 */
export function absolute(): Objective {
  return pointwise({
    name: "absolute",
    link: "identity",
    curvature: "bound",
    leafQuantile: 0.5,
    initialScore: ({ truth, weight }) => weightedQuantile(truth, 0.5, weight),
    loss: (score, truth) => Math.abs(score - truth),
    gradient: (score, truth) => Math.sign(score - truth),
    hessian: () => 1,
  });
}
