import type { Trial } from "../../trial.ts";
import { type Observation, observe } from "../observations.ts";
import { violation } from "../rank-trials.ts";
import type { StudySoFar } from "../sampler.ts";

/** What a process learns from. */
export interface Losses {
  /** Trials that have ended, by number; those of earlier studies first. */
  readonly ended: readonly Observation[];
  /** To be minimised; a trial that failed or broke a constraint counts as the worst, one that was pruned as no better than the median. */
  readonly loss: Float64Array;
  readonly running: readonly Observation[];
  /** Losses of the first so many, as they were before the others had ended. */
  first(count: number): Float64Array;
}

function lossOf(trial: Trial, sign: number): number {
  if (trial.state === "complete") return violation(trial) > 0 ? Number.NaN : sign * (trial.values[0] ?? Number.NaN);
  return Number.NaN;
}

/** Losses of trials that have ended, of which each knows the others alone. */
function lossesAmong(ended: readonly Observation[], sign: number): Float64Array {
  const loss = Float64Array.from(ended, ({ trial }) => lossOf(trial, sign));
  const measured = loss.filter(Number.isFinite).sort();
  const worst = measured.at(-1) ?? 0;
  const middle = measured[measured.length >> 1] ?? 0;
  for (const [i, { trial }] of ended.entries()) {
    if (Number.isFinite(loss[i])) continue;
    const last = trial.state === "pruned" ? trial.intermediate.at(-1)?.value : undefined;
    loss[i] = last !== undefined && Number.isFinite(last) ? Math.min(worst, Math.max(middle, sign * last)) : worst;
  }
  return loss;
}

/** Splits the study's trials, and gives each that has ended a loss. */
export function lossesOf(study: StudySoFar): Losses {
  const sign = study.directions[0] === "maximize" ? -1 : 1;
  const ended: Observation[] = [];
  const running: Observation[] = [];
  for (const observation of observe(study)) (observation.trial.state === "running" ? running : ended).push(observation);
  return { ended, loss: lossesAmong(ended, sign), running, first: (count) => lossesAmong(ended.slice(0, count), sign) };
}
