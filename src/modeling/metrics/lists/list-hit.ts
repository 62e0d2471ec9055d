import type { Metric } from "../metric.ts";
import { gradesAtPlaces, type ListMetricSettings, meanOverQuestions } from "./list-metric.ts";

/**
 * Share of questions with at least one right item among the first k. Askers are drawn whole.
 * @throws MODELING_SETTING_INVALID
 * @example listHit({ k: 10 }).name; // "hit_at_10"
 */
export function listHit({ k }: ListMetricSettings): Metric {
  const about = {
    name: `hit_at_${k}`,
    k,
    range: [0, 1],
    definition: `Questions with a right item among the first ${k}, ÷ all questions.`,
    unit: "share",
  } as const;
  return meanOverQuestions(about, (found, question) => (gradesAtPlaces(found, question, k).some((grade) => grade > 0) ? 1 : 0));
}
