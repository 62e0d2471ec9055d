import { complementBayesSpace, naiveBayesSpace } from "../bayes/naive-bayes-space.ts";
import {
  elasticNetSpace,
  huberSpace,
  lassoSpace,
  logisticSpace,
  multinomialSpace,
  pairwiseSpace,
  ridgeSpace,
} from "../linear/linear-spaces.ts";
import { nearestNeighborsSpace } from "../neighbors/nearest-neighbors-space.ts";
import { perceptronSpace } from "../neural/perceptron/perceptron-space.ts";
import { boostedTreesSpace, extraTreesSpace, randomForestSpace } from "../trees/tree-spaces.ts";
import type { SearchSpace } from "./spaces/search-space.ts";

/** The space that ships with each learner, by the estimator's name; its parameters are the learner's settings. */
export const learnerSpaces: Readonly<Record<string, SearchSpace>> = {
  ridge: ridgeSpace,
  lasso: lassoSpace,
  elastic_net: elasticNetSpace,
  huber_regression: huberSpace,
  logistic_regression: logisticSpace,
  multinomial_regression: multinomialSpace,
  pairwise_regression: pairwiseSpace,
  naive_bayes: naiveBayesSpace,
  complement_naive_bayes: complementBayesSpace,
  nearest_neighbors: nearestNeighborsSpace,
  boosted_trees: boostedTreesSpace,
  random_forest: randomForestSpace,
  extra_trees: extraTreesSpace,
  multilayer_perceptron: perceptronSpace,
};
