import { meanTruth, type Objective } from "./objective.ts";
import { pointwise } from "./pointwise.ts";

/** log(1 + e^x) without overflow. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** 1 / (1 + e^−x). */
export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** The score whose sigmoid is a probability; finite at 0 and 1 too. */
export function logit(probability: number): number {
  const clipped = Math.max(1e-12, Math.min(1 - 1e-12, probability));
  return Math.log(clipped / (1 - clipped));
}

/**
 * Log loss of two classes: predictions are P(class 1).
 * @example boostedTrees({ objective: binaryLogLoss() });
 */
export function binaryLogLoss(): Objective {
  return pointwise({
    name: "binary_log_loss",
    link: "sigmoid",
    curvature: "exact",
    compiled: "binary_log_loss",
    domain: { holds: (truth) => truth === 0 || truth === 1, allowed: "the classes 0 and 1" },
    initialScore: (labels) => logit(meanTruth(labels)),
    loss: (score, truth) => softplus(truth === 1 ? -score : score),
    gradient: (score, truth) => logistic(score) - truth,
    hessian: (score) => logistic(score) * logistic(-score),
  });
}
