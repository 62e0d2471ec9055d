import { setKernelThreads } from "../../src/kernels/index.ts";
import {
  type BoostedTreesSettings,
  boostedTrees,
  type Examples,
  type FittedTrees,
  lambdaRank,
  type TaskShape,
} from "../../src/modeling/index.ts";
import type { Problem, Rows } from "./problem.ts";
import type { TrainSettings } from "./trees-peer.ts";

/** Query number of each row. */
function queriesOf(sizes: Int32Array): Int32Array {
  return Int32Array.from(Array.from(sizes).flatMap((size, query) => new Array<number>(size).fill(query)));
}

/** Rows as our learners take them. */
export function examplesOf({ features, truth, querySizes }: Rows, { categories }: Pick<Problem, "categories">): Examples {
  return {
    features: { rows: features.rows, dense: categories === undefined ? features : { ...features, categories } },
    truth,
    ...(querySizes === undefined ? {} : { group: queriesOf(querySizes) }),
  };
}

/** The settings that mean what LightGBM's defaults mean. */
export function ourSettings(objective: Problem["objective"], { trees, leaves, rate }: TrainSettings): BoostedTreesSettings {
  const same = {
    rounds: trees,
    maximumLeaves: leaves,
    learningRate: rate,
    l2: 0,
    minimumLeafRows: 20,
    // Every tree from all rows and columns, as LightGBM does when nothing is told.
    rowShare: 1,
    columnShare: 1,
    nodeColumnShare: 1,
    minimumCategoryRows: 100,
    minimumLeafHessian: 1e-3,
    maximumBins: 255,
  };
  return objective === "ranking" ? { ...same, objective: lambdaRank() } : same;
}

/** Trains ours through its public door: checks, binning and growing are in the time. */
export async function trainOurs(
  problem: Pick<Problem, "objective" | "train" | "categories">,
  settings: TrainSettings,
  threads: number,
  more: BoostedTreesSettings = {},
): Promise<{ readonly seconds: number; readonly model: FittedTrees }> {
  setKernelThreads(threads);
  const estimator = boostedTrees({ ...ourSettings(problem.objective, settings), ...more });
  const examples = examplesOf(problem.train, problem);
  const task: TaskShape = problem.objective === "binary" ? { kind: "binary", classes: 2 } : { kind: "regression", classes: 0 };
  const begin = performance.now();
  const model = await estimator.fit(examples, { task, seed: 1 });
  return { seconds: (performance.now() - begin) / 1000, model };
}
