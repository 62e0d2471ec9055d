import type { Source } from "../../data/index.ts";
import type { TuningReport } from "../../design/index.ts";
import { MillwrightError } from "../../errors/index.ts";
import { isPostgres, openStudies, type StudyRecord, type StudyStore, studyActive } from "../../ledger/index.ts";
import type { Metric } from "../../modeling/index.ts";
import type { AnySystem } from "../../system/index.ts";
import { primaryMetricOf } from "../ladder.ts";
import { type PreparedData, prepareData } from "../prepare-data.ts";
import { requireCandidates } from "../require-candidates.ts";
import { checkPlan, planOf, type TuningChoices } from "./choose-plan.ts";
import { copyStudy } from "./copy-study.ts";
import { type Evaluator, inlineEvaluator } from "./evaluator.ts";
import { judgeStudy } from "./judge-study.ts";
import { offerTrials } from "./offer-trials.ts";
import { spendBudget } from "./spend-budget.ts";
import { studyDesk } from "./study-desk.ts";
import { isOver } from "./study-history.ts";
import { namedObjectives, spaceOfCandidate, studyRequestOf } from "./study-request.ts";
import { type Evaluation, trialEvaluation } from "./trial-evaluation.ts";
import type { TuningEvent } from "./tuning-events.ts";
import type { TuningPlan } from "./tuning-plan.ts";
import type { StudyDesk } from "./work-on-study.ts";

/** How a system's candidates are tuned. */
export interface TuneOptions extends TuningChoices {
  readonly source: Source;
  readonly seed: number;
  /** Where the ledger lives; made where it is absent. */
  readonly directory: string;
  /** Where trials are shared: a directory, or postgres://…; the ledger's directory unless told. */
  readonly store?: string;
  /** Tune these candidates only; all that have a space unless told. */
  readonly only?: readonly string[];
  /** Spend the whole budget, also when no gain beyond noise is to be expected. */
  readonly exhaustive?: boolean;
  /** Begin anew instead of going on with an earlier study. */
  readonly fresh?: boolean;
  /** What workers elsewhere are told beside the plan. */
  readonly job?: Readonly<Record<string, unknown>>;
  /** Where trials are evaluated: in this thread unless told. */
  readonly evaluator?: (plan: TuningPlan) => Evaluator;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: TuningEvent) => void;
}

/** Names of the candidates to tune. @throws MILL_CANDIDATE_UNKNOWN, MILL_NO_SEARCH_SPACE */
function candidatesToTune(system: AnySystem, only: readonly string[]): string[] {
  const { candidates } = system.modeling;
  requireCandidates(system, only);
  if (only.length > 0) {
    for (const name of only) spaceOfCandidate(system, name);
    return [...only];
  }
  const searchable = candidates.filter(({ search }) => search !== undefined).map(({ name }) => name);
  if (searchable.length > 0) return searchable;
  throw new MillwrightError(
    "MILL_NO_SEARCH_SPACE",
    `no candidate of "${system.name}" has a search space.`,
    "Give one a space: search: { space: searchSpace({ … }), estimator: (values) => … }.",
  );
}

/** What steering one study needs. */
interface Steering {
  readonly system: AnySystem;
  readonly data: PreparedData;
  readonly options: TuneOptions;
  readonly plan: TuningPlan;
  readonly metric: Metric;
  readonly record: StudyRecord;
  readonly desk: StudyDesk;
  readonly onEvent: (event: TuningEvent) => void;
}

/** The declared settings, judged like a trial, to compare with. */
async function judgeStandard({ plan, onEvent, options }: Steering, evaluator: Evaluator): Promise<Evaluation | undefined> {
  const end = await evaluator.evaluate(undefined, { signal: options.signal ?? new AbortController().signal, onReport: () => undefined });
  if (end.type === "failed") onEvent({ type: "note", text: `${plan.candidate} as declared: ${end.reason}` });
  if (end.type !== "measured") return undefined;
  const { values, seconds } = end.evaluation;
  onEvent({ type: "standard", candidate: plan.candidate, values, seconds });
  return end.evaluation;
}

