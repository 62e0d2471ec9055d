import { meanTruth, type Objective } from "./objective.ts";
import { pointwise } from "./pointwise.ts";

/**
 * Half the squared error: predictions are means.
 * @example boostedTrees({ objective: squared() });
 */
export function squared(): Objective {
  return pointwise({
    name: "squared",
    link: "identity",
    curvature: "exact",
    compiled: "squared",
    initialScore: meanTruth,
    loss: (score, truth) => (score - truth) ** 2 / 2,
    gradient: (score, truth) => score - truth,
    hessian: () => 1,
  });
}
