import { MillwrightError } from "../../errors/index.ts";
import type { Estimator, Examples, FitContext } from "../estimator.ts";
import { checkExamples, type Learner } from "../fitting/check-examples.ts";
import { checkNumber } from "../fitting/check-settings.ts";
import type { BoostingSettings } from "./boosting/boosting-settings.ts";
import { fillBoosting } from "./boosting/check-boosting.ts";
import { trainTrees } from "./boosting/train-trees.ts";
import { defaultObjective } from "./default-objective.ts";
import { type FittedTrees, fittedTrees } from "./fitted-trees.ts";
import type { Objective } from "./objectives/objective.ts";
import { quantiles } from "./objectives/quantiles.ts";
import { squared } from "./objectives/squared.ts";
import { onFrequentColumns } from "./on-frequent-columns.ts";
import { plainSettings } from "./plain-settings.ts";
import { checkClasses, tasksOfObjective } from "./tasks-of-objective.ts";
import { withBounds } from "./with-bounds.ts";

/** Settings of `boostedTrees`. */
export interface BoostedTreesSettings extends Omit<BoostingSettings, "objective"> {
  /** What is made small; log loss of classes, squared error of values and the order within queries unless told. */
  readonly objective?: Objective;
  /**
   * Regression: further trees learn the quantiles between which this share of the values lies, in (0, 1), so that intervals are wide where
   * values scatter. Conformal intervals correct them by what the validation rows show.
   */
  readonly bounds?: number;
  /** Most sparse columns that are looked at, the most frequent ones, which become dense: 1 to 4,096; 256 unless told. */
  readonly sparseColumns?: number;
}

const name = "boosted_trees";
const accepts = ["dense", "sparse", "categories"] as const;

/** The quantiles between which a share of the values lies. */
function boundTrees(coverage: number): Objective {
  return quantiles([(1 - coverage) / 2, (1 + coverage) / 2]);
}

function tasksOf({ bounds, objective }: BoostedTreesSettings): Learner["tasks"] {
  if (objective !== undefined) return tasksOfObjective(objective);
  return bounds === undefined ? ["binary", "multiclass", "regression", "ranking"] : ["regression"];
}

/**
 * Gradient-boosted decision trees: many small trees, each fitted to what those before it left. Needs no scaling, takes missing values and
 * categories as they are, finds bends and interactions by itself. 300 rounds of 31 leaves at a learning rate of 0.05, each tree on
 * 80 % of the rows and each node on half of the columns, unless told; with `earlyStopping` the number of rounds is found on a part of
 * the training rows.
 * @throws MODELING_SETTING_INVALID
 * @see Friedman (2001), "Greedy Function Approximation: A Gradient Boosting Machine", Annals of Statistics 29(5).
 * @see Ke et al. (2017), "LightGBM: A Highly Efficient Gradient Boosting Decision Tree", NeurIPS.
 * @example boostedTrees({ rounds: 1000, learningRate: 0.03, earlyStopping: { patience: 50 } })
 */
export function boostedTrees(settings: BoostedTreesSettings = {}): Estimator<FittedTrees> {
  const { bounds, sparseColumns = 256, objective: chosen, ...boosting } = settings;
  fillBoosting(name, { ...boosting, objective: chosen ?? squared() });
  if (chosen !== undefined && tasksOfObjective(chosen).length === 0) {
    const problem = `${name} was given the objective "${chosen.name}" with ${chosen.outputs} outputs that are no probabilities.`;
    throw new MillwrightError("MODELING_SETTING_INVALID", problem, "For intervals use bounds; for several values learn one model each.");
  }
  if (bounds !== undefined) checkNumber(name, "bounds", bounds, { above: 0, most: 1 - 1e-6 });
  checkNumber(name, "sparseColumns", sparseColumns, { least: 1, most: 4096, whole: true });
  const head: Learner = { name, tasks: tasksOf(settings), accepts };
  const fitDense = async (examples: Examples, context: FitContext): Promise<FittedTrees> => {
    const objective = chosen ?? defaultObjective(context.task);
    checkClasses(name, objective, context.task);
    const trained = await trainTrees(name, examples, { ...boosting, objective }, context);
    const stopped = trained.aborted ? { stopped: "by the caller" } : {};
    const model = fittedTrees(name, trained.ensemble, { rounds: trained.rounds, ...stopped });
    if (bounds === undefined) return model;
    const outer = await trainTrees(name, examples, { ...boosting, objective: boundTrees(bounds) }, context);
    return withBounds(model, fittedTrees(name, outer.ensemble));
  };
  return {
    ...head,
    settings: plainSettings(settings),
    fit: async (examples: Examples, context: FitContext): Promise<FittedTrees> => {
      checkExamples(head, examples, context, false);
      return onFrequentColumns(examples, context, sparseColumns, fitDense);
    },
  };
}
