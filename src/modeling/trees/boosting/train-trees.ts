import { MillwrightError } from "../../../errors/index.ts";
import { type DenseMatrix, walkTrees } from "../../../kernels/index.ts";
import type { Examples, FitContext } from "../../estimator.ts";
import { betweenSteps, refuseAborted } from "../../linear/stay-responsive.ts";
import type { Labels, Objective } from "../objectives/objective.ts";
import type { TreeEnsemble } from "../tree-ensemble.ts";
import { Booster } from "./booster.ts";
import type { BoostingSettings, EarlyStopping, FullBoosting } from "./boosting-settings.ts";
import { fillBoosting } from "./check-boosting.ts";
import { labelsOf, matrixOf } from "./examples-of-trees.ts";
import { holdOut } from "./hold-out.ts";
import { newGrower } from "./new-grower.ts";
import { Watch } from "./watch.ts";

/** What boosting gives. */
export interface TrainedTrees {
  readonly ensemble: TreeEnsemble;
  /** Rounds that were kept, beside those it started from. */
  readonly rounds: number;
  /** Values on the watched rows after each round, by the metric's name; empty where none were watched. */
  readonly history: Readonly<Record<string, readonly number[]>>;
  /** True where it ended before its last round because the caller stopped it. */
  readonly aborted: boolean;
}

/** Scores [outputs, rows] before the first round. */
function firstScores(base: Float64Array, startFrom: TreeEnsemble | undefined, { rows, values }: DenseMatrix): Float64Array {
  const outputs = base.length;
  const before = startFrom === undefined ? undefined : walkTrees(startFrom, values, rows);
  return Float64Array.from({ length: outputs * rows }, (_, at) => {
    const [k, row] = [Math.floor(at / rows), at % rows];
    return before === undefined ? (base[k] ?? 0) : (before[row * outputs + k] ?? 0);
  });
}

/** @throws MODELING_SETTING_INVALID when the trees to go on from are of another shape */
function checkStart(learner: string, startFrom: TreeEnsemble | undefined, objective: Objective, columns: number): void {
  if (startFrom === undefined) return;
  const [given, needed] = [startFrom, { columns, outputs: objective.outputs, link: objective.link }];
  if (given.columns === needed.columns && given.outputs === needed.outputs && given.link === needed.link) return;
  throw new MillwrightError(
    "MODELING_SETTING_INVALID",
    `${learner} was to go on from trees with ${given.columns} columns, ${given.outputs} outputs and the link "${given.link}", and now has ${needed.columns}, ${needed.outputs} and "${needed.link}".`,
    "Go on with the same features, task and objective.",
  );
}

/** One pass over the examples, with or without rows to watch. */
interface Pass {
  readonly learner: string;
  readonly settings: FullBoosting;
  readonly examples: Examples;
  readonly watched: Examples | undefined;
  /** Ends before all rounds when the watched rows get no better. */
  readonly stopping: EarlyStopping | undefined;
  readonly context: FitContext;
}

interface Prepared {
  readonly matrix: DenseMatrix;
  readonly labels: Labels;
  readonly base: Float64Array;
}

function prepare({ learner, settings, examples }: Pass): Prepared {
  const { objective, startFrom, classWeights } = settings;
  const matrix = matrixOf(learner, examples);
  const labels = labelsOf(learner, examples, classWeights);
  objective.check(labels);
  checkStart(learner, startFrom, objective, matrix.columns);
  return { matrix, labels, base: startFrom?.base ?? objective.initialScores(labels) };
}

function watchOf(pass: Pass, base: Float64Array): Watch | undefined {
  const { learner, settings, watched, stopping } = pass;
  if (watched === undefined || settings.dropout !== undefined) return undefined;
  const matrix = matrixOf(learner, watched);
  const labels = labelsOf(learner, watched, settings.classWeights);
  settings.objective.check(labels);
  return new Watch(settings.objective, stopping?.metric, matrix, labels, firstScores(base, settings.startFrom, matrix));
}

