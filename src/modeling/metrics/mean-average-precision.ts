import type { RelevanceSettings } from "./mean-reciprocal-rank.ts";
import type { Metric } from "./metric.ts";
import { meanOverQueries, type QueryList, type Relevance, relevanceOf, sharedPlaces } from "./query-lists.ts";

/** Mean precision at the places of the right rows, over the orders of rows with equal scores (McSherry and Najork, section 2.3). */
function averagePrecision(list: QueryList, relevant: Relevance): number {
  const isRight = relevanceOf(relevant, list.grades);
  let before = 0;
  let sum = 0;
  for (const { begin, end, grades } of sharedPlaces(list)) {
    const [size, right] = [end - begin, grades.filter(isRight).length];
    const others = size > 1 ? (right - 1) / (size - 1) : 0;
    for (let at = 0; at < size && right > 0; at++) sum += ((right / size) * (before + at * others + 1)) / (begin + at + 1);
    before += right;
  }
  return before > 0 ? Math.min(1, sum / before) : Number.NaN;
}

/**
 * Mean over queries of the mean precision at the places of its right rows. Queries without a right row are left out; of rows with equal
 * scores the mean over their orders is taken. The bootstrap draws whole queries; all rows of a query must weigh the same.
 * @throws DATA_COLUMN_MISSING
 * @see Manning, Raghavan and Schütze (2008), "Introduction to Information Retrieval", section 8.4.
 * @see McSherry and Najork (2008), "Computing Information Retrieval Performance Measures Efficiently in the Presence of Tied Scores", ECIR.
 * @example meanAveragePrecision({ query: "question" }).name; // "mean_average_precision"
 */
export function meanAveragePrecision<const Column extends string>(settings: RelevanceSettings<Column>): Metric {
  const { query, relevant = "graded" } = settings;
  return {
    name: "mean_average_precision",
    direction: "maximize",
    range: [0, 1],
    definition: `Mean precision at the places of the right rows${relevant === "best" ? " (of the highest grade)" : ""}; mean over each ${query}.`,
    paper: 'Manning, Raghavan and Schütze (2008), "Introduction to Information Retrieval", section 8.4',
    unit: "share",
    ...meanOverQueries(query, (list) => averagePrecision(list, relevant)),
  };
}