/** Steers the study of one candidate to its end. */
async function steerStudy(steering: Steering): Promise<TuningReport> {
  const { system, data, options, plan, metric, record, desk, onEvent } = steering;
  const { store, study } = desk;
  const { signal, workers = 1, evaluator: open } = options;
  const evaluators = Array.from({ length: Math.max(1, workers) }, () =>
    open === undefined ? inlineEvaluator(trialEvaluation(system, data, plan, metric), plan.timeLimitSeconds) : open(plan),
  );
  const offers = options.store !== undefined && isPostgres(options.store) ? await offerTrials(options.store, desk, record.most) : undefined;
  try {
    await desk.history.refresh();
    const known = desk.history.records.filter(isOver).length;
    const objectives = namedObjectives(plan.objectives, metric);
    onEvent({ type: "study", study, candidate: plan.candidate, place: store.place, known, most: record.most, workers, objectives });
    const [first] = evaluators;
    const standard = first === undefined ? undefined : await judgeStandard(steering, first);
    const { minutes, exhaustive = false } = options;
    const stopped = await spendBudget(desk, { most: record.most, minutes, exhaustive, signal, onEvent }, workers === 0 ? [] : evaluators);
    await desk.history.refresh();
    const report = judgeStudy({ ...steering, standard, stopped, source: options.source });
    onEvent({ type: "study-end", candidate: plan.candidate, why: stopped });
    const { trials: _, ...result } = report;
    // An interrupted study is closed too, so that nobody works on it unseen; the next call opens it again.
    await store.close(study, signal?.aborted === true ? undefined : JSON.stringify(result));
    signal?.throwIfAborted();
    return report;
  } finally {
    await offers?.end();
    await Promise.all(evaluators.map((evaluator) => evaluator.close()));
  }
}

async function tuneCandidate(
  store: StudyStore,
  system: AnySystem,
  data: PreparedData,
  candidate: string,
  options: TuneOptions,
): Promise<TuningReport> {
  const { seed, fresh = false, job = { system: system.name }, onEvent = () => undefined } = options;
  const metric = primaryMetricOf(system);
  const plan = planOf(candidate, seed, data, options);
  const request = studyRequestOf(system, { fingerprint: data.fingerprint, seed }, plan, metric, { ...job, plan });
  // The lock comes before the study is touched: a second tuner must not change the budget of the first.
  const lock = await store.lock(request.key);
  if (lock === undefined) throw studyActive(request, store.place);
  try {
    const record = await store.open(request, { most: plan.trials, fresh });
    // Whoever held the lock before is gone, and with it the workers in its process.
    await store.release(record.study, "tuner/");
    const desk = await studyDesk(store, record, system, plan, metric);
    const report = await steerStudy({ system, data, options, plan, metric, record, desk, onEvent });
    await copyStudy(store, record.study, options.directory);
    return report;
  } finally {
    await lock.release();
  }
}

/**
 * Searches the spaces of a system's candidates for better settings, on folds of the training rows alone. Every trial is recorded:
 * a study that was interrupted goes on where it stopped, and the next run of the same rows and seed puts what was found on the
 * ladder, beside the declared settings.
 * @returns one report per candidate.
 * @throws MILL_CANDIDATE_UNKNOWN, MILL_NO_SEARCH_SPACE, MILL_SETTING_INVALID, LEDGER_STUDY_ACTIVE, LEDGER_STUDY_DIFFERS,
 *   LEDGER_STORE_UNREACHABLE and what reading the data throws.
 * @example
 * const [report] = await tuneSystem(system, { source: csv("rows.csv"), seed: 1, directory: ".millwright", trials: 50 });
 * console.log(report?.chosen?.parameters);
 */
export async function tuneSystem(system: AnySystem, options: TuneOptions): Promise<TuningReport[]> {
  const { source, seed, directory, signal, only = [], onEvent = () => undefined } = options;
  checkPlan(options);
  const candidates = candidatesToTune(system, only);
  const store = await openStudies(options.store ?? directory);
  try {
    const data = await prepareData(system, source, { seed, ...(signal === undefined ? {} : { signal }), onEvent });
    const reports: TuningReport[] = [];
    for (const candidate of candidates) reports.push(await tuneCandidate(store, system, data, candidate, options));
    return reports;
  } finally {
    await store.end();
  }
}
