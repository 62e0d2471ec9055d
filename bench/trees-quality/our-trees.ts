import {
  boostedTrees,
  extraTrees,
  type Fitted,
  type FittedTrees,
  fittedTrees,
  lambdaRank,
  type Objective,
  poisson,
  randomForest,
} from "../../src/modeling/index.ts";
import { examplesOf, type PublishedSet, type SplitName, shapeOfSet, splitRows } from "./published-set.ts";
import { checkpoints, type TreeChoice } from "./settings.ts";

/** What forests are tried with: rows of a leaf, and one random cut per column instead of the best. */
export interface ForestChoice {
  readonly minimumLeafRows: number;
  readonly randomThresholds: boolean;
}

export const forestChoices: readonly ForestChoice[] = [1, 3, 8].flatMap((minimumLeafRows) =>
  [false, true].map((randomThresholds) => ({ minimumLeafRows, randomThresholds })),
);

/** What ranking and, where it was drawn, counts are learned by; the task's own objective otherwise. */
function objectiveOf({ task }: PublishedSet, choice: TreeChoice | undefined): { objective?: Objective } {
  if (task === "ranking") return { objective: lambdaRank() };
  return task === "count" && choice?.objective === "poisson" ? { objective: poisson() } : {};
}

async function learn(
  set: PublishedSet,
  split: SplitName,
  native: boolean,
  make: () => ReturnType<typeof boostedTrees>,
): Promise<FittedTrees> {
  return await make().fit(examplesOf(set, splitRows(set, split).learn, native), { task: shapeOfSet(set), seed: 1 });
}

/** Predictions [rows, width] for the rows of the split that are judged; counts are not below 0. */
function answer(set: PublishedSet, split: SplitName, model: Fitted): Float64Array {
  const { values } = model.predict(examplesOf(set, splitRows(set, split).judge, false).features);
  return set.task === "count" ? values.map((value) => Math.max(0, value)) : values;
}

/** Our boosted trees: at each of the tree counts, or once with the settings that they have when nothing is told. */
export async function answerBoosted(set: PublishedSet, split: SplitName, choice?: TreeChoice): Promise<Float64Array[]> {
  const objective = objectiveOf(set, choice);
  if (choice === undefined) return [answer(set, split, await learn(set, split, true, () => boostedTrees(objective)))];
  const { rate, leaves, categories, objective: _, ...rest } = choice;
  const settings = {
    nodeColumnShare: 1,
    ...rest,
    ...objective,
    learningRate: rate,
    maximumLeaves: leaves,
    rounds: checkpoints.at(-1) ?? 0,
  };
  const { ensemble } = await learn(set, split, categories === "native", () => boostedTrees(settings));
  return checkpoints.map((rounds) => {
    const trees = ensemble.trees.slice(0, rounds * ensemble.outputs);
    return answer(set, split, fittedTrees("boosted_trees", { ...ensemble, trees }));
  });
}

/** Our forests of 300 trees. */
export async function answerForest(
  set: PublishedSet,
  split: SplitName,
  { minimumLeafRows, randomThresholds }: ForestChoice,
): Promise<Float64Array[]> {
  const settings = { trees: 300, minimumLeafRows };
  return [answer(set, split, await learn(set, split, true, () => (randomThresholds ? extraTrees(settings) : randomForest(settings))))];
}
