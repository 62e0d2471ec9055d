import type { Estimator, Examples, FitContext } from "../estimator.ts";
import { checkExamples, type Learner } from "../fitting/check-examples.ts";
import { checkChoice, checkNumber } from "../fitting/check-settings.ts";
import type { TaskShape } from "../tasks/task.ts";
import { boostingDefaults, type TreeSettings } from "./boosting/boosting-settings.ts";
import { checkTrees } from "./boosting/check-boosting.ts";
import { type FullForest, growForest } from "./boosting/grow-forest.ts";
import { type FittedTrees, fittedTrees } from "./fitted-trees.ts";
import { plainSettings } from "./plain-settings.ts";

/** Settings of `randomForest`. */
export interface RandomForestSettings extends TreeSettings {
  /** 200 unless told. */
  readonly trees?: number;
  /** Draw each tree's rows with replacement; yes unless told, no for extremely randomised trees. */
  readonly bootstrap?: boolean;
  /** Weight of each class, length classes; all 1 unless told. */
  readonly classWeights?: readonly number[];
  /** "throw" MODELING_ABORTED, the usual, or "keep" the trees so far when the signal comes after the first. */
  readonly whenAborted?: "throw" | "keep";
}

/** What differs from boosting: full trees without penalties. */
const forestDefaults = {
  ...boostingDefaults,
  rowShare: 1,
  trees: 200,
  growth: "depth_wise",
  maximumLeaves: 0,
  minimumLeafRows: 1,
  minimumLeafHessian: 0,
  // In shares of the variance of one row: what is below it is rounding error in nodes of one class.
  minimumGain: 1e-7,
  l2: 0,
  categoryL2: 0,
  minimumBinRows: 1,
} as const;

/** Columns that a node looks at: √columns for classes, a third for values, unless told. */
function columnShareOf(settings: RandomForestSettings, kind: TaskShape["kind"], columns: number): number {
  if (settings.nodeColumnShare !== undefined) return settings.nodeColumnShare;
  return Math.min(1, (kind === "regression" ? Math.max(1, columns / 3) : Math.sqrt(columns)) / Math.max(1, columns));
}

function fill(learner: string, settings: RandomForestSettings): FullForest {
  const bootstrap = settings.bootstrap ?? settings.randomThresholds !== true;
  const full = { ...forestDefaults, ...settings, bootstrap };
  checkTrees(learner, full);
  checkNumber(learner, "trees", full.trees, { least: 1, most: 100_000, whole: true });
  for (const weight of settings.classWeights ?? []) checkNumber(learner, "class weight", weight, { least: 0 });
  checkChoice(learner, "whenAborted", full.whenAborted, ["throw", "keep"]);
  return full;
}

function forest(head: Learner, settings: RandomForestSettings): Estimator<FittedTrees> {
  const full = fill(head.name, settings);
  return {
    ...head,
    settings: plainSettings(settings),
    fit: async (examples: Examples, context: FitContext): Promise<FittedTrees> => {
      checkExamples(head, examples, context, false);
      const { kind, classes } = context.task;
      const nodeColumnShare = columnShareOf(settings, kind, examples.features.dense?.columns ?? 0);
      const { ensemble, aborted } = await growForest(head.name, examples, { ...full, nodeColumnShare }, classes, context);
      return fittedTrees(head.name, ensemble, aborted ? { stopped: "by the caller" } : {});
    },
  };
}

const tasks = ["binary", "multiclass", "regression"] as const;

/**
 * A random forest: full trees, each on rows drawn with replacement and on few columns per split, whose answers are averaged. Hard to
 * get wrong; larger and slower than boosted trees. 200 trees unless told.
 * @throws MODELING_SETTING_INVALID
 * @see Breiman (2001), "Random Forests", Machine Learning 45(1).
 * @example randomForest({ trees: 500, minimumLeafRows: 3 })
 */
export function randomForest(settings: RandomForestSettings = {}): Estimator<FittedTrees> {
  return forest({ name: "random_forest", tasks, accepts: ["dense", "categories"] }, settings);
}

/**
 * Extremely randomised trees: as a random forest, with one random cut per column in place of the best one, on all rows. Smoother, and
 * often better where many columns carry a little.
 * @throws MODELING_SETTING_INVALID
 * @see Geurts, Ernst and Wehenkel (2006), "Extremely Randomized Trees", Machine Learning 63(1).
 * @example extraTrees({ trees: 300 })
 */
export function extraTrees(settings: RandomForestSettings = {}): Estimator<FittedTrees> {
  return forest({ name: "extra_trees", tasks, accepts: ["dense", "categories"] }, { ...settings, randomThresholds: true });
}
