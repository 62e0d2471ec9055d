import { explainedShare } from "../../kernels/index.ts";
import type { Metric } from "./metric.ts";

/**
 * Share of the truth's variance that the prediction explains; below 0 where it is worse than the mean. NaN where the truth does not vary.
 * @see Draper and Smith (1998), "Applied Regression Analysis", chapter 5.
 * @example measure(rSquared, judged); // y = 3, −0.5, 2, 7; ŷ = 2.5, 0, 2, 8 → 0.9486
 */
export const rSquared: Metric = {
  name: "r_squared",
  direction: "maximize",
  range: [Number.NEGATIVE_INFINITY, 1],
  definition: "1 − Σ (y − ŷ)² ÷ Σ (y − ȳ)².",
  paper: 'Draper and Smith (1998), "Applied Regression Analysis", chapter 5',
  tasks: ["regression"],
  prepare: ({ prediction, truth }) => {
    const center = truth.reduce((sum, y) => sum + y, 0) / Math.max(1, truth.length);
    return (weight) => explainedShare(truth, prediction.values, weight, center);
  },
};
