import type { Metric } from "../metric.ts";
import { gradesAtPlaces, type ListMetricSettings, meanOverQuestions } from "./list-metric.ts";

/**
 * Mean reciprocal rank: 1 ÷ the place of the first right item, 0 where none is among the first k. Mean over questions; askers are drawn
 * whole.
 * @throws MODELING_SETTING_INVALID
 * @see Voorhees (1999), "The TREC-8 Question Answering Track Report".
 * @example listReciprocalRank({ k: 20 }).name; // "mrr_at_20"
 */
export function listReciprocalRank({ k }: ListMetricSettings): Metric {
  const about = {
    name: `mrr_at_${k}`,
    k,
    range: [0, 1],
    definition: `1 ÷ place of the first right item, 0 beyond place ${k}; mean over questions.`,
    paper: 'Voorhees (1999), "The TREC-8 Question Answering Track Report"',
    unit: "share",
  } as const;
  return meanOverQuestions(about, (found, question) => {
    const place = gradesAtPlaces(found, question, k).findIndex((grade) => grade > 0);
    return place < 0 ? 0 : 1 / (place + 1);
  });
}
