import { MillwrightError } from "../../../errors/index.ts";
import { checkNumber } from "../../fitting/check-settings.ts";
import { type Objective, totalWeight } from "./objective.ts";
import { weightedQuantile } from "./weighted-quantile.ts";

/**
 * The pinball loss of one quantile or several, one output each: predictions are the values below which these shares of truths lie.
 * Leaves answer the quantile of their residuals.
 * @param levels - in (0, 1), ascending.
 * @throws MODELING_SETTING_INVALID
 * @see Koenker and Bassett (1978), "Regression Quantiles", Econometrica 46(1).
 * @example boostedTrees({ objective: quantiles([0.05, 0.5, 0.95]) });
 */
export function quantiles(levels: readonly number[]): Objective {
  for (const level of levels) checkNumber("quantiles", "level", level, { above: 0, most: 1 - 1e-9 });
  if (levels.length === 0 || levels.some((level, at) => at > 0 && level <= (levels[at - 1] ?? 0))) {
    const problem = `quantiles was given the levels [${levels.join(", ")}].`;
    throw new MillwrightError("MODELING_SETTING_INVALID", problem, "Give one level at least, ascending, e.g. [0.05, 0.5, 0.95].");
  }
  return {
    name: "pinball",
    settings: { levels },
    outputs: levels.length,
    link: "identity",
    curvature: "bound",
    leafQuantiles: levels,
    check: () => undefined,
    initialScores: ({ truth, weight }) => Float64Array.from(levels, (level) => weightedQuantile(truth, level, weight)),
    gradients: (scores, { rows, truth, weight }, gradient, hessian) => {
      levels.forEach((level, k) => {
        for (let row = 0; row < rows; row++) {
          const w = weight?.[row] ?? 1;
          const above = (scores[k * rows + row] ?? 0) > (truth[row] ?? 0);
          gradient[k * rows + row] = w * (above ? 1 - level : -level);
          hessian[k * rows + row] = w;
        }
      });
    },
    loss: (scores, labels) => {
      const { rows, truth, weight } = labels;
      let sum = 0;
      levels.forEach((level, k) => {
        for (let row = 0; row < rows; row++) {
          const error = (truth[row] ?? 0) - (scores[k * rows + row] ?? 0);
          sum += (weight?.[row] ?? 1) * (error >= 0 ? level * error : (level - 1) * error);
        }
      });
      return sum / (totalWeight(labels) * levels.length);
    },
  };
}
