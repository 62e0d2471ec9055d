import type { JudgedLists, Metric } from "../metric.ts";
import { answered, type ListMetricSettings, meanOverQuestions } from "./list-metric.ts";

/** Mean unlikeness of the pairs of a list. */
function diversityOf(list: Int32Array, likeness: NonNullable<JudgedLists["likeness"]>): number {
  let [sum, pairs] = [0, 0];
  for (let a = 0; a < list.length; a++) {
    for (let b = a + 1; b < list.length; b++) {
      sum += 1 - likeness(list[a] ?? 0, list[b] ?? 0);
      pairs++;
    }
  }
  return pairs === 0 ? 0 : sum / pairs;
}

/**
 * How unlike the items of one list are: the mean of 1 − likeness over the pairs of the first k, in [0, 1]. Items are alike by the share of
 * equal values in the columns of the catalogue, or, where it has none, by the askers that they share. Mean over questions; askers are drawn
 * whole.
 * @throws MODELING_SETTING_INVALID
 * @see Ziegler et al. (2005), "Improving Recommendation Lists Through Topic Diversification", WWW.
 * @example listDiversity({ k: 10 }).name; // "diversity_at_10"
 */
export function listDiversity({ k }: ListMetricSettings): Metric {
  const about = {
    name: `diversity_at_${k}`,
    k,
    range: [0, 1],
    definition: `Mean of 1 − likeness over the pairs of the first ${k} items; mean over questions.`,
    paper: 'Ziegler et al. (2005), "Improving Recommendation Lists Through Topic Diversification", WWW',
    unit: "share",
  } as const;
  return meanOverQuestions(about, (found, question) =>
    found.likeness === undefined ? Number.NaN : diversityOf(answered(found, question, k), found.likeness),
  );
}
