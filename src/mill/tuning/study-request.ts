import { createHash } from "node:crypto";
import { MillwrightError } from "../../errors/index.ts";
import type { StudyRequest } from "../../ledger/index.ts";
import type { Candidate, Metric, SearchSpace } from "../../modeling/index.ts";
import type { AnySystem } from "../../system/index.ts";
import { canonical } from "../run-key.ts";
import { candidateOf } from "./trial-evaluation.ts";
import type { NamedObjective } from "./tuning-events.ts";
import { type ObjectiveKind, plainSpace, type TuningPlan } from "./tuning-plan.ts";

/** Rows and seed that a candidate is tuned on. */
export interface TuningGround {
  readonly fingerprint: string;
  readonly seed: number;
}

function hash(value: unknown): string {
  return createHash("sha256").update(canonical(value)).digest("hex");
}

/**
 * What makes two studies the same: the candidate without its space, how data are divided, the rows and the seed. A run with the
 * same of all these can use what the study found.
 */
export function studyKeyOf(system: AnySystem, candidate: Candidate, { fingerprint, seed }: TuningGround): string {
  const { name, features, estimator, calibration, logTarget, classWeight } = candidate;
  const { history, trainingOnly, split } = system.data;
  const { target, kind } = system.modeling.task;
  return hash({
    system: system.name,
    candidate: { name, features, estimator, calibration, logTarget, classWeight },
    data: { columns: Object.keys(system.row.shape), history, trainingOnly, split, target, kind },
    fingerprint,
    seed,
  });
}

/** The space of a candidate. @throws MILL_NO_SEARCH_SPACE */
export function spaceOfCandidate(system: AnySystem, name: string): SearchSpace {
  const { search } = candidateOf(system, name);
  if (search !== undefined) return search.space;
  throw new MillwrightError(
    "MILL_NO_SEARCH_SPACE",
    `the candidate "${name}" of "${system.name}" has no search space.`,
    "Give it one: search: { space: searchSpace({ … }), estimator: (values) => … }.",
  );
}

const beside: Readonly<Record<Exclude<ObjectiveKind, "quality">, NamedObjective>> = {
  latency: { name: "latency_us", direction: "minimize", unit: "µs" },
  size: { name: "size_mb", direction: "minimize", unit: "MB" },
};

/** What trials are compared by, in words. */
export function namedObjectives(kinds: readonly ObjectiveKind[], metric: Metric): NamedObjective[] {
  return kinds.map((kind) => (kind === "quality" ? { name: metric.name, direction: metric.direction } : beside[kind]));
}

/** The study of a plan as the store knows it. @throws MILL_CANDIDATE_UNKNOWN, MILL_NO_SEARCH_SPACE */
export function studyRequestOf(system: AnySystem, ground: TuningGround, plan: TuningPlan, metric: Metric, job: unknown): StudyRequest {
  const candidate = candidateOf(system, plan.candidate);
  const space = spaceOfCandidate(system, plan.candidate);
  const terms = {
    space: plainSpace(space),
    "meaning of its values": hash({ estimator: candidate.search?.estimator, features: candidate.search?.features }),
    objectives: namedObjectives(plan.objectives, metric),
    folds: plan.folds,
    repeats: plan.repeats,
  };
  return {
    key: studyKeyOf(system, candidate, ground),
    system: system.name,
    candidate: plan.candidate,
    terms: JSON.stringify(terms),
    job: JSON.stringify(job),
  };
}
