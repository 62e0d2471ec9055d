import { mustBeBetween } from "./at-threshold.ts";
import type { RelevanceSettings } from "./mean-reciprocal-rank.ts";
import type { Metric } from "./metric.ts";
import { meanOverQueries, type QueryList, type Relevance, relevanceOf, sharedPlaces } from "./query-lists.ts";

function precision(list: QueryList, k: number, relevant: Relevance): number {
  const isRight = relevanceOf(relevant, list.grades);
  if (!list.grades.some(isRight)) return Number.NaN;
  let right = 0;
  for (const { begin, end, grades } of sharedPlaces(list)) {
    const taken = Math.max(0, Math.min(k, end) - begin);
    right += (grades.filter(isRight).length * taken) / (end - begin);
  }
  return right / Math.min(k, list.grades.length);
}

/**
 * Share of right rows among the first k places of each query (all places where a list is shorter), mean over queries. Queries without
 * a right row are left out; rows with equal scores share their places. The bootstrap draws whole queries.
 * @throws MODELING_SETTING_INVALID, DATA_COLUMN_MISSING
 * @see Manning, Raghavan and Schütze (2008), "Introduction to Information Retrieval", section 8.4.
 * @example queryPrecisionAtK({ query: "question", k: 1 }).name; // "query_precision_at_1"
 */
export function queryPrecisionAtK<const Column extends string>(settings: RelevanceSettings<Column> & { readonly k: number }): Metric {
  const { query, k, relevant = "graded" } = settings;
  mustBeBetween("k", k, 1, Number.MAX_SAFE_INTEGER);
  return {
    name: `query_precision_at_${k}`,
    direction: "maximize",
    range: [0, 1],
    definition: `Share of right rows${relevant === "best" ? " (of the highest grade)" : ""} among the first ${k}; mean over each ${query}.`,
    paper: 'Manning, Raghavan and Schütze (2008), "Introduction to Information Retrieval", section 8.4',
    unit: "share",
    ...meanOverQueries(query, (list) => precision(list, k, relevant)),
  };
}
