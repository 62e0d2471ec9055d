import { mustBeBetween, ratioOfDecisions, type ThresholdSettings, thresholdName } from "./at-threshold.ts";
import type { Metric } from "./metric.ts";

/**
 * Share of the positives whose P reaches the threshold. NaN without positives.
 * @throws MODELING_SETTING_INVALID
 * @see van Rijsbergen (1979), "Information Retrieval", chapter 7.
 * @example recall().name; // "recall"
 */
export function recall({ threshold = 0.5 }: ThresholdSettings = {}): Metric {
  mustBeBetween("threshold", threshold, 0, 1);
  return {
    name: thresholdName("recall", threshold),
    direction: "maximize",
    range: [0, 1],
    definition: `Share of the positives that have P ≥ ${threshold}.`,
    paper: 'van Rijsbergen (1979), "Information Retrieval", chapter 7',
    unit: "share",
    tasks: ["binary"],
    prepare: ratioOfDecisions(
      threshold,
      (truth, decision) => truth * decision,
      (truth) => truth,
    ),
  };
}
