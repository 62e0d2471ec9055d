import { random } from "../../../kernels/index.ts";
import type { FitContext } from "../../estimator.ts";
import { logisticRegression } from "../../linear/logistic-regression.ts";
import { boostedTrees } from "../../trees/boosted-trees.ts";
import type { FittedTrees } from "../../trees/fitted-trees.ts";
import { PairTermColumns } from "./pair-terms.ts";
import type { TermWeights } from "./term-weights.ts";
import { fittedTermWeights } from "./term-weights.ts";

/** Settings of the two learners that stand on each other. */
export interface StackedPairsSettings {
  /** Penalty on the weights of words; 0.1 unless told. */
  readonly penalty?: number;
  /** Trees; 350 unless told. */
  readonly rounds?: number;
  /** Most leaves of a tree; 31 unless told. */
  readonly leaves?: number;
  /** 0.04 unless told. */
  readonly learningRate?: number;
  /** Pairs that a word must be in to get a weight; 2 unless told. */
  readonly leastPairs?: number;
}

/** Pairs to learn from. */
export interface PairExamples {
  /** Columns of each pair, row-major [pairs, columns]. */
  readonly dense: Float32Array;
  readonly columns: number;
  readonly terms: readonly ReadonlyMap<string, number>[];
  /** 1 where the two say the same, else 0. */
  readonly truth: Float64Array;
  /** Pairs of one group are never divided between learning and scoring. */
  readonly groups: Int32Array;
}

/** What was learned. */
export interface StackedPairs {
  readonly words: TermWeights;
  readonly trees: FittedTrees;
}

const FOLDS = 5;

/** Columns with one more: the score of the words. */
export function withScore(dense: Float32Array, columns: number, scores: Float64Array): Float32Array {
  const wider = new Float32Array(scores.length * (columns + 1));
  for (const [row, score] of scores.entries()) {
    wider.set(dense.subarray(row * columns, (row + 1) * columns), row * (columns + 1));
    wider[row * (columns + 1) + columns] = score;
  }
  return wider;
}

async function fitWords(
  { terms, truth }: PairExamples,
  rows: Int32Array,
  settings: StackedPairsSettings,
  context: FitContext,
): Promise<TermWeights> {
  const { penalty = 0.1, leastPairs = 2 } = settings;
  const own = Array.from(rows, (row) => terms[row] ?? new Map<string, number>());
  const columns = PairTermColumns.learn(own, leastPairs);
  const features = { rows: rows.length, sparse: columns.matrix(own) };
  const values = Float64Array.from(rows, (row) => truth[row] ?? 0);
  const model = await logisticRegression({ penalty, tolerance: 1e-5 }).fit({ features, truth: values }, context);
  return fittedTermWeights(columns.dictionary, model.coefficients);
}

/** Scores of pairs by words that were learned without their group. */
async function heldOutScores(examples: PairExamples, settings: StackedPairsSettings, context: FitContext): Promise<Float64Array> {
  const { truth, groups, terms } = examples;
  const names = [...new Set(groups)];
  const order = random(context.seed).fork("pair folds").shuffle(Int32Array.from(names.keys()));
  const foldOf = new Map(Array.from(order, (place, n) => [names[place] ?? 0, n % FOLDS]));
  const scores = new Float64Array(truth.length);
  for (let fold = 0; fold < FOLDS; fold++) {
    const rows = Int32Array.from(truth.keys());
    const words = await fitWords(
      examples,
      rows.filter((row) => foldOf.get(groups[row] ?? 0) !== fold),
      settings,
      context,
    );
    for (const row of rows) if (foldOf.get(groups[row] ?? 0) === fold) scores[row] = words.score(terms[row] ?? new Map());
  }
  return scores;
}

/**
 * Learns the weights of words and, on their held-out scores and the columns of each pair, boosted trees.
 * @see Wolpert (1992), "Stacked generalization", Neural Networks 5(2).
 */
export async function fitStackedPairs(examples: PairExamples, settings: StackedPairsSettings, context: FitContext): Promise<StackedPairs> {
  const { rounds = 350, leaves = 31, learningRate = 0.04 } = settings;
  const { dense, columns, truth } = examples;
  const values = withScore(dense, columns, await heldOutScores(examples, settings, context));
  const words = await fitWords(examples, Int32Array.from(truth.keys()), settings, context);
  const features = { rows: truth.length, dense: { rows: truth.length, columns: columns + 1, values } };
  const trees = await boostedTrees({ rounds, maximumLeaves: leaves, learningRate, nodeColumnShare: 0.4 }).fit({ features, truth }, context);
  return { words, trees };
}

/** P(the same) of pairs, from their columns and terms. */
export function stackedProbabilities(
  { words, trees }: StackedPairs,
  dense: Float32Array,
  columns: number,
  terms: readonly ReadonlyMap<string, number>[],
): Float64Array {
  if (terms.length === 0) return new Float64Array(0);
  const values = withScore(
    dense,
    columns,
    Float64Array.from(terms, (own) => words.score(own)),
  );
  return trees.predict({ rows: terms.length, dense: { rows: terms.length, columns: columns + 1, values } }).values;
}
