import { descendingOrder } from "../../../kernels/index.ts";
import type { Labels, ScoreArray } from "./objective.ts";

/** Below so many rows of a query they are sorted by insertion. */
const FEW_ROWS = 64;

/** Calls `visit` with the rows [from, to) of each query. */
export function eachQuery({ rows, group }: Labels, visit: (from: number, to: number) => void): void {
  for (let from = 0; from < rows; ) {
    let to = from + 1;
    while (to < rows && group?.[to] === group?.[from]) to++;
    visit(from, to);
    from = to;
  }
}

/** What a grade is worth: 2^grade − 1, or the grade itself. */
export type Gain = "exponential" | "linear";

/** What ranking by grades asks of the labels again and again. */
export interface RankedQueries {
  /** First row of each query, and behind the last the number of rows. */
  readonly firsts: Int32Array;
  /** What each row's grade is worth. */
  readonly gains: Float64Array;
  /** DCG of the first k rows of each query's best order. */
  readonly best: Float64Array;
  /** 1 / log2(position + 2) of each position of the longest query. */
  readonly discounts: Float64Array;
}

/** Works the queries of labels out. @param k - positions that `best` counts. */
export function rankedQueries(labels: Labels, k: number, gain: Gain): RankedQueries {
  const firsts: number[] = [];
  let longest = 0;
  eachQuery(labels, (from, to) => {
    firsts.push(from);
    longest = Math.max(longest, to - from);
  });
  const discounts = Float64Array.from({ length: longest }, (_, position) => 1 / Math.log2(position + 2));
  const gains = labels.truth.map((grade) => (gain === "exponential" ? 2 ** grade - 1 : grade));
  const ends = [...firsts.slice(1), labels.rows];
  const best = Float64Array.from(firsts, (from, query) => {
    const sorted = gains.slice(from, ends[query]).sort().reverse().subarray(0, k);
    return sorted.reduce((sum, gain, position) => sum + gain * (discounts[position] ?? 0), 0);
  });
  return { firsts: Int32Array.from([...firsts, labels.rows]), gains, best, discounts };
}

/** Writes the rows [from, to) into `order`, highest score first; of equal ones the earlier row. */
export function orderQuery(scores: ScoreArray, from: number, to: number, order: Int32Array): void {
  const count = to - from;
  if (count > FEW_ROWS) {
    descendingOrder(Float64Array.from(scores.subarray(from, to))).forEach((row, position) => {
      order[position] = from + row;
    });
    return;
  }
  for (let sorted = 0; sorted < count; sorted++) {
    const score = scores[from + sorted] ?? 0;
    let place = sorted;
    for (; place > 0 && (scores[order[place - 1] ?? 0] ?? 0) < score; place--) order[place] = order[place - 1] ?? 0;
    order[place] = from + sorted;
  }
}
