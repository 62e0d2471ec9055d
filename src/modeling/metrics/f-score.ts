import { mustBeBetween, ratioOfDecisions, type ThresholdSettings, thresholdName } from "./at-threshold.ts";
import type { Metric } from "./metric.ts";

/**
 * Weighted harmonic mean of precision and recall: (1 + β²)·TP ÷ ((1 + β²)·TP + β²·FN + FP). NaN without positives and decisions.
 * @param settings - `beta` (1): how many times as much recall counts as precision, in (0, 100].
 * @throws MODELING_SETTING_INVALID
 * @see van Rijsbergen (1979), "Information Retrieval", chapter 7.
 * @example fScore({ beta: 2 }).name; // "f2"
 */
export function fScore({ beta = 1, threshold = 0.5 }: ThresholdSettings & { readonly beta?: number } = {}): Metric {
  mustBeBetween("beta", beta, 1e-6, 100);
  mustBeBetween("threshold", threshold, 0, 1);
  const square = beta * beta;
  return {
    name: thresholdName(`f${beta}`, threshold),
    direction: "maximize",
    range: [0, 1],
    definition: `(1 + β²)·TP ÷ ((1 + β²)·TP + β²·FN + FP) with β = ${beta}, positive from P ≥ ${threshold}.`,
    paper: 'van Rijsbergen (1979), "Information Retrieval", chapter 7',
    tasks: ["binary"],
    prepare: ratioOfDecisions(
      threshold,
      (truth, decision) => (1 + square) * truth * decision,
      // (1 + β²)·TP + β²·FN + FP = β²·positives + decisions
      (truth, decision) => square * truth + decision,
    ),
  };
}
