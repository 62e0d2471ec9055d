import { type ClassSums, fromClassSums } from "./class-sums.ts";
import type { Metric } from "./metric.ts";

function meanRecall({ correct, truth }: ClassSums): number {
  let sum = 0;
  let present = 0;
  truth.forEach((total, code) => {
    if (total === 0) return;
    sum += (correct[code] ?? 0) / total;
    present++;
  });
  return present > 0 ? sum / present : Number.NaN;
}

/**
 * Mean over the classes that occur of the share of their rows that are right (also called balanced accuracy).
 * @see Brodersen et al. (2010), "The Balanced Accuracy and Its Posterior Distribution", ICPR.
 * @example measure(macroAccuracy, judged); // class a 2 of 2 right, class b 1 of 4 → 0.625
 */
export const macroAccuracy: Metric = {
  name: "macro_accuracy",
  direction: "maximize",
  range: [0, 1],
  definition: "Mean over the classes that occur of the share of their rows that are right.",
  paper: 'Brodersen et al. (2010), "The Balanced Accuracy and Its Posterior Distribution", ICPR',
  unit: "share",
  tasks: ["binary", "multiclass"],
  prepare: fromClassSums(meanRecall),
};
