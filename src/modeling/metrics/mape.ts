import { weightedRatio } from "../../kernels/index.ts";
import type { Metric } from "./metric.ts";

/**
 * Mean absolute error relative to the truth. Rows whose truth is 0 have no relative error and are left out; NaN where all are.
 * @see Makridakis (1993), "Accuracy Measures: Theoretical and Practical Concerns", International Journal of Forecasting 9(4).
 * @example measure(mape, judged); // 90 for 100 and 60 for 50 → 0.15
 */
export const mape: Metric = {
  name: "mape",
  direction: "minimize",
  range: [0, Number.POSITIVE_INFINITY],
  definition: "Mean |y − ŷ| ÷ |y| over the rows with y ≠ 0.",
  paper: 'Makridakis (1993), "Accuracy Measures: Theoretical and Practical Concerns", International Journal of Forecasting 9(4)',
  unit: "share",
  tasks: ["regression"],
  prepare: ({ prediction, truth }) => {
    const relative = truth.map((y, row) => (y === 0 ? 0 : Math.abs((y - (prediction.values[row] ?? Number.NaN)) / y)));
    const counted = truth.map((y) => (y === 0 ? 0 : 1));
    return (weight) => weightedRatio(relative, counted, weight);
  },
};
