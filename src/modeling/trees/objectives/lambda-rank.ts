import { MillwrightError } from "../../../errors/index.ts";
import { checkChoice, checkNumber } from "../../fitting/check-settings.ts";
import { type Labels, type Objective, requireTruth, type ScoreArray } from "./objective.ts";
import { eachQuery, type Gain, orderQuery, type RankedQueries, rankedQueries } from "./ranked-queries.ts";

/** Settings of `lambdaRank`. */
export interface LambdaRankSettings {
  /** Only pairs with one of their rows among so many first ones count; 30 unless told. */
  readonly truncation?: number;
  /** The k of the loss, 1 − NDCG@k; 10 unless told. */
  readonly at?: number;
  /** What a grade is worth: 2^grade − 1, or the grade itself, which may then be any number from 0 on; "exponential" unless told. */
  readonly gain?: "exponential" | "linear";
  /** What a pair in the wrong order costs: what it takes from NDCG, or the same for every pair (RankNet); "ndcg" unless told. */
  readonly pairs?: "ndcg" | "equal";
  /** Steepness of the pairs' logistic; 1 unless told. */
  readonly steepness?: number;
}

/** Odds below this are not told apart, so that no two of them sum to 0. */
const LEAST_ODDS = 1e-150;
/** Highest grade: gains are 2^grade − 1. */
const HIGHEST_GRADE = 30;

/** A query while its pairs are weighed: its rows from the highest score, and sums in float64 of each, by its place in the query. */
interface Pairs {
  readonly order: Int32Array;
  /** e^(steepness · score) of each position, over that of the first. */
  readonly odds: Float64Array;
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
}

/**
 * Derivatives of one query's rows [from, to), added up over pairs of unequal grade. Each pair's share of NDCG is divided by how far its
 * scores are apart, and all by the logarithm of their sum, so that no query outweighs others.
 * @param best - DCG of the query's best order.
 * @returns what both are to be multiplied with.
 */
function addPairs(
  { order, odds, gradient, hessian }: Pairs,
  scores: ScoreArray,
  [from, to, best]: readonly [number, number, number],
  { gains, discounts }: RankedQueries,
  { truncation, steepness, pairs }: Required<LambdaRankSettings>,
): number {
  const count = to - from;
  const isEqual = pairs === "equal";
  const scale = isEqual ? steepness : steepness / best;
  const highest = scores[order[0] ?? 0] ?? 0;
  const isSpread = !isEqual && highest > (scores[order[count - 1] ?? 0] ?? 0);
  for (let at = 0; at < count; at++) {
    odds[at] = Math.max(LEAST_ODDS, Math.exp(steepness * ((scores[order[at] ?? 0] ?? 0) - highest)));
  }
  let total = 0;
  for (let first = 0; first < Math.min(truncation, count); first++) {
    const a = order[first] ?? 0;
    const [score, gain, discount, oddsOfA] = [scores[a] ?? 0, gains[a] ?? 0, discounts[first] ?? 0, odds[first] ?? 0];
    for (let second = first + 1; second < count; second++) {
      const b = order[second] ?? 0;
      const more = gain - (gains[b] ?? 0);
      if (more === 0) continue;
      const oddsOfB = odds[second] ?? 0;
      // The probability of the wrong order is the worse row's odds over both rows'. The first row's score is not below the second's.
      const apart = isSpread ? 0.01 + score - (scores[b] ?? 0) : 1;
      const both = oddsOfA + oddsOfB;
      const inverse = 1 / (apart * both);
      const change = isEqual ? scale : Math.abs(more) * (discount - (discounts[second] ?? 0)) * scale;
      const push = change * (more > 0 ? oddsOfB : oddsOfA) * inverse;
      const bend = steepness * push * (more > 0 ? oddsOfA : oddsOfB) * apart * inverse;
      const towards = more > 0 ? push : -push;
      gradient[a - from] = (gradient[a - from] ?? 0) - towards;
      gradient[b - from] = (gradient[b - from] ?? 0) + towards;
      hessian[a - from] = (hessian[a - from] ?? 0) + bend;
      hessian[b - from] = (hessian[b - from] ?? 0) + bend;
      total += 2 * push;
    }
  }
  return total > 0 ? Math.log2(1 + total) / total : 1;
}

