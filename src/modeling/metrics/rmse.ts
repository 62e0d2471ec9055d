import type { Metric } from "./metric.ts";
import { fromPairs, rowMean } from "./row-mean.ts";

/**
 * Square root of the mean squared error, in the target's unit.
 * @example measure(rmse, judged); // errors 3 and 4 → 3.5355
 */
export const rmse: Metric = {
  name: "rmse",
  direction: "minimize",
  range: [0, Number.POSITIVE_INFINITY],
  unit: "target",
  definition: "√ mean (y − ŷ)², in the target's unit.",
  tasks: ["regression"],
  prepare: rowMean(
    fromPairs((truth, predicted) => (truth - predicted) ** 2),
    Math.sqrt,
  ),
};
