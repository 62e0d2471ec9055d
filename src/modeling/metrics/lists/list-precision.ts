import type { Metric } from "../metric.ts";
import { gradesAtPlaces, type ListMetricSettings, meanOverQuestions } from "./list-metric.ts";

/**
 * Share of the first k places that hold a right item; places that stay empty count as wrong. Mean over questions; askers are drawn whole.
 * @throws MODELING_SETTING_INVALID
 * @example listPrecision({ k: 10 }).name; // "precision_at_10"
 */
export function listPrecision({ k }: ListMetricSettings): Metric {
  const about = {
    name: `precision_at_${k}`,
    k,
    range: [0, 1],
    definition: `Right items among the first ${k} ÷ ${k}; mean over questions.`,
    unit: "share",
  } as const;
  return meanOverQuestions(about, (found, question) => gradesAtPlaces(found, question, k).filter((grade) => grade > 0).length / k);
}