/** Derivatives of all queries, overwritten. */
function differentiate(
  scores: ScoreArray,
  { weight }: Labels,
  queries: RankedQueries,
  settings: Required<LambdaRankSettings>,
  gradient: Float32Array,
  hessian: Float32Array,
): void {
  const longest = queries.discounts.length;
  const [odds, sums, bends] = [new Float64Array(longest), new Float64Array(longest), new Float64Array(longest)];
  const pairs = { order: new Int32Array(longest), odds, gradient: sums, hessian: bends };
  for (let query = 0; query + 1 < queries.firsts.length; query++) {
    const [from, to, best] = [queries.firsts[query] ?? 0, queries.firsts[query + 1] ?? 0, queries.best[query] ?? 0];
    pairs.gradient.fill(0, 0, to - from);
    pairs.hessian.fill(0, 0, to - from);
    let factor = 1;
    if (best > 0) {
      orderQuery(scores, from, to, pairs.order);
      factor = addPairs(pairs, scores, [from, to, best], queries, settings);
    }
    for (let row = from; row < to; row++) {
      const w = weight?.[row] ?? 1;
      gradient[row] = w * ((pairs.gradient[row - from] ?? 0) * factor);
      hessian[row] = w * ((pairs.hessian[row - from] ?? 0) * factor);
    }
  }
}

/** Mean of 1 − NDCG@k over queries; a query without relevant rows counts 0. */
function meanLoss(scores: ScoreArray, { firsts, gains, best, discounts }: RankedQueries, k: number): number {
  const order = new Int32Array(discounts.length);
  const count = firsts.length - 1;
  let sum = 0;
  for (let query = 0; query < count; query++) {
    const [from, to, most] = [firsts[query] ?? 0, firsts[query + 1] ?? 0, best[query] ?? 0];
    if (most <= 0) continue;
    orderQuery(scores, from, to, order);
    let gained = 0;
    for (let position = 0; position < Math.min(k, to - from); position++) {
      gained += (gains[order[position] ?? 0] ?? 0) * (discounts[position] ?? 0);
    }
    sum += 1 - gained / most;
  }
  return sum / count;
}

/** Remembers what queries of the last labels are: training asks about the same ones round after round. */
function rememberQueries(k: number, gain: Gain): (labels: Labels) => RankedQueries {
  const known = new WeakMap<Labels, RankedQueries>();
  return (labels) => {
    const queries = known.get(labels) ?? rankedQueries(labels, k, gain);
    known.set(labels, queries);
    return queries;
  };
}

function checkQueries(labels: Labels, gain: "exponential" | "linear"): void {
  const isWhole = gain === "exponential";
  const allowed = isWhole ? `grades, whole numbers from 0 to ${HIGHEST_GRADE}` : "grades of 0 or more";
  const isGrade = (grade: number): boolean => grade >= 0 && (!isWhole || (Number.isInteger(grade) && grade <= HIGHEST_GRADE));
  requireTruth("lambda_rank", labels, isGrade, allowed);
  const { group } = labels;
  if (group === undefined) {
    const fix = "Give `group`: the query of each row, rows of one query side by side.";
    throw new MillwrightError("MODELING_GROUPS_MISSING", 'the objective "lambda_rank" was given rows without queries.', fix);
  }
  const met = new Set<number>();
  eachQuery(labels, (from) => {
    const query = group[from] ?? 0;
    if (met.has(query)) {
      const problem = `query ${query} goes on in row ${from} after other queries.`;
      throw new MillwrightError("MODELING_GROUPS_MISSING", problem, "Sort the rows by query.");
    }
    met.add(query);
  });
}

/**
 * Ranking by graded relevance within queries: scores order the rows of a query so that NDCG is high. Grades are whole numbers from 0, or any
 * with linear gain;
 * a query where all grades are 0 counts as ranked right.
 * @throws MODELING_SETTING_INVALID
 * @see Burges (2010), "From RankNet to LambdaRank to LambdaMART: An Overview", MSR-TR-2010-82.
 * @example boostedTrees({ objective: lambdaRank({ truncation: 20 }) });
 */
export function lambdaRank(settings: LambdaRankSettings = {}): Objective {
  const full = {
    truncation: 30,
    at: 10,
    steepness: 1,
    gain: "exponential",
    pairs: "ndcg",
    ...settings,
  } as const satisfies Required<LambdaRankSettings>;
  checkNumber("lambdaRank", "truncation", full.truncation, { least: 1, whole: true });
  checkNumber("lambdaRank", "at", full.at, { least: 1, whole: true });
  checkNumber("lambdaRank", "steepness", full.steepness, { above: 0 });
  checkChoice("lambdaRank", "gain", full.gain, ["exponential", "linear"]);
  checkChoice("lambdaRank", "pairs", full.pairs, ["ndcg", "equal"]);
  const [learned, judged] = [rememberQueries(full.truncation, full.gain), rememberQueries(full.at, full.gain)];
  return {
    name: "one_minus_ndcg",
    settings: full,
    outputs: 1,
    link: "identity",
    curvature: "exact",
    ranks: true,
    check: (labels) => checkQueries(labels, full.gain),
    initialScores: () => Float64Array.of(0),
    gradients: (scores, labels, gradient, hessian) => differentiate(scores, labels, learned(labels), full, gradient, hessian),
    loss: (scores, labels) => meanLoss(scores, judged(labels), full.at),
  };
}
