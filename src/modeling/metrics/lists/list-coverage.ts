import type { Metric } from "../metric.ts";
import { answered, describeListMetric, type ListMetricSettings, listsOf } from "./list-metric.ts";

/**
 * Share of the catalogue that stands among the first k of at least one list: how much of it anybody gets to see. Askers are drawn whole;
 * fewer of them are different ones in a resample, so the interval lies below the value.
 * @throws MODELING_SETTING_INVALID
 * @see Ge, Delgado-Battenfeld and Jannach (2010), "Beyond Accuracy: Evaluating Recommender Systems by Coverage and Serendipity", RecSys.
 * @example listCoverage({ k: 10 }).name; // "catalogue_coverage_at_10"
 */
export function listCoverage({ k }: ListMetricSettings): Metric {
  return {
    ...describeListMetric({
      name: `catalogue_coverage_at_${k}`,
      k,
      range: [0, 1],
      definition: `Items among the first ${k} of any list ÷ items of the catalogue.`,
      paper: 'Ge, Delgado-Battenfeld and Jannach (2010), "Beyond Accuracy", RecSys',
      unit: "share",
    }),
    prepare: (judged) => {
      const found = listsOf(judged);
      const { length } = found.popularity;
      const lists = Array.from({ length: judged.truth.length }, (_, question) => answered(found, question, k));
      return (weight) => {
        if (!weight.some((own) => own > 0)) return Number.NaN;
        const seen = new Uint8Array(length);
        lists.forEach((list, question) => {
          if ((weight[question] ?? 0) > 0) for (const item of list) seen[item] = 1;
        });
        return seen.reduce((sum, one) => sum + one, 0) / length;
      };
    },
  };
}
