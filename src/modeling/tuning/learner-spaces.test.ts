import { describe, expect, it } from "vitest";
import { random } from "../../kernels/index.ts";
import { complementNaiveBayes, naiveBayes } from "../bayes/naive-bayes.ts";
import type { Estimator } from "../estimator.ts";
import { elasticNet, lasso } from "../linear/elastic-net.ts";
import { huberRegression } from "../linear/huber-regression.ts";
import { logisticRegression } from "../linear/logistic-regression.ts";
import { multinomialRegression } from "../linear/multinomial-regression.ts";
import { pairwiseRegression } from "../linear/pairwise-regression.ts";
import { ridge } from "../linear/ridge.ts";
import { nearestNeighbors } from "../neighbors/nearest-neighbors.ts";
import { multilayerPerceptron } from "../neural/perceptron/multilayer-perceptron.ts";
import { allEstimators } from "../registry.ts";
import { boostedTrees } from "../trees/boosted-trees.ts";
import { extraTrees, randomForest } from "../trees/random-forest.ts";
import { learnerSpaces } from "./learner-spaces.ts";
import { drawValues } from "./samplers/draw-points.ts";
import { unitCube } from "./spaces/unit-cube.ts";

const makers: Readonly<Record<string, (values: object) => Estimator>> = {
  ridge,
  lasso,
  elastic_net: elasticNet,
  huber_regression: huberRegression,
  logistic_regression: logisticRegression,
  multinomial_regression: multinomialRegression,
  pairwise_regression: pairwiseRegression,
  naive_bayes: naiveBayes,
  nearest_neighbors: nearestNeighbors,
  complement_naive_bayes: complementNaiveBayes,
  boosted_trees: boostedTrees,
  random_forest: randomForest,
  extra_trees: extraTrees,
  multilayer_perceptron: multilayerPerceptron,
};

/** Learners that have nothing to tune. */
const plain = ["blend", "random", "prior", "majority", "mean", "median"];

describe("the space of a learner", () => {
  it("ships with every registered learner that has settings worth tuning", () => {
    const names = new Set(allEstimators.map(({ make }) => make().name));
    const without = [...names].filter((name) => learnerSpaces[name] === undefined);
    expect(without.sort()).toEqual([...plain].sort());
    expect(Object.keys(learnerSpaces).sort()).toEqual(Object.keys(makers).sort());
  });

  it.each(Object.entries(makers))("of %s holds settings that it takes, under its own name", (name, make) => {
    const space = learnerSpaces[name];
    expect(space).toBeDefined();
    if (space === undefined) return;
    expect(make({}).name).toBe(name);
    const stream = random(1);
    for (let i = 0; i < 50; i++) {
      const values = drawValues(unitCube(space), stream);
      const estimator = make(values);
      // A penalty becomes a list of one.
      const known = JSON.stringify(estimator.settings);
      for (const value of Object.values(values)) expect(known).toContain(JSON.stringify(value));
    }
  });
});
