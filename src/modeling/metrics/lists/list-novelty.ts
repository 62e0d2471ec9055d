import type { Metric } from "../metric.ts";
import { answered, type ListMetricSettings, meanOverQuestions } from "./list-metric.ts";

/** Items that nobody had to do with yet are as surprising as one in so many events. */
const rarest = 1e-6;

/**
 * How little known the answered items are: the mean of −log2 of each item's share of the training events, in bits, over the first k. Mean
 * over questions; askers are drawn whole.
 * @throws MODELING_SETTING_INVALID
 * @see Zhou et al. (2010), "Solving the apparent diversity-accuracy dilemma of recommender systems", PNAS 107(10).
 * @example listNovelty({ k: 10 }).name; // "novelty_at_10"
 */
export function listNovelty({ k }: ListMetricSettings): Metric {
  const about = {
    name: `novelty_at_${k}`,
    k,
    range: [0, Number.POSITIVE_INFINITY],
    definition: `Mean of −log2 of each item's share of the training events over the first ${k}; mean over questions.`,
    paper: 'Zhou et al. (2010), "Solving the apparent diversity-accuracy dilemma of recommender systems", PNAS 107(10)',
    unit: "bits",
  } as const;
  return meanOverQuestions(about, (found, question) => {
    const list = answered(found, question, k);
    const sum = list.reduce((bits, item) => bits - Math.log2(Math.max(rarest, found.popularity[item] ?? 0)), 0);
    return list.length === 0 ? 0 : sum / list.length;
  });
}
