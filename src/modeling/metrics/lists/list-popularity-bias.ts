import { listOf } from "../../../data/index.ts";
import { weightedMean } from "../../../kernels/index.ts";
import type { Metric } from "../metric.ts";
import { answered, describeListMetric, type ListMetricSettings, listsOf } from "./list-metric.ts";

function meanPopularity(items: Int32Array, popularity: Float64Array): number {
  return items.length === 0 ? 0 : items.reduce((sum, item) => sum + (popularity[item] ?? 0), 0) / items.length;
}

/**
 * How much more popular the answered items are than those that were right: the mean share of the training events of the first k, divided by
 * that of the right items. 1 is neutral, above 1 the lists favour what is popular anyway. Askers are drawn whole.
 * @throws MODELING_SETTING_INVALID
 * @see Abdollahpouri et al. (2019), "The Unfairness of Popularity Bias in Recommendation", RMSE workshop at RecSys.
 * @example listPopularityBias({ k: 10 }).name; // "popularity_lift_at_10"
 */
export function listPopularityBias({ k }: ListMetricSettings): Metric {
  return {
    ...describeListMetric({
      name: `popularity_lift_at_${k}`,
      k,
      direction: "minimize",
      range: [0, Number.POSITIVE_INFINITY],
      definition: `Mean popularity of the first ${k} items ÷ mean popularity of the right items; 1 is neutral.`,
      paper: 'Abdollahpouri et al. (2019), "The Unfairness of Popularity Bias in Recommendation"',
      unit: "ratio",
    }),
    prepare: (judged) => {
      const found = listsOf(judged);
      const questions = Array.from({ length: judged.truth.length }, (_, question) => question);
      const shown = Float64Array.from(questions, (question) => meanPopularity(answered(found, question, k), found.popularity));
      const right = Float64Array.from(questions, (question) => meanPopularity(listOf(found.relevant, question), found.popularity));
      return (weight) => weightedMean(shown, weight) / weightedMean(right, weight);
    },
  };
}
