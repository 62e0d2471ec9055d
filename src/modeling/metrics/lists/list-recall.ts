import type { Metric } from "../metric.ts";
import { gradesAtPlaces, type ListMetricSettings, meanOverQuestions } from "./list-metric.ts";

/**
 * Share of what was right that stands among the first k; mean over questions. Askers are drawn whole.
 * @throws MODELING_SETTING_INVALID
 * @example listRecall({ k: 10 }).name; // "recall_at_10"
 */
export function listRecall({ k }: ListMetricSettings): Metric {
  const about = {
    name: `recall_at_${k}`,
    k,
    range: [0, 1],
    definition: `Right items among the first ${k} ÷ all right items; mean over questions.`,
    unit: "share",
  } as const;
  return meanOverQuestions(about, (found, question) => {
    const right = (found.relevant.start[question + 1] ?? 0) - (found.relevant.start[question] ?? 0);
    return gradesAtPlaces(found, question, k).filter((grade) => grade > 0).length / right;
  });
}
