import type { Source } from "../../data/index.ts";
import type { TuningReport, TuningTrial } from "../../design/index.ts";
import type { StudyRecord, TrialRecord } from "../../ledger/index.ts";
import { bestTrials, type Direction, type Metric, type Trial } from "../../modeling/index.ts";
import type { AnySystem } from "../../system/index.ts";
import type { PreparedData } from "../prepare-data.ts";
import { describeValidation } from "./describe-validation.ts";
import { importanceOf } from "./importance-of.ts";
import { searchOptimism, standardErrorOf } from "./search-noise.ts";
import { trialOf } from "./study-history.ts";
import { namedObjectives } from "./study-request.ts";
import type { Evaluation } from "./trial-evaluation.ts";
import type { TuningPlan } from "./tuning-plan.ts";
import type { StudyDesk } from "./work-on-study.ts";

/** What a study is judged from. */
export interface JudgedStudy {
  readonly system: AnySystem;
  readonly data: PreparedData;
  readonly source: Source;
  readonly plan: TuningPlan;
  readonly metric: Metric;
  readonly record: StudyRecord;
  readonly desk: StudyDesk;
  readonly standard?: Evaluation | undefined;
  readonly stopped: string;
}

/** The first objective by fold of a complete trial; empty for others. */
export function partsOf({ outcome }: TrialRecord): readonly number[] {
  const parts = outcome?.state === "complete" ? outcome.measured?.["parts"] : undefined;
  return Array.isArray(parts) ? parts : [];
}

/** The smallest trial whose first value is within one standard error of the best. */
function smallestAlike(
  best: Trial,
  records: readonly TrialRecord[],
  directions: readonly Direction[],
  error: number,
): TrialRecord | undefined {
  const sign = directions[0] === "maximize" ? -1 : 1;
  const limit = sign * (best.values[0] ?? Number.NaN) + error;
  const sizeOf = ({ outcome }: TrialRecord): number => Number(outcome?.values[1] ?? outcome?.measured?.["megabytes"] ?? Number.NaN);
  const alike = records.filter(({ outcome }) => outcome?.state === "complete" && sign * (outcome.values[0] ?? Number.NaN) <= limit);
  return alike.reduce<TrialRecord | undefined>(
    (smallest, one) => (smallest === undefined || sizeOf(one) < sizeOf(smallest) ? one : smallest),
    undefined,
  );
}

/** What the ladder takes: the best trial, or of several objectives and where it is asked for, the smallest that is about as good. */
function choose(trials: readonly Trial[], records: readonly TrialRecord[], directions: readonly Direction[], plan: TuningPlan) {
  const [best] = bestTrials(
    { directions: directions.slice(0, 1) },
    trials.map((one) => ({ ...one, values: one.values.slice(0, 1) })),
  );
  if (best === undefined) return undefined;
  const recordOf = (number: number) => records.find((one) => one.number === number);
  const error = standardErrorOf(partsOf(recordOf(best.number) ?? ({} as TrialRecord)));
  if (!plan.oneStandardError && directions.length === 1) return { number: best.number, why: "the best value" };
  const smallest = smallestAlike(best, records, directions, error) ?? recordOf(best.number);
  const least = directions.length > 1 && plan.objectives[1] === "latency" ? "fastest" : "smallest";
  return {
    number: smallest?.number ?? best.number,
    why: `the ${least} of those within one standard error (${error.toPrecision(2)}) of the best, trial ${best.number}`,
  };
}

/** A trial as reports show it; nothing for one that has not ended. */
export function shownTrial(record: TrialRecord): TuningTrial[] {
  const { number, state, parameters, outcome, reports } = record;
  if (parameters === undefined || outcome === undefined || state === "waiting" || state === "running") return [];
  const { values, reason, measured } = outcome;
  const seconds = Number(measured?.["seconds"] ?? Number.NaN);
  return [{ number, state, parameters, values, reports, seconds, ...(reason === undefined ? {} : { reason }) }];
}

/** Everything that a finished study says about its candidate. */
export function judgeStudy({ system, data, source, plan, metric, record, desk, standard, stopped }: JudgedStudy): TuningReport {
  const { definition } = desk;
  const { records } = desk.history;
  const trials = records.flatMap((one) => trialOf(one) ?? []);
  const { directions, space } = definition;
  const chosen = choose(trials, records, directions, plan);
  const taken = records.find(({ number }) => number === chosen?.number);
  const shown = records.flatMap(shownTrial);
  const importance = importanceOf(definition, trials);
  const optimism = taken === undefined ? undefined : searchOptimism(records.map(partsOf), partsOf(taken), directions[0] ?? "minimize");
  return {
    study: record.study,
    system: system.name,
    candidate: plan.candidate,
    startedAt: record.startedAt,
    seed: plan.seed,
    data: { source: source.description, simulated: source.simulated, fingerprint: data.fingerprint },
    objectives: namedObjectives(plan.objectives, metric),
    validation: describeValidation(system.data.split.kind, plan, data.split.train.length),
    sampler: definition.sampler.name,
    pruner: definition.pruner?.name ?? "none",
    parameters: space.parameters,
    trials: shown,
    ...(standard === undefined ? {} : { standard: { values: standard.values } }),
    best: bestTrials(definition, trials).map(({ number }) => number),
    ...(chosen === undefined || taken?.parameters === undefined
      ? {}
      : {
          chosen: { number: chosen.number, parameters: taken.parameters, values: taken.outcome?.values ?? [], why: chosen.why },
          standardError: standardErrorOf(partsOf(taken)),
        }),
    ...(optimism === undefined ? {} : { optimism }),
    ...(importance === undefined ? {} : { importance }),
    seconds: shown.reduce((sum, { seconds }) => sum + (Number.isFinite(seconds) ? seconds : 0), 0),
    stopped,
  };
}
