import { descendingOrder } from "../../kernels/index.ts";
import { entityCodes } from "./entity-codes.ts";
import type { Judged, Metric } from "./metric.ts";

/** One query's rows: what a model gave each, and its grade. */
export interface QueryList {
  readonly scores: Float64Array;
  readonly grades: Float64Array;
}

/** Places of equal scores, from the highest score: [begin, end) and the grades of the rows that share them. */
export interface SharedPlaces {
  readonly begin: number;
  readonly end: number;
  readonly grades: readonly number[];
}

/** The places of a list from the first on, each run of equal scores together. */
export function sharedPlaces({ scores, grades }: QueryList): SharedPlaces[] {
  const order = descendingOrder(scores);
  const places: SharedPlaces[] = [];
  for (let begin = 0; begin < order.length; ) {
    let end = begin + 1;
    while (end < order.length && scores[order[end] ?? 0] === scores[order[begin] ?? 0]) end++;
    places.push({ begin, end, grades: Array.from(order.subarray(begin, end), (row) => grades[row] ?? 0) });
    begin = end;
  }
  return places;
}

/** Rows of each query, in order. */
function rowsByQuery({ table }: Judged, query: string): number[][] {
  const { codes, count } = entityCodes(table, query);
  const rows: number[][] = Array.from({ length: count }, () => []);
  for (const [row, code] of codes.entries()) rows[code]?.push(row);
  return rows;
}

/**
 * The parts of a metric that is a mean over queries; all rows of a query must weigh the same.
 * @param valueOfList - a query's value; NaN leaves the query out.
 */
export function meanOverQueries(query: string, valueOfList: (list: QueryList) => number): Pick<Metric, "cluster" | "prepare" | "tasks"> {
  return {
    tasks: ["regression", "ranking"],
    cluster: ({ table }) => entityCodes(table, query).codes,
    prepare: (judged) => {
      const values = rowsByQuery(judged, query).flatMap((rows) => {
        const grades = Float64Array.from(rows, (row) => judged.truth[row] ?? 0);
        const scores = Float64Array.from(rows, (row) => judged.prediction.values[row] ?? Number.NaN);
        const value = valueOfList({ scores, grades });
        return Number.isNaN(value) ? [] : [{ row: rows[0] ?? 0, value }];
      });
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

/** Which rows of a list count as right: those of a grade above 0, or those of the list's highest grade. */
export type Relevance = "graded" | "best";

/** True for grades that count as right in their list. */
export function relevanceOf(relevant: Relevance, grades: Float64Array): (grade: number) => boolean {
  const best = grades.reduce((most, grade) => Math.max(most, grade), Number.NEGATIVE_INFINITY);
  return relevant === "best" ? (grade) => grade === best : (grade) => grade > 0;
}
