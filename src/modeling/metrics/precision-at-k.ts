import { hitsAmongTop, rank } from "../../kernels/index.ts";
import { mustBeBetween } from "./at-threshold.ts";
import type { Metric } from "./metric.ts";

/**
 * Share of positives among the k rows with the highest scores (all rows where there are fewer). Rows that tie at the border
 * count in part, which is the mean over their orders.
 * @throws MODELING_SETTING_INVALID
 * @see Manning, Raghavan and Schütze (2008), "Introduction to Information Retrieval", section 8.4.
 * @example precisionAtK({ k: 100 }).name; // "precision_at_100"
 */
export function precisionAtK({ k }: { readonly k: number }): Metric {
  mustBeBetween("k", k, 1, Number.MAX_SAFE_INTEGER);
  return {
    name: `precision_at_${k}`,
    direction: "maximize",
    range: [0, 1],
    definition: `Share of positives among the ${k} highest scores; ties at the border count in part.`,
    paper: 'Manning, Raghavan and Schütze (2008), "Introduction to Information Retrieval", section 8.4',
    unit: "share",
    tasks: ["binary"],
    prepare: ({ prediction, truth }) => {
      const ranking = rank(prediction.values, truth);
      return (weight) => {
        const { hits, taken } = hitsAmongTop(ranking, weight, k);
        return taken > 0 ? hits / taken : Number.NaN;
      };
    },
  };
}
