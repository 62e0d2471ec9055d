import { binSums } from "../../kernels/index.ts";
import { mustBeBetween } from "./at-threshold.ts";
import type { Judged, Metric } from "./metric.ts";
import { predictedClasses } from "./predicted-class.ts";

/** What was said and whether it came true. Binary: P(positive) and the label; more classes: the largest probability and whether it was right. */
export function statedAndObserved({ prediction, truth }: Judged): { stated: Float64Array; observed: Float64Array } {
  if (prediction.width === 1) return { stated: prediction.values, observed: truth };
  const predicted = predictedClasses(prediction);
  return {
    stated: truth.map((_, row) => prediction.values[row * prediction.width + (predicted[row] ?? 0)] ?? 0),
    observed: truth.map((code, row) => (predicted[row] === code ? 1 : 0)),
  };
}

/**
 * Mean distance between stated probability and observed share over bins of equal width, weighted by their rows.
 * Binary: of P(positive); more classes: of the most probable class. Biased upwards on few rows.
 * @throws MODELING_SETTING_INVALID
 * @see Naeini, Cooper and Hauskrecht (2015), "Obtaining Well Calibrated Probabilities Using Bayesian Binning", AAAI.
 * @example expectedCalibrationError({ bins: 10 }).name; // "ece"
 */
export function expectedCalibrationError({ bins = 15 }: { readonly bins?: number } = {}): Metric {
  mustBeBetween("bins", bins, 1, 10_000);
  return {
    name: "ece",
    direction: "minimize",
    range: [0, 1],
    definition: `Σ over ${bins} equal bins of the stated probability of share of rows · |mean stated − observed share|.`,
    paper: 'Naeini, Cooper and Hauskrecht (2015), "Obtaining Well Calibrated Probabilities Using Bayesian Binning", AAAI',
    tasks: ["binary", "multiclass"],
    prepare: (judged) => {
      const { stated, observed } = statedAndObserved(judged);
      const bin = Int32Array.from(stated, (probability) => Math.min(bins - 1, Math.max(0, Math.floor(probability * bins))));
      const sums = { weight: new Float64Array(bins), x: new Float64Array(bins), y: new Float64Array(bins) };
      return (weight) => {
        binSums(bin, stated, observed, weight, sums);
        const distance = sums.x.reduce((sum, x, b) => sum + Math.abs(x - (sums.y[b] ?? 0)), 0);
        const total = sums.weight.reduce((sum, w) => sum + w, 0);
        return total > 0 ? distance / total : Number.NaN;
      };
    },
  };
}
