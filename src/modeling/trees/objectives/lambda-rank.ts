import { MillwrightError } from "../../../errors/index.ts";
import { descendingOrder } from "../../../kernels/index.ts";
import { checkChoice, checkNumber } from "../../fitting/check-settings.ts";
import { type Labels, type Objective, requireTruth, type ScoreArray } from "./objective.ts";

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

/** Highest grade: gains are 2^grade − 1. */
const HIGHEST_GRADE = 30;

/** Calls `visit` with the rows [from, to) of each query. */
export function eachQuery({ rows, group }: Labels, visit: (from: number, to: number) => void): void {
  for (let from = 0; from < rows; ) {
    let to = from + 1;
    while (to < rows && group?.[to] === group?.[from]) to++;
    visit(from, to);
    from = to;
  }
}

/** What a grade is worth. */
type Gain = (grade: number) => number;

const gains = { exponential: (grade: number): number => 2 ** grade - 1, linear: (grade: number): number => grade };

/** Positions count 1 / log2(position + 2), positions from 0. */
function discount(position: number): number {
  return 1 / Math.log2(position + 2);
}

/** DCG of the first k rows of the best order. */
function bestGain(grades: Float64Array, k: number, gain: Gain): number {
  return grades
    .toSorted()
    .reverse()
    .slice(0, k)
    .reduce((sum, grade, position) => sum + gain(grade) * discount(position), 0);
}

/** What pairs of one query are weighed with. */
interface Query {
  readonly grades: Float64Array;
  readonly scores: Float64Array;
  /** Rows of the query from the highest score. */
  readonly order: Int32Array;
  readonly best: number;
}

function queryOf(scores: ScoreArray, { truth }: Labels, [from, to]: readonly [number, number], k: number, gain: Gain): Query {
  const grades = truth.slice(from, to);
  const own = Float64Array.from({ length: to - from }, (_, row) => scores[from + row] ?? 0);
  return { grades, scores: own, order: descendingOrder(own), best: bestGain(grades, k, gain) };
}

/**
 * Derivatives of one query, added up over pairs of unequal grade. Each pair's share of NDCG is divided by how far its scores are apart,
 * and all by the logarithm of their sum, so that no query outweighs others.
 */
function addPairs(query: Query, settings: Required<LambdaRankSettings>, gradient: Float64Array, hessian: Float64Array): void {
  const { grades, scores, order, best } = query;
  const { truncation, steepness, pairs } = settings;
  const gain = gains[settings.gain];
  const spread = (scores[order[0] ?? 0] ?? 0) - (scores[order[order.length - 1] ?? 0] ?? 0);
  let total = 0;
  for (let first = 0; first < Math.min(truncation, order.length); first++) {
    for (let second = first + 1; second < order.length; second++) {
      const [a, b] = [order[first] ?? 0, order[second] ?? 0];
      const [gradeA, gradeB] = [grades[a] ?? 0, grades[b] ?? 0];
      if (gradeA === gradeB) continue;
      const [better, worse] = gradeA > gradeB ? [a, b] : [b, a];
      const apart = (scores[better] ?? 0) - (scores[worse] ?? 0);
      const change = pairs === "equal" ? 1 : (Math.abs(gain(gradeA) - gain(gradeB)) * (discount(first) - discount(second))) / best;
      const share = spread > 0 && pairs === "ndcg" ? change / (0.01 + Math.abs(apart)) : change;
      const wrong = 1 / (1 + Math.exp(steepness * apart));
      const push = steepness * share * wrong;
      const bend = steepness * push * (1 - wrong);
      gradient[better] = (gradient[better] ?? 0) - push;
      gradient[worse] = (gradient[worse] ?? 0) + push;
      hessian[better] = (hessian[better] ?? 0) + bend;
      hessian[worse] = (hessian[worse] ?? 0) + bend;
      total += 2 * push;
    }
  }
  if (total <= 0) return;
  const factor = Math.log2(1 + total) / total;
  for (let row = 0; row < gradient.length; row++) {
    gradient[row] = (gradient[row] ?? 0) * factor;
    hessian[row] = (hessian[row] ?? 0) * factor;
  }
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
  const gain = gains[full.gain];
  return {
    name: "one_minus_ndcg",
    settings: full,
    outputs: 1,
    link: "identity",
    curvature: "exact",
    ranks: true,
    check: (labels) => checkQueries(labels, full.gain),
    initialScores: () => Float64Array.of(0),
    gradients: (scores, labels, gradient, hessian) => {
      gradient.fill(0);
      hessian.fill(0);
      eachQuery(labels, (from, to) => {
        const query = queryOf(scores, labels, [from, to], full.truncation, gain);
        if (query.best <= 0) return;
        const [g, h] = [new Float64Array(to - from), new Float64Array(to - from)];
        addPairs(query, full, g, h);
        for (let row = from; row < to; row++) {
          const w = labels.weight?.[row] ?? 1;
          gradient[row] = w * (g[row - from] ?? 0);
          hessian[row] = w * (h[row - from] ?? 0);
        }
      });
    },
    loss: (scores, labels) => {
      let sum = 0;
      let queries = 0;
      eachQuery(labels, (from, to) => {
        const { order, grades, best } = queryOf(scores, labels, [from, to], full.at, gain);
        const gained = order.subarray(0, full.at).reduce((total, row, position) => total + gain(grades[row] ?? 0) * discount(position), 0);
        sum += best > 0 ? 1 - gained / best : 0;
        queries++;
      });
      return sum / queries;
    },
  };
}
