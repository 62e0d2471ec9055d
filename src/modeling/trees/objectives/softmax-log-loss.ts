import { checkNumber } from "../../fitting/check-settings.ts";
import { classShares, requireClasses } from "./class-codes.ts";
import { type Objective, type ScoreArray, totalWeight } from "./objective.ts";

/** Writes the probabilities of one row, length classes; returns the log of the sum of exponentials. */
function rowProbabilities(scores: ScoreArray, rows: number, row: number, target: Float64Array): number {
  const classes = target.length;
  let largest = -Infinity;
  for (let k = 0; k < classes; k++) largest = Math.max(largest, scores[k * rows + row] ?? 0);
  let sum = 0;
  for (let k = 0; k < classes; k++) {
    const value = Math.exp((scores[k * rows + row] ?? 0) - largest);
    target[k] = value;
    sum += value;
  }
  for (let k = 0; k < classes; k++) target[k] = (target[k] ?? 0) / sum;
  return largest + Math.log(sum);
}

/**
 * Log loss of several classes that compete: predictions are probabilities. The curvature K / (K − 1) · p · (1 − p) allows for the other
 * classes' scores moving in the same step.
 * @param classes - 2 or more.
 * @throws MODELING_SETTING_INVALID
 * @see Friedman, Hastie and Tibshirani (2000), "Additive Logistic Regression", Annals of Statistics 28(2).
 * @example boostedTrees({ objective: softmaxLogLoss(3) });
 */
export function softmaxLogLoss(classes: number): Objective {
  checkNumber("softmaxLogLoss", "classes", classes, { least: 2, whole: true });
  const factor = classes / (classes - 1);
  return {
    name: "multiclass_log_loss",
    settings: { classes },
    outputs: classes,
    link: "softmax",
    curvature: "bound",
    check: (labels) => requireClasses("multiclass_log_loss", labels, classes),
    initialScores: (labels) => classShares(labels, classes).map((share) => Math.log(Math.max(share, 1e-12))),
    gradients: (scores, { rows, truth, weight }, gradient, hessian) => {
      const probability = new Float64Array(classes);
      for (let row = 0; row < rows; row++) {
        const w = weight?.[row] ?? 1;
        rowProbabilities(scores, rows, row, probability);
        for (let k = 0; k < classes; k++) {
          const p = probability[k] ?? 0;
          gradient[k * rows + row] = w * (p - (truth[row] === k ? 1 : 0));
          hessian[k * rows + row] = w * factor * p * (1 - p);
        }
      }
    },
    loss: (scores, labels) => {
      const { rows, truth, weight } = labels;
      const probability = new Float64Array(classes);
      let sum = 0;
      for (let row = 0; row < rows; row++) {
        const all = rowProbabilities(scores, rows, row, probability);
        sum += (weight?.[row] ?? 1) * (all - (scores[(truth[row] ?? 0) * rows + row] ?? 0));
      }
      return sum / totalWeight(labels);
    },
  };
}
