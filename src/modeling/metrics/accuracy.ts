import type { Metric } from "./metric.ts";
import { predictedClasses } from "./predicted-class.ts";
import { rowMean } from "./row-mean.ts";

/**
 * Share of rows whose most probable class is the true one (binary: P ≥ 0.5 is positive).
 * @example measure(accuracy, judged); // 3 of 4 right → 0.75
 */
export const accuracy: Metric = {
  name: "accuracy",
  direction: "maximize",
  range: [0, 1],
  definition: "Share of rows whose most probable class is the true one (binary: positive from P ≥ 0.5).",
  unit: "share",
  tasks: ["binary", "multiclass"],
  prepare: rowMean(({ prediction, truth }) => {
    const predicted = predictedClasses(prediction);
    return truth.map((code, row) => (predicted[row] === code ? 1 : 0));
  }),
};
