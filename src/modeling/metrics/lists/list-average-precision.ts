import type { Metric } from "../metric.ts";
import { gradesAtPlaces, type ListMetricSettings, meanOverQuestions } from "./list-metric.ts";

/**
 * Mean average precision of the first k places: the precision at each place with a right item, summed and divided by how many of them k
 * places could hold. Mean over questions; askers are drawn whole.
 * @throws MODELING_SETTING_INVALID
 * @example listAveragePrecision({ k: 10 }).name; // "map_at_10"
 */
export function listAveragePrecision({ k }: ListMetricSettings): Metric {
  const about = {
    name: `map_at_${k}`,
    k,
    range: [0, 1],
    definition: `Precision at each of the first ${k} places with a right item, summed, ÷ min(${k}, right items); mean over questions.`,
    unit: "share",
  } as const;
  return meanOverQuestions(about, (found, question) => {
    let [hits, sum] = [0, 0];
    gradesAtPlaces(found, question, k).forEach((grade, place) => {
      if (grade <= 0) return;
      hits++;
      sum += hits / (place + 1);
    });
    return sum / Math.min(k, (found.relevant.start[question + 1] ?? 0) - (found.relevant.start[question] ?? 0));
  });
}
