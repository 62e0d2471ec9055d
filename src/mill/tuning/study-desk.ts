import type { StudyRecord, StudyStore } from "../../ledger/index.ts";
import type { Metric, StudyDefinition, Trial } from "../../modeling/index.ts";
import type { AnySystem } from "../../system/index.ts";
import { prunerByName, samplerByName } from "./search-methods.ts";
import { StudyHistory, trialOf } from "./study-history.ts";
import { namedObjectives, spaceOfCandidate } from "./study-request.ts";
import type { TuningPlan } from "./tuning-plan.ts";
import type { StudyDesk } from "./work-on-study.ts";

/** Trials of earlier studies that a search starts from, at most. */
const mostEarlier = 200;

function spaceIn(terms: string): string {
  return JSON.stringify((JSON.parse(terms) as { readonly space?: unknown }).space);
}

/**
 * Complete trials of studies that searched the same space for the same candidate on other rows or with another seed. Only studies
 * that began before this one count, so that a study that goes on looks at the same ones.
 */
async function earlierTrials(store: StudyStore, record: StudyRecord): Promise<Trial[]> {
  const others = await store.studies({ system: record.system });
  const alike = others.filter(
    ({ study, candidate, terms, startedAt }) =>
      study !== record.study && candidate === record.candidate && startedAt < record.startedAt && spaceIn(terms) === spaceIn(record.terms),
  );
  const [latest] = alike;
  if (latest === undefined) return [];
  const { trials } = await store.changes(latest.study, 0);
  const complete = trials.flatMap((one) => trialOf(one) ?? []).filter(({ state }) => state === "complete");
  return complete.slice(-mostEarlier);
}

/** Everything that a worker of a study needs, wherever it works. */
export async function studyDesk(
  store: StudyStore,
  record: StudyRecord,
  system: AnySystem,
  plan: TuningPlan,
  metric: Metric,
): Promise<StudyDesk> {
  const earlier = await earlierTrials(store, record);
  const pruner = prunerByName(plan.pruner, plan.folds * plan.repeats);
  const definition: StudyDefinition = {
    space: spaceOfCandidate(system, plan.candidate),
    directions: namedObjectives(plan.objectives, metric).map(({ direction }) => direction),
    seed: plan.seed,
    sampler: samplerByName(plan.sampler),
    budget: record.most,
    ...(pruner === undefined ? {} : { pruner }),
    ...(earlier.length === 0 ? {} : { earlier }),
  };
  return { store, study: record.study, definition, history: new StudyHistory(store, record.study) };
}
