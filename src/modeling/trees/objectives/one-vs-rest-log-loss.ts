import { checkNumber } from "../../fitting/check-settings.ts";
import { logistic, logit, softplus } from "./binary-log-loss.ts";
import { classShares, requireClasses } from "./class-codes.ts";
import { type Objective, totalWeight } from "./objective.ts";

/**
 * Log loss of each class against all others; probabilities are the sigmoids divided by their sum.
 * @param classes - 2 or more.
 * @throws MODELING_SETTING_INVALID
 * @example boostedTrees({ objective: oneVsRestLogLoss(3) });
 */
export function oneVsRestLogLoss(classes: number): Objective {
  checkNumber("oneVsRestLogLoss", "classes", classes, { least: 2, whole: true });
  return {
    name: "one_vs_rest_log_loss",
    settings: { classes },
    outputs: classes,
    link: "one_vs_rest",
    curvature: "exact",
    check: (labels) => requireClasses("one_vs_rest_log_loss", labels, classes),
    initialScores: (labels) => classShares(labels, classes).map(logit),
    gradients: (scores, { rows, truth, weight }, gradient, hessian) => {
      for (let k = 0; k < classes; k++) {
        for (let row = 0; row < rows; row++) {
          const at = k * rows + row;
          const w = weight?.[row] ?? 1;
          const p = logistic(scores[at] ?? 0);
          gradient[at] = w * (p - (truth[row] === k ? 1 : 0));
          hessian[at] = w * p * (1 - p);
        }
      }
    },
    loss: (scores, labels) => {
      const { rows, truth, weight } = labels;
      let sum = 0;
      for (let k = 0; k < classes; k++) {
        for (let row = 0; row < rows; row++) {
          const score = scores[k * rows + row] ?? 0;
          sum += (weight?.[row] ?? 1) * softplus(truth[row] === k ? -score : score);
        }
      }
      return sum / totalWeight(labels);
    },
  };
}
