import { mustBeBetween } from "./at-threshold.ts";
import type { Metric } from "./metric.ts";
import { meanOverQueries, type QueryList, sharedPlaces } from "./query-lists.ts";

/** Settings of `ndcgAtK`; `Column` are the names that it reads. */
export interface NdcgSettings<Column extends string = string> {
  /** Column that names the query; its rows are ranked among each other. */
  readonly query: Column;
  /** How many places are looked at; the whole list unless told. */
  readonly k?: number;
  /** What a grade is worth: 2^grade − 1, or the grade itself; "exponential" unless told. */
  readonly gain?: "exponential" | "linear";
}

/** What the place counts, places from 0. */
const discount = (place: number): number => 1 / Math.log2(place + 2);

/** What a grade is worth; grades below 0 are worth nothing. */
const gains = {
  exponential: (grade: number): number => 2 ** Math.max(0, grade) - 1,
  linear: (grade: number): number => Math.max(0, grade),
};

/** Discounted gain of the first k places; rows with equal scores share their places. */
function discountedGain(list: QueryList, k: number, gain: (grade: number) => number): number {
  let sum = 0;
  for (const { begin, end, grades } of sharedPlaces(list)) {
    if (begin >= k) break;
    let discounts = 0;
    for (let place = begin; place < Math.min(k, end); place++) discounts += discount(place);
    sum += (grades.reduce((total, grade) => total + gain(grade), 0) / (end - begin)) * discounts;
  }
  return sum;
}

/**
 * Normalised discounted cumulative gain of the first k places of each query, mean over queries: a row of grade g is worth 2^g − 1 (or
 * g) ÷ log2(place + 1), the sum is divided by that of the best order. Queries without a row above grade 0 are left out; rows with equal
 * scores share their places. The bootstrap draws whole queries; all rows of a query must weigh the same.
 * @throws MODELING_SETTING_INVALID, DATA_COLUMN_MISSING
 * @see Burges et al. (2005), "Learning to Rank using Gradient Descent", ICML.
 * @see McSherry and Najork (2008), "Computing Information Retrieval Performance Measures Efficiently in the Presence of Tied Scores", ECIR.
 * @example ndcgAtK({ query: "search", k: 10 }).name; // "ndcg_at_10"
 */
export function ndcgAtK<const Column extends string>(settings: NdcgSettings<Column>): Metric {
  const { query, k = Number.MAX_SAFE_INTEGER, gain = "exponential" } = settings;
  mustBeBetween("k", k, 1, Number.MAX_SAFE_INTEGER);
  const worth = gains[gain];
  const places = settings.k === undefined ? "all places" : `the first ${k} places`;
  return {
    name: settings.k === undefined ? "ndcg" : `ndcg_at_${k}`,
    direction: "maximize",
    range: [0, 1],
    definition: `Σ ${gain === "linear" ? "grade" : "(2^grade − 1)"} ÷ log2(place + 1) over ${places}, ÷ that of the best order; mean over each ${query}.`,
    paper: 'Burges et al. (2005), "Learning to Rank using Gradient Descent", ICML',
    unit: "share",
    ...meanOverQueries(query, (list) => {
      const best = discountedGain({ scores: list.grades, grades: list.grades }, k, worth);
      // Rounding may carry the best order a hair beyond itself.
      return best > 0 ? Math.min(1, discountedGain(list, k, worth) / best) : Number.NaN;
    }),
  };
}
