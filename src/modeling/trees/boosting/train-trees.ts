import { MillwrightError } from "../../../errors/index.ts";
import type { RowChunks } from "../../../kernels/index.ts";
import type { Examples, FitContext } from "../../estimator.ts";
import { checkRows } from "../../fitting/check-examples.ts";
import { refuseAborted } from "../../fitting/stay-responsive.ts";
import { hasClasses } from "../../tasks/task.ts";
import type { BoostingSettings } from "./boosting-settings.ts";
import { fillBoosting } from "./check-boosting.ts";
import { labelsOf, matrixOf } from "./examples-of-trees.ts";
import { growRounds, type Pass, type TrainedTrees } from "./grow-rounds.ts";
import { holdOut } from "./hold-out.ts";

/** The validation rows, if they can be watched. @throws MODELING_FEATURES_REFUSED and as `checkRows` */
function watchable(learner: string, { features }: Examples, { validation }: FitContext): Examples | undefined {
  if (validation === undefined) return undefined;
  checkRows({ name: learner }, validation);
  const [columns, others] = [features.dense?.columns ?? 0, validation.features.dense?.columns ?? 0];
  if (columns === others) return validation;
  const problem = `${learner} was given ${columns} dense columns to learn from and ${others} to validate on.`;
  throw new MillwrightError("MODELING_FEATURES_REFUSED", problem, "Give both the same features.");
}

/**
 * Boosts trees: each round grows one per output on the derivatives of the loss that the rounds before it left.
 * With early stopping on a holdout it learns twice: to find the number of rounds, and with that number from all rows.
 * @param learner - the name that errors bear.
 * @throws MODELING_SETTING_INVALID, MODELING_NO_FEATURES, MODELING_TARGET_EMPTY, MODELING_ROWS_DIFFER, MODELING_TARGET_NOT_FINITE,
 * MODELING_WEIGHT_INVALID, MODELING_FEATURES_REFUSED, MODELING_TARGET_OUTSIDE, MODELING_TARGET_CLASS_UNKNOWN, MODELING_GROUPS_MISSING,
 * MODELING_TOO_FEW_ROWS, MODELING_ABORTED, KERNELS_OUT_OF_MEMORY, KERNELS_CODE_UNKNOWN
 * @see Friedman (2001), "Greedy Function Approximation: A Gradient Boosting Machine", Annals of Statistics 29(5).
 * @example
 * const { ensemble } = await trainTrees("ranker", examples, { objective: lambdaRank(), rounds: 300 }, context);
 */
export async function trainTrees(
  learner: string,
  examples: Examples,
  boosting: BoostingSettings,
  context: FitContext,
): Promise<TrainedTrees> {
  const settings = fillBoosting(learner, boosting);
  const { earlyStopping, classWeights } = settings;
  refuseAborted(learner, context);
  checkRows({ name: learner }, examples);
  const passOver = (from: Examples, more: Partial<Pass> = {}): Pass => ({
    learner,
    settings,
    context,
    stopping: undefined,
    watched: undefined,
    rows: matrixOf(learner, from),
    labels: labelsOf(learner, from, classWeights),
    ...more,
  });
  if (earlyStopping === undefined) {
    // Validation rows are scored only where somebody looks at the progress.
    return growRounds(
      passOver(examples, { watched: context.onProgress === undefined ? undefined : watchable(learner, examples, context) }),
    );
  }
  if (earlyStopping.on === "validation") {
    const watched = watchable(learner, examples, context);
    if (watched !== undefined) return growRounds(passOver(examples, { watched, stopping: earlyStopping }));
    throw new MillwrightError(
      "MODELING_SETTING_INVALID",
      `${learner} was to stop early by validation rows and was given none.`,
      'Give context.validation, or leave out on: "validation".',
    );
  }
  const { kept, aside } = holdOut(learner, examples, earlyStopping.share, hasClasses(context.task.kind), context.seed);
  const found = await growRounds(passOver(kept, { watched: aside, stopping: earlyStopping }));
  if (found.aborted || found.rounds === 0) return found;
  const whole = await growRounds(passOver(examples, { settings: { ...settings, rounds: found.rounds } }));
  return whole.aborted ? { ...found, aborted: true } : { ...whole, history: found.history };
}

/** Rows that do not fit into memory, with their labels. */
export interface ChunkedExamples extends Omit<Examples, "features"> {
  /** Gone through twice: for cut points, and for bins of one byte a value, which are kept. */
  readonly chunks: RowChunks;
  /** Per column the number of its category codes, 0 for numbers. */
  readonly categories?: Int32Array;
}

/**
 * Boosts trees on rows that come in chunks: memory holds one byte per value and a few numbers per row.
 * @param boosting - without early stopping on a holdout, dropout and `startFrom`, which read rows again and again.
 * @throws as `trainTrees`
 * @example
 * await trainTreesInChunks("boosted_trees", { chunks, truth }, { objective: squared(), rounds: 100 }, context);
 */
export async function trainTreesInChunks(
  learner: string,
  examples: ChunkedExamples,
  boosting: BoostingSettings,
  context: FitContext,
): Promise<TrainedTrees> {
  const settings = fillBoosting(learner, boosting);
  const { earlyStopping, dropout, startFrom, classWeights } = settings;
  refuseAborted(learner, context);
  const byHoldout = earlyStopping !== undefined && earlyStopping.on !== "validation";
  if (byHoldout || dropout !== undefined || startFrom !== undefined) {
    const part = byHoldout ? "earlyStopping on a holdout" : dropout === undefined ? "startFrom" : "dropout";
    const fix = 'Give a number of rounds or earlyStopping on: "validation"; or rows that fit into memory.';
    throw new MillwrightError("MODELING_SETTING_INVALID", `${learner} was given rows in chunks and ${part}.`, fix);
  }
  const { chunks, categories, ...labels } = examples;
  checkRows({ name: learner }, { ...labels, features: { rows: chunks.rows } });
  return growRounds({
    learner,
    settings,
    context,
    watched: context.validation,
    stopping: earlyStopping,
    rows: categories === undefined ? chunks : { ...chunks, categories, chunks: () => chunks.chunks() },
    labels: labelsOf(learner, { ...labels, features: { rows: chunks.rows } }, classWeights),
  });
}
