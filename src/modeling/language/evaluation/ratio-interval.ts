import { bootstrapState, drawCounts, quantileOfSorted, random } from "../../../kernels/index.ts";
import type { Measured } from "../../metrics/metric.ts";

/** Sums of one unit (a document, a writer) whose ratio is asked for. */
export interface RatioPart {
  readonly numerator: number;
  readonly denominator: number;
}

/**
 * A ratio of sums over units, with the central 95 % of its values when units are drawn with replacement.
 * @param shape - applied to the ratio, such as exp for a perplexity.
 */
export function ratioInterval(
  parts: readonly RatioPart[],
  settings: { readonly seed: number; readonly resamples?: number; readonly shape?: (ratio: number) => number },
): Measured {
  const { seed, resamples = 1000, shape = (ratio: number) => ratio } = settings;
  const state = bootstrapState(random(seed).fork("ratio"));
  const counts = new Float64Array(parts.length).fill(1);
  const ratio = (): number => {
    let numerator = 0;
    let denominator = 0;
    parts.forEach((part, at) => {
      const times = counts[at] ?? 0;
      numerator += times * part.numerator;
      denominator += times * part.denominator;
    });
    return shape(numerator / denominator);
  };
  const value = ratio();
  const draws = Float64Array.from({ length: resamples }, () => {
    drawCounts(state, counts);
    return ratio();
  }).filter((draw) => !Number.isNaN(draw));
  draws.sort();
  return { value, low: quantileOfSorted(draws, 0.025), high: quantileOfSorted(draws, 0.975) };
}
