import { logisticGradients, squaredGradients, type TreeGrower } from "../../../kernels/index.ts";
import type { Labels, Objective, ScoreArray } from "../objectives/objective.ts";

/** Scores of all rows with what writes their derivatives into the grower. */
export interface LossState {
  /** [outputs, rows]; trees are added to it. */
  readonly scores: ScoreArray;
  /** Derivatives at the present scores, [outputs, rows]. */
  readonly gradient: Float32Array;
  readonly hessian: Float32Array;
  /** Writes them. */
  differentiate(): void;
}

const kernels = { squared: squaredGradients, binary_log_loss: logisticGradients };

/**
 * The same loss by compiled kernels, in float32. Squared errors are taken from where the scores began, so that a large mean costs no digits.
 */
function compiledLoss(name: keyof typeof kernels, labels: Labels, first: Float64Array, grower: TreeGrower): LossState {
  const [scores, label] = [grower.newFloats(labels.rows), grower.newFloats(labels.rows)];
  const weight = labels.weight === undefined ? undefined : grower.newFloats(labels.rows);
  if (labels.weight !== undefined) weight?.set(labels.weight);
  const isSquared = name === "squared";
  if (isSquared) for (let row = 0; row < labels.rows; row++) label[row] = (labels.truth[row] ?? 0) - (first[row] ?? 0);
  else {
    label.set(labels.truth);
    scores.set(first);
  }
  return {
    scores,
    gradient: grower.gradient,
    hessian: grower.hessian,
    differentiate: () => kernels[name](grower, scores, label, weight),
  };
}

/** @param first - scores before the first round, [outputs, rows]; taken over. */
export function lossState(objective: Objective, labels: Labels, first: Float64Array, grower: TreeGrower): LossState {
  const { compiled, outputs } = objective;
  if (compiled !== undefined) return compiledLoss(compiled, labels, first, grower);
  // One output writes straight into the grower's memory.
  const gradient = outputs === 1 ? grower.gradient : new Float32Array(outputs * labels.rows);
  const hessian = outputs === 1 ? grower.hessian : new Float32Array(outputs * labels.rows);
  return { scores: first, gradient, hessian, differentiate: () => objective.gradients(first, labels, gradient, hessian) };
}
