import type { Metric } from "./metric.ts";
import { fromPairs, rowMean } from "./row-mean.ts";

/**
 * Root mean squared error of log(1 + y): about the typical relative error. Predictions below 0 count as 0; NaN where a truth is −1 or less.
 * @example measure(rmsle, judged); // all predictions 10 % too high, large values → about 0.095
 */
export const rmsle: Metric = {
  name: "rmsle",
  direction: "minimize",
  range: [0, Number.POSITIVE_INFINITY],
  definition: "√ mean (log(1 + y) − log(1 + ŷ))², with ŷ at least 0.",
  tasks: ["regression"],
  prepare: rowMean(
    fromPairs((truth, predicted) => (truth > -1 ? (Math.log1p(truth) - Math.log1p(Math.max(predicted, 0))) ** 2 : Number.NaN)),
    Math.sqrt,
  ),
};
