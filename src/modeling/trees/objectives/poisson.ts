import { meanTruth, type Objective } from "./objective.ts";
import { pointwise } from "./pointwise.ts";

/** Longest step for which e^(score + it) still bounds the second derivative: a leaf of rare counts cannot leap. */
const STEP = 0.7;

/**
 * Counts and rates: predictions are exp(score). Truths may be fractions, not negative.
 * @example boostedTrees({ objective: poisson() });
 */
export function poisson(): Objective {
  return pointwise({
    name: "poisson",
    link: "exponential",
    curvature: "bound",
    domain: { holds: (truth) => truth >= 0, allowed: "counts, numbers of at least 0" },
    initialScore: (labels) => Math.log(Math.max(meanTruth(labels), 1e-12)),
    loss: (score, truth) => Math.exp(score) - truth * score,
    gradient: (score, truth) => Math.exp(score) - truth,
    hessian: (score) => Math.exp(score + STEP),
  });
}
