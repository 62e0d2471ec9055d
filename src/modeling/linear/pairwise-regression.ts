import { type DenseMatrix, quasiNewton, random } from "../../kernels/index.ts";
import type { Estimator, Examples } from "../estimator.ts";
import { checkExamples, type Learner } from "../fitting/check-examples.ts";
import { checkPenalties } from "../fitting/check-settings.ts";
import { betweenSteps, refuseAborted } from "../fitting/stay-responsive.ts";
import { type FittedLinear, fittedLinear } from "./linear-model.ts";
import { type Pairs, pairLoss, pairsOf } from "./pairs-of-queries.ts";

/** Settings of `pairwiseRegression`. */
export interface PairwiseRegressionSettings {
  /** L2 penalty λ of the mean loss per query + λ/2·Σ coefficient², in units of the columns' spread within queries; 0.01 unless told. */
  readonly penalty?: number;
  /** Several penalties: the one with the least loss on a fifth of the queries, held out, is taken. */
  readonly penalties?: readonly number[];
}

/** Columns in units of their spread within queries: what differs only between queries orders nothing and stays out. */
function scaledColumns({ columns, values }: DenseMatrix, pairs: Pairs): { readonly scale: Float64Array; readonly x: Float64Array } {
  const squares = new Float64Array(columns);
  for (let pair = 0; pair < pairs.better.length; pair++) {
    const [from, to] = [(pairs.better[pair] ?? 0) * columns, (pairs.worse[pair] ?? 0) * columns];
    for (let j = 0; j < columns; j++) {
      squares[j] = (squares[j] ?? 0) + (pairs.weight[pair] ?? 0) * ((values[from + j] ?? 0) - (values[to + j] ?? 0)) ** 2;
    }
  }
  const total = pairs.weight.reduce((sum, weight) => sum + weight, 0);
  const scale = squares.map((sum) => (sum > 1e-12 * total ? Math.sqrt(total / sum) : 0));
  return { scale, x: Float64Array.from(values, (value, at) => value * (scale[at % columns] ?? 0)) };
}

/** Coefficients with the least penalised loss over some pairs. */
function solve(x: Float64Array, columns: number, pairs: Pairs, penalty: number, start: Float64Array): Float64Array {
  const evaluate = (weights: Float64Array, gradient: Float64Array): number => {
    const loss = pairLoss(x, columns, pairs, weights, gradient);
    let squares = 0;
    weights.forEach((weight, j) => {
      squares += weight * weight;
      gradient[j] = (gradient[j] ?? 0) + penalty * weight;
    });
    return loss + (penalty / 2) * squares;
  };
  return quasiNewton(evaluate, start, 400, 1e-9).point;
}

/** The penalty with the least loss on held-out queries. */
function bestPenalty(x: Float64Array, columns: number, pairs: Pairs, penalties: readonly number[], seed: number): number {
  const stream = random(seed).fork("pairwise penalty");
  const aside = new Map<number, boolean>();
  for (const query of pairs.query) if (!aside.has(query)) aside.set(query, stream.next() < 0.2);
  const [kept, held] = [pairs.where((query) => aside.get(query) !== true), pairs.where((query) => aside.get(query) === true)];
  let start: Float64Array = new Float64Array(columns);
  const losses = penalties
    .toSorted((a, b) => b - a)
    .map((penalty) => {
      start = solve(x, columns, kept, penalty, start);
      return { penalty, loss: pairLoss(x, columns, held, start, new Float64Array(columns)) };
    });
  return losses.reduce((best, one) => (one.loss < best.loss ? one : best)).penalty;
}

/**
 * Linear order within queries: logistic regression on the differences between rows of unequal grade, every query counting the same.
 * Scores are exact sums, so that every column's share in an order can be told.
 * @throws MODELING_SETTING_INVALID
 * @see Herbrich, Graepel and Obermayer (2000), "Large Margin Rank Boundaries for Ordinal Regression".
 * @see Burges et al. (2005), "Learning to Rank using Gradient Descent", ICML.
 * @example pairwiseRegression({ penalties: [0.001, 0.01, 0.1] })
 */
export function pairwiseRegression(settings: PairwiseRegressionSettings = {}): Estimator<FittedLinear> {
  const name = "pairwise_regression";
  const penalties = checkPenalties(name, settings.penalty, settings.penalties, 0.01);
  const learner: Learner = { name, tasks: ["ranking"], accepts: ["dense"] };
  return {
    ...learner,
    settings: { penalties },
    async fit(examples: Examples, context) {
      checkExamples(learner, examples, context);
      refuseAborted(name, context);
      const pairs = pairsOf(name, examples);
      const dense = examples.features.dense ?? { rows: examples.truth.length, columns: 0, values: new Float32Array(0) };
      const { columns } = dense;
      const { scale, x } = scaledColumns(dense, pairs);
      const [only = 0] = penalties;
      const penalty = penalties.length === 1 ? only : bestPenalty(x, columns, pairs, penalties, context.seed);
      await betweenSteps(name, context, { step: 1, steps: 2, values: {} });
      const weights = solve(x, columns, pairs, penalty, new Float64Array(columns));
      await betweenSteps(name, context, { step: 2, steps: 2, values: {} });
      const weight = weights.map((value, j) => value * (scale[j] ?? 0));
      const coefficients = {
        outputs: 1,
        dense: { columns, centre: new Float32Array(columns), weight },
        intercept: Float64Array.of(0),
      };
      const importance = weights.map(Math.abs);
      return fittedLinear(name, coefficients, "identity", { importance, learned: { penalty, pairs: pairs.better.length } });
    },
  };
}
