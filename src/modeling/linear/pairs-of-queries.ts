import { MillwrightError } from "../../errors/index.ts";
import type { Examples } from "../estimator.ts";

/** Pairs of rows of one query with unequal grades. */
export interface Pairs {
  readonly better: Int32Array;
  readonly worse: Int32Array;
  /** Pairs of one query weigh its rows' mean weight together. */
  readonly weight: Float64Array;
  readonly query: Int32Array;
  /** Those of some queries. */
  where(holds: (query: number) => boolean): Pairs;
}

/** Most pairs that are kept: about 100 MB with their gradients. */
const MOST_PAIRS = 4_000_000;

function pairsFrom(better: Int32Array, worse: Int32Array, weight: Float64Array, query: Int32Array): Pairs {
  return {
    better,
    worse,
    weight,
    query,
    where: (holds) => {
      const kept = Int32Array.from(query.keys()).filter((pair) => holds(query[pair] ?? 0));
      const take = (values: Int32Array): Int32Array => kept.map((pair) => values[pair] ?? 0);
      return pairsFrom(
        take(better),
        take(worse),
        Float64Array.from(kept, (pair) => weight[pair] ?? 0),
        take(query),
      );
    },
  };
}

/** Rows by query, in order. */
function rowsByQuery(group: Int32Array): number[][] {
  const lists = new Map<number, number[]>();
  for (const [row, query] of group.entries()) {
    const list = lists.get(query);
    if (list === undefined) lists.set(query, [row]);
    else list.push(row);
  }
  return [...lists.values()];
}

/** All pairs of unequal grade. @throws MODELING_GROUPS_MISSING, MODELING_TOO_FEW_ROWS, MODELING_SETTING_INVALID */
export function pairsOf(learner: string, { truth, group, weight }: Examples): Pairs {
  if (group === undefined) {
    const problem = `${learner} was given rows without queries.`;
    throw new MillwrightError("MODELING_GROUPS_MISSING", problem, "Use it with the ranking task, or give `group`: the query of each row.");
  }
  const better: number[] = [];
  const worse: number[] = [];
  const weights: number[] = [];
  const queries: number[] = [];
  for (const rows of rowsByQuery(group)) {
    const first = better.length;
    for (const a of rows) {
      for (const b of rows) {
        if ((truth[a] ?? 0) <= (truth[b] ?? 0)) continue;
        better.push(a);
        worse.push(b);
      }
    }
    const worth = rows.reduce((sum, row) => sum + (weight?.[row] ?? 1), 0) / rows.length;
    for (let pair = first; pair < better.length; pair++) {
      weights.push(worth / (better.length - first));
      queries.push(group[rows[0] ?? 0] ?? 0);
    }
    if (better.length <= MOST_PAIRS) continue;
    const problem = `${learner} was given more than ${MOST_PAIRS} pairs of rows with unequal grades.`;
    throw new MillwrightError(
      "MODELING_SETTING_INVALID",
      problem,
      "Use boostedTrees, which looks at the first places, or fewer rows per query.",
    );
  }
  if (better.length === 0) {
    const problem = `${learner} was given no query with rows of unequal grade.`;
    throw new MillwrightError("MODELING_TOO_FEW_ROWS", problem, "Give queries with better and worse rows.");
  }
  return pairsFrom(Int32Array.from(better), Int32Array.from(worse), Float64Array.from(weights), Int32Array.from(queries));
}

/**
 * Mean over queries of ln(1 + exp(−(score of better − score of worse))), with its gradient.
 * @param x - row-major [rows, columns].
 */
export function pairLoss(x: Float64Array, columns: number, pairs: Pairs, weights: Float64Array, gradient: Float64Array): number {
  const rows = x.length / Math.max(1, columns);
  const scores = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let score = 0;
    for (let j = 0; j < columns; j++) score += (x[row * columns + j] ?? 0) * (weights[j] ?? 0);
    scores[row] = score;
  }
  const push = new Float64Array(rows);
  let [loss, total] = [0, 0];
  for (let pair = 0; pair < pairs.better.length; pair++) {
    const [a, b, weight] = [pairs.better[pair] ?? 0, pairs.worse[pair] ?? 0, pairs.weight[pair] ?? 0];
    const apart = (scores[a] ?? 0) - (scores[b] ?? 0);
    loss += weight * (apart > 0 ? Math.log1p(Math.exp(-apart)) : Math.log1p(Math.exp(apart)) - apart);
    const wrong = weight / (1 + Math.exp(apart));
    push[a] = (push[a] ?? 0) - wrong;
    push[b] = (push[b] ?? 0) + wrong;
    total += weight;
  }
  gradient.fill(0);
  for (let row = 0; row < rows; row++) {
    const own = (push[row] ?? 0) / total;
    if (own !== 0) for (let j = 0; j < columns; j++) gradient[j] = (gradient[j] ?? 0) + own * (x[row * columns + j] ?? 0);
  }
  return loss / total;
}
