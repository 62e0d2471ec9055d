import type { Fold } from "../../data/index.ts";
import { random } from "../../kernels/index.ts";
import {
  type Candidate,
  candidateAt,
  type Direction,
  type FitProgress,
  type Judged,
  type Metric,
  measure,
  type ParameterValues,
  type Prediction,
  takeJudged,
} from "../../modeling/index.ts";
import type { AnySystem } from "../../system/index.ts";
import { assembleGraph } from "../assemble-graph.ts";
import { FeatureCache, type FittedCandidate, fitCandidate } from "../fit-candidate.ts";
import { calibratedOutOfFold, judgedRows } from "../ladder.ts";
import { leftOutOf } from "../left-out.ts";
import { rowLatency } from "../measure-latency.ts";
import { type LabelledRows, labelledRows, type PreparedData } from "../prepare-data.ts";
import { requireCandidates } from "../require-candidates.ts";
import { checkQueriesWhole } from "../rows-by-query.ts";
import type { ObjectiveKind, TuningPlan } from "./tuning-plan.ts";

/** What a trial measured. */
export interface Evaluation {
  /** One per objective. */
  readonly values: readonly number[];
  /** The primary metric on each fold; with a single fold, on each fifth of its held-out rows. */
  readonly parts: readonly number[];
  readonly seconds: number;
  /** Of the graph, where it is asked for. */
  readonly megabytes?: number;
}

/** What happens while a trial is evaluated. */
export interface EvaluationHooks {
  readonly signal: AbortSignal;
  /** Folds done and the metric so far, or steps of a single fit and its validation loss (turned so that it has the metric's direction). */
  readonly onReport: (step: number, value: number) => void;
}

/** Evaluates values of a candidate's space; without values the candidate as it was declared. */
export type Evaluate = (values: ParameterValues | undefined, hooks: EvaluationHooks) => Promise<Evaluation>;

/** Points of its way that one fit reports at most. */
const mostReports = 50;
/** Pieces of the held-out rows whose values tell how noisy the metric is. */
const pieces = 5;

/** Rows of one fold, with the features that were computed for them. */
interface PreparedFold {
  readonly train: LabelledRows;
  readonly validation: LabelledRows;
  readonly cache: FeatureCache;
}

/** @throws MILL_QUERY_DIVIDED where the plan's folds do so */
function foldsOf(system: AnySystem, data: PreparedData, { folds, repeats, seed }: TuningPlan): PreparedFold[] {
  const { split: plan } = system.data;
  const { query } = system.modeling.task;
  const divided = Array.from({ length: repeats }, (_, repeat): Fold[] =>
    plan.folds(data.all, data.split, {
      count: folds,
      ...(query === undefined ? {} : { together: query }),
      seed:
        repeat === 0
          ? seed
          : random(seed)
              .fork(`repeat ${repeat}`)
              .integer(2 ** 31),
    }),
  ).flat();
  if (query !== undefined)
    for (const fold of divided) checkQueriesWhole(data.all, { ...data.split, ...fold, test: new Int32Array(0) }, query);
  return divided.map(({ train, validation }) => ({
    train: labelledRows(system, data.all, data.truth, train),
    validation: labelledRows(system, data.all, data.truth, validation),
    cache: new FeatureCache(),
  }));
}

/** The metric on pieces of the rows, dealt at random; those on which it is not defined are left out. */
function onPieces(metric: Metric, judged: Judged, seed: number): number[] {
  const order = random(seed)
    .fork("pieces")
    .shuffle(Int32Array.from(judged.truth, (_, row) => row));
  return Array.from({ length: pieces }, (_, piece) => order.filter((_, place) => place % pieces === piece).sort())
    .filter((rows) => rows.length > 0)
    .map((rows) => measure(metric, takeJudged(judged, rows)))
    .filter(Number.isFinite);
}

/** The validation loss of a fit's progress, turned into the study's direction; undefined for learners that tell none. */
function lossOf({ validationLoss: loss }: FitProgress, direction: Direction): number | undefined {
  if (loss === undefined || !Number.isFinite(loss)) return undefined;
  return direction === "minimize" ? loss : -loss;
}

