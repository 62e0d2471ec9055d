import { rank, recallWherePrecise } from "../../kernels/index.ts";
import { mustBeBetween } from "./at-threshold.ts";
import type { Metric } from "./metric.ts";

/**
 * Largest recall that any threshold reaches with at least this precision; 0 where none does, NaN without positives.
 * @throws MODELING_SETTING_INVALID
 * @example recallAtPrecision({ precision: 0.9 }).name; // "recall_at_precision_0.9"
 */
export function recallAtPrecision({ precision }: { readonly precision: number }): Metric {
  mustBeBetween("precision", precision, 0, 1);
  return {
    name: `recall_at_precision_${precision}`,
    direction: "maximize",
    range: [0, 1],
    definition: `Largest recall over all thresholds whose precision is at least ${precision}.`,
    unit: "share",
    tasks: ["binary"],
    prepare: ({ prediction, truth }) => {
      const ranking = rank(prediction.values, truth);
      return (weight) => recallWherePrecise(ranking, weight, precision);
    },
  };
}
