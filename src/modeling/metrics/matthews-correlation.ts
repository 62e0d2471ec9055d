import { type ClassSums, fromClassSums } from "./class-sums.ts";
import type { Metric } from "./metric.ts";

function correlation({ correct, truth, predicted }: ClassSums): number {
  let right = 0;
  let total = 0;
  let cross = 0;
  let truthSquares = 0;
  let predictedSquares = 0;
  truth.forEach((t, code) => {
    const p = predicted[code] ?? 0;
    right += correct[code] ?? 0;
    total += t;
    cross += t * p;
    truthSquares += t * t;
    predictedSquares += p * p;
  });
  const truthSpread = total * total - truthSquares;
  const predictedSpread = total * total - predictedSquares;
  if (truthSpread <= 0) return Number.NaN;
  // A constant answer has no correlation by convention.
  return predictedSpread <= 0 ? 0 : (right * total - cross) / Math.sqrt(truthSpread * predictedSpread);
}

/**
 * Matthews' correlation between true and most probable class, for any number of classes; 0 for a constant answer, NaN where the truth has one class.
 * @see Gorodkin (2004), "Comparing Two K-category Assignments by a K-category Correlation Coefficient", Computational Biology and Chemistry 28(5–6).
 * @example measure(matthewsCorrelation, judged);
 */
export const matthewsCorrelation: Metric = {
  name: "mcc",
  direction: "maximize",
  range: [-1, 1],
  definition: "Correlation between true and most probable class: (c·s − Σ t·p) ÷ √((s² − Σ p²)(s² − Σ t²)); 0 for a constant answer.",
  paper: 'Gorodkin (2004), "Comparing Two K-category Assignments by a K-category Correlation Coefficient"',
  tasks: ["binary", "multiclass"],
  prepare: fromClassSums(correlation),
};
