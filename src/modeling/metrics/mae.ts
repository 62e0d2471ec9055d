import type { Metric } from "./metric.ts";
import { fromPairs, rowMean } from "./row-mean.ts";

/**
 * Mean absolute error, in the target's unit.
 * @example measure(mae, judged); // errors 3 and 4 → 3.5
 */
export const mae: Metric = {
  name: "mae",
  direction: "minimize",
  range: [0, Number.POSITIVE_INFINITY],
  unit: "target",
  definition: "Mean |y − ŷ|, in the target's unit.",
  tasks: ["regression"],
  prepare: rowMean(fromPairs((truth, predicted) => Math.abs(truth - predicted))),
};
