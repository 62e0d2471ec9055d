import type { Direction } from "../study-definition.ts";
import type { Trial } from "../trial.ts";

/** 1 where lower is better, −1 where higher is: times it, lower is better. */
export function signOf(direction: Direction): 1 | -1 {
  return direction === "minimize" ? 1 : -1;
}

/** The value that a trial had reported by a step: its last one there or before; undefined where it never came so far. */
export function valueAt({ intermediate }: Trial, step: number): number | undefined {
  if ((intermediate.at(-1)?.step ?? -1) < step) return undefined;
  let low = 0;
  let high = intermediate.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((intermediate[middle]?.step ?? 0) <= step) low = middle;
    else high = middle - 1;
  }
  const found = intermediate[low];
  return found === undefined || found.step > step ? undefined : found.value;
}

/** Finite values that the trials had reported by a step, times the sign. */
export function valuesAt(trials: readonly Trial[], step: number, sign: number): number[] {
  const values: number[] = [];
  for (const trial of trials) {
    const value = valueAt(trial, step);
    if (value !== undefined && Number.isFinite(value)) values.push(sign * value);
  }
  return values;
}

/** Why a trial whose last value is no number should stop, whatever the others do. */
export function brokenValue(trial: Trial): string | undefined {
  const last = trial.intermediate.at(-1);
  return last === undefined || Number.isFinite(last.value) ? undefined : `step ${last.step}: reported ${last.value}`;
}

/** A number as it stands in a reason. */
export function show(value: number): string {
  return String(Number(value.toPrecision(4)));
}