/** The candidate that is tuned. @throws MILL_CANDIDATE_UNKNOWN */
export function candidateOf(system: AnySystem, name: string): Candidate {
  requireCandidates(system, [name]);
  return system.modeling.candidates.find((one) => one.name === name) as Candidate;
}

/** Passes on the validation loss of a single fit, at so many points of its way at most. */
function fitReporter(direction: Direction, onReport: EvaluationHooks["onReport"]): (progress: FitProgress) => void {
  let reported = -1;
  return (progress) => {
    const loss = lossOf(progress, direction);
    const every = Math.max(1, Math.floor(progress.steps / mostReports));
    if (loss === undefined || progress.step % every !== 0 || progress.step <= reported) return;
    reported = progress.step;
    onReport(progress.step, loss);
  };
}

/** What one fold gave. */
interface FoldResult {
  readonly fitted: FittedCandidate;
  readonly judged: Judged;
  readonly value: number;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * How trials of a candidate are evaluated: on folds of the training rows, never on the ladder's validation rows or on test rows.
 * Folds and, where the space leaves them alone, features are prepared once.
 * @throws DATA_SPLIT_EMPTY
 */
export function trialEvaluation(system: AnySystem, data: PreparedData, plan: TuningPlan, metric: Metric): Evaluate {
  const declared = candidateOf(system, plan.candidate);
  const folds = foldsOf(system, data, plan);
  const single = folds.length === 1;
  const onFold = async (candidate: Candidate, fold: PreparedFold, { signal, onReport }: EvaluationHooks): Promise<FoldResult> => {
    const { train, validation, cache } = fold;
    const report = single ? fitReporter(metric.direction, onReport) : () => undefined;
    const onProgress = (progress: FitProgress): void => {
      signal.throwIfAborted();
      report(progress);
    };
    const fitted = await fitCandidate(candidate, train, { shape: data.shape, seed: plan.seed, validation, signal, onProgress }, cache);
    // A learner may keep what it has when it is stopped: that is no trial.
    signal.throwIfAborted();
    const answers: Prediction = await fitted.predict(validation.table);
    const judged = judgedRows(validation, calibratedOutOfFold(candidate, answers, validation, plan.seed), data.classes);
    return { fitted, judged, value: measure(metric, judged) };
  };
  return async (values, hooks) => {
    const candidate = values === undefined ? declared : candidateAt(declared, values);
    const started = performance.now();
    const parts: number[] = [];
    let first: FoldResult | undefined;
    for (const [index, fold] of folds.entries()) {
      hooks.signal.throwIfAborted();
      const result = await onFold(candidate, fold, hooks);
      first ??= result;
      parts.push(result.value);
      // Values that are compared fold by fold are told as they are, others as the mean so far.
      if (!single) hooks.onReport(index + 1, plan.pruner === "wilcoxon" ? result.value : mean(parts));
    }
    const seconds = (performance.now() - started) / 1000;
    const beside = await measuredBeside(plan, system, data, first?.fitted);
    return {
      values: plan.objectives.map((kind) => (kind === "quality" ? mean(parts) : (beside[kind] ?? Number.NaN))),
      parts: single && first !== undefined ? onPieces(metric, first.judged, plan.seed) : parts,
      seconds,
      ...(beside.size === undefined ? {} : { megabytes: beside.size }),
    };
  };
}

/** Latency and size of the graph, where they are asked for. */
async function measuredBeside(
  { objectives, oneStandardError }: TuningPlan,
  system: AnySystem,
  data: PreparedData,
  fitted: FittedCandidate | undefined,
): Promise<Partial<Record<ObjectiveKind, number>>> {
  if (fitted === undefined || (!oneStandardError && objectives.every((kind) => kind === "quality"))) return {};
  const graph = assembleGraph(fitted, {}, data.schema, leftOutOf(system));
  return {
    size: graph.bytes.length / 1e6,
    ...(objectives.includes("latency") ? { latency: await rowLatency(graph, data.train.table) } : {}),
  };
}
