import { majority } from "./baselines/majority.ts";
import { mean } from "./baselines/mean.ts";
import { median } from "./baselines/median.ts";
import { prior } from "./baselines/prior.ts";
import { randomGuess } from "./baselines/random-guess.ts";
import { complementNaiveBayes, naiveBayes } from "./bayes/naive-bayes.ts";
import { blendEstimators } from "./ensembles/blend-estimators.ts";
import type { Estimator } from "./estimator.ts";
import { elasticNet, lasso } from "./linear/elastic-net.ts";
import { huberRegression } from "./linear/huber-regression.ts";
import { logisticRegression } from "./linear/logistic-regression.ts";
import { multinomialRegression } from "./linear/multinomial-regression.ts";
import { pairwiseRegression } from "./linear/pairwise-regression.ts";
import { ridge } from "./linear/ridge.ts";
import { nearestNeighbors } from "./neighbors/nearest-neighbors.ts";
import { multilayerPerceptron } from "./neural/perceptron/multilayer-perceptron.ts";
import { boostedTrees } from "./trees/boosted-trees.ts";
import { oneVsRestLogLoss } from "./trees/objectives/one-vs-rest-log-loss.ts";
import { extraTrees, randomForest } from "./trees/random-forest.ts";

/** What the conformance suite checks of an estimator; see `estimatorContract` in millwright/testing. */
export type EstimatorCheck =
  | "settings"
  | "immutability"
  | "determinism"
  | "prediction"
  | "parity"
  | "abort"
  | "one-row"
  | "constant-target"
  | "wrong-task";

/** An estimator that runs the conformance suite. */
export interface RegisteredEstimator {
  /** With settings that fit a few hundred rows within a second. */
  readonly make: () => Estimator;
  /** Checks that do not apply, each with the reason. */
  readonly skip?: Readonly<Partial<Record<EstimatorCheck, string>>>;
}

/** The suite's dense columns hold negative numbers, which are no counts: only its sparse ones suit learners of counts. */
function onCounts(estimator: Estimator): Estimator {
  return { ...estimator, accepts: ["sparse"] };
}

/** Every estimator of this room: a new one is one more line. */
export const allEstimators: readonly RegisteredEstimator[] = [
  { make: randomGuess, skip: { parity: "a graph cannot draw; it emits the constant answer instead" } },
  { make: prior },
  { make: majority },
  { make: mean },
  { make: median },
  { make: () => ridge() },
  { make: () => blendEstimators([pairwiseRegression(), boostedTrees({ rounds: 5 }), logisticRegression()]) },
  { make: () => pairwiseRegression({ penalties: [0.01, 0.1] }) },
  { make: () => ridge({ penalties: [0.1, 1, 10] }) },
  { make: () => lasso({ penalty: 0.01 }) },
  { make: () => elasticNet({ penalties: [0.001, 0.1] }) },
  { make: () => huberRegression() },
  { make: () => logisticRegression({ penalties: [0.1, 10] }) },
  { make: () => multinomialRegression() },
  { make: () => ({ ...multinomialRegression({ solver: "stochastic" }), accepts: ["sparse"] }) },
  { make: () => onCounts(naiveBayes()) },
  { make: () => onCounts(complementNaiveBayes()) },
  { make: () => nearestNeighbors({ k: 5 }) },
  { make: () => nearestNeighbors({ k: 5, weights: "distance" }) },
  { make: () => boostedTrees({ rounds: 10 }) },
  { make: () => boostedTrees({ rounds: 10, earlyStopping: { patience: 3 }, rowShare: 0.8, nodeColumnShare: 0.5 }) },
  { make: () => boostedTrees({ rounds: 5, objective: oneVsRestLogLoss(3) }) },
  { make: () => boostedTrees({ rounds: 5, bounds: 0.9 }) },
  { make: () => randomForest({ trees: 10 }) },
  { make: () => extraTrees({ trees: 10 }) },
  { make: () => multilayerPerceptron({ hidden: [8], epochs: 5 }) },
  { make: () => multilayerPerceptron({ hidden: [8, 4], activation: "silu", normalization: "batch", epochs: 5, members: 2 }) },
];

export { allMetrics, listQualities } from "./metrics/all-metrics.ts";
