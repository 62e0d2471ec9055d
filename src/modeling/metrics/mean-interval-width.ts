import type { Metric } from "./metric.ts";
import { rowMean } from "./row-mean.ts";

/**
 * Mean width of the predicted intervals, in the target's unit. NaN where the prediction has none.
 * @see Khosravi, Nahavandi and Creighton (2010), "Construction of Optimal Prediction Intervals", IEEE Transactions on Neural Networks 21(7).
 * @example measure(meanIntervalWidth, judged);
 */
export const meanIntervalWidth: Metric = {
  name: "mean_interval_width",
  direction: "minimize",
  range: [0, Number.POSITIVE_INFINITY],
  unit: "target",
  definition: "Mean of high − low, in the target's unit.",
  paper:
    'Khosravi, Nahavandi and Creighton (2010), "Construction of Optimal Prediction Intervals", IEEE Transactions on Neural Networks 21(7)',
  tasks: ["regression"],
  prepare: rowMean(({ prediction: { low, high }, truth }) => {
    if (low === undefined || high === undefined) return truth.map(() => Number.NaN);
    return truth.map((_, row) => (high[row] ?? Number.NaN) - (low[row] ?? Number.NaN));
  }),
};