/** Grows rounds until the last, until the watched rows stop getting better, or until nothing is left to learn. */
async function growRounds(pass: Pass, booster: Booster, watch: Watch | undefined): Promise<boolean> {
  const { learner, settings, stopping, context } = pass;
  const { rounds, rowShare, columnShare, nodeColumnShare, dropout } = settings;
  // Where the best rounds are to be kept, the signal ends the loop here and throws nowhere.
  const { signal, ...uninterrupted } = context;
  const between = settings.whenAborted === "keep" ? uninterrupted : context;
  const isSampled = rowShare < 1 || columnShare < 1 || nodeColumnShare < 1 || dropout !== undefined;
  for (let round = 0; round < rounds; round++) {
    if (signal?.aborted && round > 0 && settings.whenAborted === "keep") return true;
    refuseAborted(learner, context);
    const trees = booster.grow();
    const value = watch?.add(trees);
    const values = watch === undefined || value === undefined ? {} : { [watch.name]: value };
    await betweenSteps(learner, between, { step: round + 1, steps: rounds, values });
    if (trees.length === 0 && (round === 0 || !isSampled)) return false;
    const stale = watch === undefined ? 0 : round + 1 - watch.bestRounds;
    if (stopping !== undefined && stale >= (stopping.patience ?? 50)) return false;
  }
  return false;
}

async function train(pass: Pass): Promise<TrainedTrees> {
  const { learner, settings, stopping, context } = pass;
  const { objective, startFrom } = settings;
  const { matrix, labels, base } = prepare(pass);
  const watch = watchOf(pass, base);
  const grower = await newGrower(learner, matrix, labels.weight, settings, context.seed);
  try {
    const booster = new Booster(settings, { matrix, labels, scores: firstScores(base, startFrom, matrix) }, grower, context.seed);
    const aborted = await growRounds(pass, booster, watch);
    const kept = stopping !== undefined && watch !== undefined ? watch.bestRounds : booster.rounds.length;
    const trees = [...(startFrom?.trees ?? []), ...booster.rounds.slice(0, kept).flat()];
    return {
      ensemble: { columns: matrix.columns, outputs: objective.outputs, base, trees, link: objective.link },
      rounds: kept,
      history: watch === undefined ? {} : { [watch.name]: watch.history },
      aborted,
    };
  } finally {
    grower.free();
  }
}

/**
 * Boosts trees: each round grows one per output on the derivatives of the loss that the rounds before it left.
 * With early stopping on a holdout it learns twice: to find the number of rounds, and with that number from all rows.
 * @param learner - the name that errors bear.
 * @throws MODELING_SETTING_INVALID, MODELING_NO_FEATURES, MODELING_TARGET_OUTSIDE, MODELING_TARGET_CLASS_UNKNOWN, MODELING_GROUPS_MISSING,
 * MODELING_TOO_FEW_ROWS, MODELING_ABORTED, KERNELS_OUT_OF_MEMORY
 * @see Friedman (2001), "Greedy Function Approximation: A Gradient Boosting Machine", Annals of Statistics 29(5).
 */
export async function trainTrees(
  learner: string,
  examples: Examples,
  boosting: BoostingSettings,
  context: FitContext,
): Promise<TrainedTrees> {
  const settings = fillBoosting(learner, boosting);
  const { earlyStopping } = settings;
  refuseAborted(learner, context);
  const pass = { learner, settings, examples, watched: context.validation, stopping: undefined, context };
  if (earlyStopping === undefined) return train(context.onProgress === undefined ? { ...pass, watched: undefined } : pass);
  if (earlyStopping.on === "validation") {
    if (context.validation !== undefined) return train({ ...pass, stopping: earlyStopping });
    throw new MillwrightError(
      "MODELING_SETTING_INVALID",
      `${learner} was to stop early by validation rows and was given none.`,
      'Give context.validation, or leave out on: "validation".',
    );
  }
  const { kept, aside } = holdOut(learner, examples, earlyStopping.share ?? 0.15, context.task.kind !== "regression", context.seed);
  const found = await train({ ...pass, examples: kept, watched: aside, stopping: earlyStopping });
  if (found.aborted || found.rounds === 0) return found;
  const whole = await train({ ...pass, settings: { ...settings, rounds: found.rounds }, watched: undefined });
  return whole.aborted ? { ...found, aborted: true } : { ...whole, history: found.history };
}
