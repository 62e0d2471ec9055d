import type { Claim, StudyStore, TrialOutcome } from "../../ledger/index.ts";
import { askTrial, type ParameterValues, type StudyDefinition } from "../../modeling/index.ts";
import type { EvaluationEnd, Evaluator } from "./evaluator.ts";
import type { StudyHistory } from "./study-history.ts";
import type { TuningEvent } from "./tuning-events.ts";

/** Milliseconds after which a worker that has not been heard of has lost its trial. */
export const leaseMs = 20_000;

/** What every worker of a study needs. */
export interface StudyDesk {
  readonly store: StudyStore;
  readonly study: string;
  readonly definition: StudyDefinition;
  readonly history: StudyHistory;
}

/** How one worker works. */
export interface WorkSettings {
  /** Its name, which nobody else has. */
  readonly worker: string;
  /** Raised: the present trial is given back and the worker ends. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: TuningEvent) => void;
}

/** A complete trial with the very same parameters: trials repeat bit for bit, so that trying again would tell nothing new. */
function sameAsBefore({ history }: StudyDesk, claim: Claim, parameters: ParameterValues): TrialOutcome | undefined {
  const text = JSON.stringify(parameters);
  const alike = history.records.find(
    (one) => one.number !== claim.number && one.state === "complete" && JSON.stringify(one.parameters) === text,
  );
  if (alike?.outcome === undefined) return undefined;
  return { ...alike.outcome, reason: `as trial ${alike.number}`, measured: { ...alike.outcome.measured, seconds: 0 } };
}

function outcomeOf(end: EvaluationEnd, pruned: string | undefined, objectives: number): TrialOutcome | undefined {
  if (pruned !== undefined && end.type !== "measured") return { state: "pruned", values: [], reason: pruned };
  if (end.type === "stopped") return undefined;
  if (end.type === "failed") {
    const { reason, seconds } = end;
    return { state: "failed", values: [], reason, ...(seconds === undefined ? {} : { measured: { seconds } }) };
  }
  const { values, parts, seconds, megabytes } = end.evaluation;
  const wrong = values.find((value) => !Number.isFinite(value));
  if (wrong !== undefined || values.length !== objectives) {
    return { state: "failed", values: [], reason: `returned ${wrong ?? `${values.length} values`}`, measured: { seconds } };
  }
  return { state: "complete", values, measured: { parts, seconds, ...(megabytes === undefined ? {} : { megabytes }) } };
}

/** Evaluates a trial that this worker holds, with its reports and its heartbeat. @returns undefined when it was stopped or lost */
async function evaluateHeld(
  { store, definition, history }: StudyDesk,
  claim: Claim,
  parameters: ParameterValues,
  evaluator: Evaluator,
  { signal, onEvent }: WorkSettings,
): Promise<TrialOutcome | undefined> {
  const stop = new AbortController();
  const ended = AbortSignal.any([signal, stop.signal]);
  let pruned: string | undefined;
  let lost: unknown;
  const giveUp = (reason?: unknown): void => {
    lost ??= reason;
    stop.abort();
  };
  const beat = setInterval(() => {
    store.heartbeat(claim, leaseMs).then((held) => (held ? undefined : giveUp()), giveUp);
  }, leaseMs / 3);
  // Reports are written one after another, in their order, while the trial goes on.
  let writing = Promise.resolve();
  const write = async (step: number, value: number): Promise<void> => {
    if (ended.aborted || !Number.isFinite(value)) return;
    if (!(await store.report(claim, { step, value }))) return giveUp();
    onEvent({ type: "trial-report", number: claim.number, step, value });
    if (definition.pruner === undefined) return;
    await history.refresh();
    const trial = history.trials().find(({ number }) => number === claim.number);
    const [direction] = definition.directions;
    if (trial === undefined || direction === undefined || ended.aborted) return;
    pruned = definition.pruner.reasonToStop(trial, history.trials(claim.number), direction);
    if (pruned !== undefined) stop.abort();
  };
  try {
    const end = await evaluator.evaluate(parameters, {
      signal: ended,
      onReport: (step, value) => {
        writing = writing.then(() => write(step, value)).catch(giveUp);
      },
    });
    await writing;
    if (lost !== undefined) throw lost;
    return outcomeOf(end, pruned, definition.directions.length);
  } finally {
    clearInterval(beat);
  }
}

/** What is tried: what an earlier attempt had proposed, or the sampler's next point. */
async function proposed({ definition, history }: StudyDesk, claim: Claim): Promise<ParameterValues> {
  if (claim.parameters !== undefined) return claim.parameters;
  await history.refresh();
  return askTrial(definition, history.trials(claim.number), claim.number).parameters;
}

/**
 * Takes trials of a study one after another until there are none left, the study is closed or the signal is raised. A trial that
 * fails is recorded with its reason, and the next one is taken.
 * @returns how many trials it ended.
 * @throws LEDGER_STORE_UNREACHABLE and other errors of the store; the trial is then left to its lease.
 */
export async function workOnStudy(
  desk: StudyDesk,
  evaluator: Evaluator,
  settings: WorkSettings,
  most: number = Number.POSITIVE_INFINITY,
): Promise<number> {
  const { store, study } = desk;
  const { worker, signal, onEvent } = settings;
  let trials = 0;
  while (!signal.aborted && trials < most) {
    const claim = await store.claim(study, { worker, leaseMs });
    if (claim === undefined) break;
    const parameters = await proposed(desk, claim).catch(async (error: unknown) => {
      await store.letGo(claim);
      throw error;
    });
    if (!(await store.propose(claim, parameters))) continue;
    onEvent({ type: "trial-start", number: claim.number, parameters, worker });
    const started = performance.now();
    const known = sameAsBefore(desk, claim, parameters);
    const outcome = known ?? (await evaluateHeld(desk, claim, parameters, evaluator, settings));
    if (outcome === undefined) {
      await store.letGo(claim);
      continue;
    }
    const seconds = (performance.now() - started) / 1000;
    // A worker's start-up is not the trial's cost.
    const measured = { seconds, ...outcome.measured };
    if (!(await store.tell(claim, { ...outcome, measured }))) continue;
    trials++;
    onEvent({ type: "trial-end", number: claim.number, parameters, outcome, seconds: Number(measured.seconds) });
  }
  return trials;
}
