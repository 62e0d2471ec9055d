import type { Metric } from "./metric.ts";
import { meanOverQueries, type QueryList, type Relevance, relevanceOf, sharedPlaces } from "./query-lists.ts";

/** Settings of metrics that ask which rows of a query are right. */
export interface RelevanceSettings<Column extends string = string> {
  /** Column that names the query; its rows are ranked among each other. */
  readonly query: Column;
  /** Rows that count as right: of a grade above 0 ("graded"), or of the list's highest grade ("best"); "graded" unless told. */
  readonly relevant?: Relevance;
}

/** Mean of 1 ÷ place of the first right row, over the orders of rows with equal scores. */
function reciprocalRank(list: QueryList, relevant: Relevance): number {
  const isRight = relevanceOf(relevant, list.grades);
  for (const { begin, end, grades } of sharedPlaces(list)) {
    const right = grades.filter(isRight).length;
    if (right === 0) continue;
    let sum = 0;
    // P(no right row so far) while places of the run are filled at random.
    let none = 1;
    for (let place = begin; place < end && none > 0; place++) {
      const found = right / (end - place);
      sum += (none * Math.min(1, found)) / (place + 1);
      none *= Math.max(0, 1 - found);
    }
    return sum;
  }
  return Number.NaN;
}

/**
 * Mean over queries of 1 ÷ place of the first right row. Queries without a right row are left out; of rows with equal scores the mean
 * over their orders is taken. The bootstrap draws whole queries; all rows of a query must weigh the same.
 * @throws DATA_COLUMN_MISSING
 * @see Voorhees (1999), "The TREC-8 Question Answering Track Report", TREC.
 * @example meanReciprocalRank({ query: "question" }).name; // "mean_reciprocal_rank"
 */
export function meanReciprocalRank<const Column extends string>(settings: RelevanceSettings<Column>): Metric {
  const { query, relevant = "graded" } = settings;
  return {
    name: "mean_reciprocal_rank",
    direction: "maximize",
    range: [0, 1],
    definition: `1 ÷ place of the first right row${relevant === "best" ? " (of the highest grade)" : ""}; mean over each ${query}.`,
    paper: 'Voorhees (1999), "The TREC-8 Question Answering Track Report", TREC',
    unit: "share",
    ...meanOverQueries(query, (list) => reciprocalRank(list, relevant)),
  };
}
