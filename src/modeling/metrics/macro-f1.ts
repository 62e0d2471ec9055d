import { type ClassSums, fromClassSums } from "./class-sums.ts";
import type { Metric } from "./metric.ts";

function meanF1({ correct, truth, predicted }: ClassSums): number {
  let sum = 0;
  let present = 0;
  truth.forEach((total, code) => {
    const named = predicted[code] ?? 0;
    if (total + named === 0) return;
    sum += (2 * (correct[code] ?? 0)) / (total + named);
    present++;
  });
  return present > 0 ? sum / present : Number.NaN;
}

/**
 * Mean of the F1 of each class that occurs in truth or prediction.
 * @see Yang and Liu (1999), "A Re-examination of Text Categorization Methods", SIGIR.
 * @example measure(macroF1, judged);
 */
export const macroF1: Metric = {
  name: "macro_f1",
  direction: "maximize",
  range: [0, 1],
  definition: "Mean over the classes that occur in truth or prediction of 2·TP ÷ (2·TP + FP + FN).",
  paper: 'Yang and Liu (1999), "A Re-examination of Text Categorization Methods", SIGIR',
  tasks: ["binary", "multiclass"],
  prepare: fromClassSums(meanF1),
};
