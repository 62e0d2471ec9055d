import { ascendingOrder, weightedMedian } from "../../kernels/index.ts";
import type { Metric } from "./metric.ts";

/**
 * Median absolute error relative to the truth: half of the answers are closer. Rows whose truth is 0 count as infinitely wrong,
 * unless the prediction is 0 too.
 * @see Armstrong and Collopy (1992), "Error Measures for Generalizing about Forecasting Methods", International Journal of Forecasting 8(1).
 * @example measure(medianAbsolutePercentageError, judged); // relative errors 0.1, 0.2, 0.9 → 0.2
 */
export const medianAbsolutePercentageError: Metric = {
  name: "mdape",
  direction: "minimize",
  range: [0, Number.POSITIVE_INFINITY],
  definition: "Median of |y − ŷ| ÷ |y|.",
  paper:
    'Armstrong and Collopy (1992), "Error Measures for Generalizing about Forecasting Methods", International Journal of Forecasting 8(1)',
  unit: "share",
  tasks: ["regression"],
  prepare: ({ prediction, truth }) => {
    const relative = truth.map((y, row) => {
      const error = Math.abs(y - (prediction.values[row] ?? Number.NaN));
      return error === 0 ? 0 : error / Math.abs(y);
    });
    const order = ascendingOrder(relative);
    return (weight) => weightedMedian(relative, order, weight);
  },
};
