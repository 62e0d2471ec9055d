import { MillwrightError } from "../../../errors/index.ts";
import { TreePredictor, withWorkspaceNow } from "../../../kernels/index.ts";
import type { Examples, FitContext } from "../../estimator.ts";
import { betweenSteps, refuseAborted } from "../../fitting/stay-responsive.ts";
import type { Labels, Objective } from "../objectives/objective.ts";
import type { TreeEnsemble } from "../tree-ensemble.ts";
import { Booster } from "./booster.ts";
import type { FullBoosting, FullStopping } from "./boosting-settings.ts";
import { labelsOf, matrixOf } from "./examples-of-trees.ts";
import { Watch } from "./watch.ts";
import { type TreeRows, withGrower } from "./with-grower.ts";

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

/** One pass over the rows, with or without others to watch. */
export interface Pass {
  readonly learner: string;
  readonly settings: FullBoosting;
  readonly rows: TreeRows;
  readonly labels: Labels;
  readonly watched: Examples | undefined;
  /** Ends before all rounds when the watched rows get no better. */
  readonly stopping: FullStopping | undefined;
  readonly context: FitContext;
}

/** Scores [rows, outputs] of trees that are not kept in compiled memory: training goes on in many steps where rows come in parts. */
function scoresOf(trees: TreeEnsemble, values: Float32Array, rows: number): Float64Array {
  return withWorkspaceNow((workspace) => new TreePredictor(trees, workspace).scores(values, rows));
}

/** Scores [outputs, rows] before the first round. */
function firstScores(base: Float64Array, startFrom: TreeEnsemble | undefined, rows: TreeRows): Float64Array {
  const outputs = base.length;
  const count = rows.rows;
  const before = startFrom === undefined || !("values" in rows) ? undefined : scoresOf(startFrom, rows.values, count);
  const scores = new Float64Array(outputs * count);
  for (let k = 0; k < outputs; k++) {
    if (before === undefined) scores.fill(base[k] ?? 0, k * count, (k + 1) * count);
    else for (let row = 0; row < count; row++) scores[k * count + row] = before[row * outputs + k] ?? 0;
  }
  return scores;
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

function watchOf(pass: Pass, base: Float64Array): Watch | undefined {
  const { learner, settings, watched, stopping } = pass;
  if (watched === undefined || settings.dropout !== undefined) return undefined;
  const matrix = matrixOf(learner, watched);
  const labels = labelsOf(learner, watched, settings.classWeights);
  settings.objective.check(labels);
  return new Watch(settings.objective, stopping?.metric, matrix, labels, firstScores(base, settings.startFrom, matrix));
}

/** Grows rounds until the last, until the watched rows stop getting better, or until nothing is left to learn. */
async function growAll(pass: Pass, booster: Booster, watch: Watch | undefined): Promise<boolean> {
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
    // A metric of the caller's own may be one that grows with quality.
    const loss = value === undefined || stopping?.metric !== undefined ? {} : { validationLoss: value };
    await betweenSteps(learner, between, { step: round + 1, steps: rounds, values, ...loss });
    if (trees.length === 0 && (round === 0 || !isSampled)) return false;
    const stale = watch === undefined ? 0 : round + 1 - watch.bestRounds;
    if (stopping !== undefined && stale >= stopping.patience) return false;
  }
  return false;
}

/** Grows an ensemble on a pass's rows. */
export async function growRounds(pass: Pass): Promise<TrainedTrees> {
  const { learner, settings, rows, labels, stopping, context } = pass;
  const { objective, startFrom } = settings;
  objective.check(labels);
  checkStart(learner, startFrom, objective, rows.columns);
  const base = startFrom?.base ?? objective.initialScores(labels);
  const watch = watchOf(pass, base);
  return withGrower(learner, rows, labels.weight, settings, { seed: context.seed, outputs: objective.outputs }, async (grower) => {
    // Where all scores begin alike there is no array of them: 8 bytes a row less.
    const [alike = 0] = base;
    const first = startFrom === undefined && objective.outputs === 1 ? alike : firstScores(base, startFrom, rows);
    const booster = new Booster(settings, { rows, labels }, first, grower, context.seed);
    const aborted = await growAll(pass, booster, watch);
    const kept = stopping !== undefined && watch !== undefined ? watch.bestRounds : booster.rounds.length;
    const trees = [...(startFrom?.trees ?? []), ...booster.rounds.slice(0, kept).flat()];
    return {
      ensemble: { columns: rows.columns, outputs: objective.outputs, base, trees, link: objective.link },
      rounds: kept,
      history: watch === undefined ? {} : { [watch.name]: watch.history },
      aborted,
    };
  });
}
