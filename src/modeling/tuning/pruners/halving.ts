import type { Direction } from "../study-definition.ts";
import type { Trial } from "../trial.ts";
import { brokenValue, show, signOf, valueAt, valuesAt } from "./values-at-step.ts";

/** Steps at which trials are compared, each so many times the last. */
export interface Rungs {
  readonly first: number;
  readonly reduction: number;
  /** No trial is stopped here or later; Infinity where the last step is not known. */
  readonly last: number;
}

/** The rung that the trial has just reached: the highest at or below its last step and above the one before; undefined between rungs. */
export function rungOf(trial: Trial, { first, reduction, last }: Rungs): number | undefined {
  const now = trial.intermediate.at(-1)?.step ?? -1;
  const before = trial.intermediate.at(-2)?.step ?? -1;
  let found: number | undefined;
  for (let rung = first; rung <= now && rung < last; rung *= reduction) if (rung > before) found = rung;
  return found;
}

/**
 * Why a trial is not among those that go on beyond the rung that it has just reached.
 * @param keep - how many go on, of so many that have reached it (this one included).
 */
export function notPromoted(
  trial: Trial,
  rivals: readonly Trial[],
  rungs: Rungs,
  direction: Direction,
  keep: (reached: number, rung: number) => number,
): string | undefined {
  const broken = brokenValue(trial);
  const rung = rungOf(trial, rungs);
  if (broken !== undefined || rung === undefined) return broken;
  const sign = signOf(direction);
  const own = sign * (valueAt(trial, rung) ?? Number.NaN);
  const reached = valuesAt(rivals, rung, sign);
  const better = reached.filter((value) => value < own).length;
  const kept = keep(reached.length + 1, rung);
  if (better < kept) return undefined;
  return `step ${rung}: ${show(sign * own)} is number ${better + 1} of ${reached.length + 1}, and ${kept} go on`;
}
