import { descendingOrder } from "../../kernels/index.ts";
import { mustBeBetween } from "./at-threshold.ts";
import { type EntityCodes, entityCodes } from "./entity-codes.ts";
import type { Judged, Metric } from "./metric.ts";

/** Settings of `ndcgAtK`; `Column` are the names that it reads. */
export interface NdcgSettings<Column extends string = string> {
  /** Column that names the query; its rows are ranked among each other. */
  readonly query: Column;
  /** How many places are looked at. */
  readonly k: number;
}

/** What the place counts, places from 0. */
const discount = (place: number): number => 1 / Math.log2(place + 2);

/** What a grade is worth; grades below 0 are worth nothing. */
const gain = (grade: number): number => 2 ** Math.max(0, grade) - 1;

/** Discounted gain of the first k places; rows with equal scores share their places. */
function discountedGain(scores: Float64Array, grades: Float64Array, k: number): number {
  const order = descendingOrder(scores);
  let sum = 0;
  for (let begin = 0; begin < Math.min(k, order.length); ) {
    let end = begin + 1;
    while (end < order.length && scores[order[end] ?? 0] === scores[order[begin] ?? 0]) end++;
    let gains = 0;
    let discounts = 0;
    for (let place = begin; place < end; place++) {
      gains += gain(grades[order[place] ?? 0] ?? 0);
      if (place < k) discounts += discount(place);
    }
    sum += (gains / (end - begin)) * discounts;
    begin = end;
  }
  return sum;
}

/** Rows of each query, in order. */
function rowsByQuery({ codes, count }: EntityCodes): number[][] {
  const rows: number[][] = Array.from({ length: count }, () => []);
  for (const [row, code] of codes.entries()) rows[code]?.push(row);
  return rows;
}

/** The first row and the value of each query that has a row of a grade above 0. */
function valuesOf({ prediction, truth, table }: Judged, { query, k }: NdcgSettings): { row: number; value: number }[] {
  return rowsByQuery(entityCodes(table, query)).flatMap((rows) => {
    const grades = Float64Array.from(rows, (row) => truth[row] ?? 0);
    const scores = Float64Array.from(rows, (row) => prediction.values[row] ?? Number.NaN);
    const best = discountedGain(grades, grades, k);
    // Rounding may carry the best order a hair beyond itself.
    return best > 0 ? [{ row: rows[0] ?? 0, value: Math.min(1, discountedGain(scores, grades, k) / best) }] : [];
  });
}

/**
 * Normalised discounted cumulative gain of the first k places of each query, mean over queries: a row of grade g is worth 2^g − 1 ÷
 * log2(place + 1), the sum is divided by that of the best order. Queries without a row above grade 0 are left out; rows with equal
 * scores share their places. The bootstrap draws whole queries; all rows of a query must weigh the same.
 * @throws MODELING_SETTING_INVALID, DATA_COLUMN_MISSING
 * @see Burges et al. (2005), "Learning to Rank using Gradient Descent", ICML.
 * @see McSherry and Najork (2008), "Computing Information Retrieval Performance Measures Efficiently in the Presence of Tied Scores", ECIR.
 * @example ndcgAtK({ query: "search", k: 10 }).name; // "ndcg_at_10"
 */
export function ndcgAtK<const Column extends string>(settings: NdcgSettings<Column>): Metric {
  const { query, k } = settings;
  mustBeBetween("k", k, 1, Number.MAX_SAFE_INTEGER);
  return {
    name: `ndcg_at_${k}`,
    direction: "maximize",
    range: [0, 1],
    definition: `Σ (2^grade − 1) ÷ log2(place + 1) over the first ${k} places, ÷ that of the best order; mean over each ${query}.`,
    paper: 'Burges et al. (2005), "Learning to Rank using Gradient Descent", ICML',
    unit: "share",
    tasks: ["regression"],
    cluster: ({ table }) => entityCodes(table, query).codes,
    prepare: (judged) => {
      const values = valuesOf(judged, { query, k });
      return (weight) => {
        let [sum, total] = [0, 0];
        for (const { row, value } of values) {
          sum += (weight[row] ?? 0) * value;
          total += weight[row] ?? 0;
        }
        return sum / total;
      };
    },
  };
}
