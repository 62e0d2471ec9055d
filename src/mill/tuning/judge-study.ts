import type { Source } from "../../data/index.ts";
import type { TuningReport, TuningTrial } from "../../design/index.ts";
import type { StudyRecord, TrialRecord } from "../../ledger/index.ts";
import { bestTrials, type Direction, type Metric, oneStandardError, type Trial } from "../../modeling/index.ts";
import type { AnySystem } from "../../system/index.ts";
import type { PreparedData } from "../prepare-data.ts";
import { describeValidation } from "./describe-validation.ts";
import { importanceOf } from "./importance-of.ts";
import { optimismByFold, standardErrorOf } from "./search-noise.ts";
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
export function partsOf(record: TrialRecord | undefined): readonly number[] {
  const outcome = record?.outcome;
  const parts = outcome?.state === "complete" ? outcome.measured?.["parts"] : undefined;
  return Array.isArray(parts) ? parts : [];
}

/** What the ladder takes: the best trial, or of several objectives and where it is asked for, the smallest that is about as good. */
function choose(trials: readonly Trial[], records: readonly TrialRecord[], directions: readonly Direction[], plan: TuningPlan) {
  const [direction = "minimize"] = directions;
  // Quality alone decides who is best; what it is traded against only who is taken.
  const [best] = bestTrials(
    { directions: [direction] },
    trials.map((one) => ({ ...one, values: one.values.slice(0, 1) })),
  );
  if (best === undefined) return undefined;
  const recordOf = ({ number }: Trial): TrialRecord | undefined => records.find((one) => one.number === number);
  const partsOfTrial = (one: Trial): readonly number[] => partsOf(recordOf(one));
  if (!plan.oneStandardError && directions.length === 1) return { number: best.number, why: "the best value" };
  const costOf = (one: Trial): number => Number(one.values[1] ?? recordOf(one)?.outcome?.measured?.["megabytes"] ?? Number.NaN);
  const taken = oneStandardError(trials, trials.map(partsOfTrial), direction, costOf) ?? best;
  const least = plan.objectives[1] === "latency" ? "fastest" : "smallest";
  const error = standardErrorOf(partsOfTrial(best)).toPrecision(2);
  return {
    number: taken.number,
    why: `the ${least} of those within one standard error (${error}) of the best, trial ${best.number}`,
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
  const optimism = taken === undefined ? undefined : optimismByFold(records.map(partsOf), partsOf(taken), directions[0] ?? "minimize");
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
