import type { RunReport } from "../design/index.ts";
import {
  ablation,
  calibrationByMethod,
  confidentErrors,
  costThreshold,
  crossCalibrate,
  hasClasses,
  type Judged,
  learningCurve,
  type Metric,
  measure,
  precisionRecallCurve,
  reliabilityCurve,
  truthAgainstPredicted,
} from "../modeling/index.ts";
import type { AnySystem } from "../system/index.ts";
import type { MillEvent } from "./events.ts";
import { FeatureCache, fitCandidate } from "./fit-candidate.ts";
import { judgedRows, type Rated } from "./ladder.ts";
import type { LabelledRows, PreparedData } from "./prepare-data.ts";

/** Seconds that learning again (curve and ablation) may take; beyond, it is left out and a note says so. */
const budgetSeconds = 300;

/** What is learned about the chosen candidate by learning it again on less. */
export interface Study {
  readonly learning: NonNullable<RunReport["curves"]["learning"]>;
  readonly ablation: NonNullable<RunReport["ablation"]>;
}

/** What studying needs. */
interface StudyContext {
  readonly system: AnySystem;
  readonly data: PreparedData;
  readonly chosen: Rated;
  readonly metric: Metric;
  readonly seed: number;
  readonly signal?: AbortSignal;
  readonly onEvent: (event: MillEvent) => void;
}

function takeRows(rows: LabelledRows, which: Int32Array): LabelledRows {
  const { group } = rows;
  return {
    table: rows.table.take(which),
    truth: Float64Array.from(which, (row) => rows.truth[row] ?? Number.NaN),
    ...(group === undefined ? {} : { group: which.map((row) => group[row] ?? -1) }),
  };
}

/** The primary metric's judged rows of the chosen candidate, learned from fewer rows or with fewer features. */
async function judgedAgain(context: StudyContext, rows: LabelledRows, without?: string): Promise<Judged> {
  const { data, chosen, seed, signal } = context;
  const { candidate } = chosen;
  if (candidate === undefined) return chosen.judged;
  const features = candidate.features.filter((feature) => feature.group !== without);
  const request = { shape: data.shape, seed, validation: data.validation, ...(signal === undefined ? {} : { signal }) };
  const fitted = await fitCandidate({ ...candidate, features }, rows, request, new FeatureCache());
  const raw = await fitted.predict(data.validation.table);
  const { truth } = data.validation;
  const method = candidate.calibration;
  const prediction = method === "none" ? raw : crossCalibrate(calibrationByMethod(method), raw, truth, { seed });
  return judgedRows(data.validation, prediction, data.classes);
}

/** Learning curve and ablation of the chosen candidate, where they fit into the budget. */
export async function studyChoice(context: StudyContext): Promise<Study> {
  const { data, chosen, metric, seed, signal, onEvent } = context;
  const { candidate } = chosen;
  if (candidate === undefined || candidate.features.length === 0) return { learning: [], ablation: [] };
  const groups = [...new Set(candidate.features.map((feature) => feature.group))];
  const fractions = [1 / 8, 1 / 4, 1 / 2];
  const { seconds } = chosen.record;
  const left = groups.length < 2 ? [] : groups;
  if (seconds * (1 + left.length) > budgetSeconds) {
    onEvent({
      type: "note",
      text: `learning curve and ablation left out: they would take about ${Math.round(seconds * (1 + left.length))} s`,
    });
    return { learning: [], ablation: [] };
  }
  const stop = signal === undefined ? {} : { signal };
  let step = 0;
  const progress = (what: string): void =>
    onEvent({ type: "progress", what, step: ++step, steps: fractions.length + left.length, values: {} });
  const classes = hasClasses(data.shape.kind) ? { classes: data.train.truth } : {};
  const { group } = data.train;
  // Of rows that are ranked, whole queries are left out.
  const units = group === undefined ? Int32Array.from(data.train.truth, (_, row) => row) : Int32Array.from(new Set(group));
  const points = await learningCurve({
    rows: units,
    ...classes,
    fractions,
    seed,
    ...stop,
    fitAndScore: async (chosen) => {
      progress("learning curve");
      const kept = new Set(chosen);
      const rows = group === undefined ? chosen : Int32Array.from(group.keys()).filter((row) => kept.has(group[row] ?? -1));
      return measure(metric, await judgedAgain(context, takeRows(data.train, rows)));
    },
  });
  const whole = { rows: data.train.truth.length, value: measure(metric, chosen.judged) };
  const results = await ablation({
    metric,
    full: chosen.judged,
    groups: left,
    seed,
    ...stop,
    without: async (group) => {
      progress(`ablation: without ${group}`);
      return judgedAgain(context, data.train, group);
    },
  });
  return { learning: [...points, whole], ablation: results };
}

/** Pictures of the chosen candidate's answers: on validation, except the scatter, which shows the test rows. */
export function curvesOf(system: AnySystem, chosen: Rated, test: Judged, seed: number): Omit<RunReport["curves"], "learning"> {
  const { judged } = chosen;
  const { kind } = system.modeling.task;
  if (kind === "ranking") return {};
  if (kind === "regression") return { scatter: truthAgainstPredicted(test, seed) };
  const reliability = reliabilityCurve(judged);
  if (kind === "multiclass") return { reliability };
  const { costs } = system.setup;
  return {
    reliability,
    precisionRecall: precisionRecallCurve(judged),
    ...(costs === undefined ? {} : { cost: costThreshold(judged, costs).curve }),
  };
}

/** Values that a report may show of a row: personal columns are covered. */
export function shownErrors(judged: Judged, data: PreparedData, threshold: number | undefined): NonNullable<RunReport["errors"]> {
  if (data.shape.kind === "ranking") return [];
  const personal = data.schema.columns.filter((column) => column.personal !== undefined).map((column) => column.name);
  return confidentErrors(judged, threshold === undefined ? {} : { threshold }).map((error) => ({
    ...error,
    row: Object.fromEntries(Object.entries(error.row).map(([name, value]) => [name, personal.includes(name) ? "•••" : value])),
  }));
}
