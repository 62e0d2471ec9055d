import { mustBeBetween, ratioOfDecisions, type ThresholdSettings, thresholdName } from "./at-threshold.ts";
import type { Metric } from "./metric.ts";

/**
 * Share of positives among the rows whose P reaches the threshold. NaN where no row does.
 * @throws MODELING_SETTING_INVALID
 * @see van Rijsbergen (1979), "Information Retrieval", chapter 7.
 * @example precision({ threshold: 0.8 }).name; // "precision_at_threshold_0.8"
 */
export function precision({ threshold = 0.5 }: ThresholdSettings = {}): Metric {
  mustBeBetween("threshold", threshold, 0, 1);
  return {
    name: thresholdName("precision", threshold),
    direction: "maximize",
    range: [0, 1],
    definition: `True positives ÷ rows with P ≥ ${threshold}.`,
    paper: 'van Rijsbergen (1979), "Information Retrieval", chapter 7',
    unit: "share",
    tasks: ["binary"],
    prepare: ratioOfDecisions(
      threshold,
      (truth, decision) => truth * decision,
      (_, decision) => decision,
    ),
  };
}
