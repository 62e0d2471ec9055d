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

/** Scores before the first round: [outputs, rows], or of one output the same number for all rows. */
export type FirstScores = Float64Array | number;

const kernels = { squared: squaredGradients, binary_log_loss: logisticGradients };

/**
 * The same loss by compiled kernels, in float32. Squared errors are taken from where the scores began, so that a large mean costs no digits.
 */
function compiledLoss(name: keyof typeof kernels, labels: Labels, first: FirstScores, grower: TreeGrower): LossState {
  const [scores, label] = [grower.newFloats(labels.rows), grower.newFloats(labels.rows)];
  const weight = labels.weight === undefined ? undefined : grower.newFloats(labels.rows);
  if (labels.weight !== undefined) weight?.set(labels.weight);
  const isSquared = name === "squared";
  const firstOf = (row: number): number => (typeof first === "number" ? first : (first[row] ?? 0));
  if (isSquared) for (let row = 0; row < labels.rows; row++) label[row] = (labels.truth[row] ?? 0) - firstOf(row);
  else {
    label.set(labels.truth);
    for (let row = 0; row < labels.rows; row++) scores[row] = firstOf(row);
  }
  return {
    scores,
    gradient: grower.gradient,
    hessian: grower.hessian,
    differentiate: () => kernels[name](grower, scores, label, weight),
  };
}

/** @param first - taken over where it is an array. */
export function lossState(objective: Objective, labels: Labels, first: FirstScores, grower: TreeGrower): LossState {
  const { compiled, outputs } = objective;
  if (compiled !== undefined) return compiledLoss(compiled, labels, first, grower);
  // One output writes straight into the grower's memory.
  const gradient = outputs === 1 ? grower.gradient : new Float32Array(outputs * labels.rows);
  const hessian = outputs === 1 ? grower.hessian : new Float32Array(outputs * labels.rows);
  const scores = typeof first === "number" ? new Float64Array(labels.rows).fill(first) : first;
  return { scores, gradient, hessian, differentiate: () => objective.gradients(scores, labels, gradient, hessian) };
}
