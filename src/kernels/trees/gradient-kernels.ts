import type { TreeGrower } from "./tree-grower.ts";

/**
 * Gradients of squared error, written to the grower: weight·(score − label), hessian weight.
 * @param score, label, weight - length rows, from `newFloats` of the same grower.
 */
export function squaredGradients(grower: TreeGrower, score: Float32Array, label: Float32Array, weight?: Float32Array): void {
  grower.runGradients("squaredGradients", score, label, weight);
}

/**
 * Gradients of binary log loss of scores in log-odds, written to the grower: weight·(p − label), hessian weight·p·(1 − p).
 * @param score, label, weight - length rows, from `newFloats` of the same grower; labels 0 or 1.
 */
export function logisticGradients(grower: TreeGrower, score: Float32Array, label: Float32Array, weight?: Float32Array): void {
  grower.runGradients("logisticGradients", score, label, weight);
}
