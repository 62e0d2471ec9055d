import type { Judged, Metric } from "./metric.ts";
import { rowMean } from "./row-mean.ts";

function squaresOfRows({ prediction, truth }: Judged): Float64Array {
  const { values, width } = prediction;
  if (width === 1) return truth.map((label, row) => (label - (values[row] ?? 0)) ** 2);
  return truth.map((code, row) => {
    let sum = 0;
    for (let k = 0; k < width; k++) sum += ((values[row * width + k] ?? 0) - (k === code ? 1 : 0)) ** 2;
    return sum;
  });
}

/**
 * Mean squared distance between probabilities and truth: (P − y)² for two classes, Σ over classes for more.
 * @see Brier (1950), "Verification of Forecasts Expressed in Terms of Probability", Monthly Weather Review 78(1).
 * @example measure(brier, judged); // P = 0.9, 0.1 for truths 1, 0 → 0.01
 */
export const brier: Metric = {
  name: "brier",
  direction: "minimize",
  range: [0, 2],
  definition: "Mean squared distance of the probabilities from the truth: (P − y)² for two classes, summed over classes for more.",
  paper: 'Brier (1950), "Verification of Forecasts Expressed in Terms of Probability", Monthly Weather Review 78(1)',
  tasks: ["binary", "multiclass"],
  prepare: rowMean(squaresOfRows),
};
