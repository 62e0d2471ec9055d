import type { Direction, StudyDefinition } from "./study-definition.ts";
import { isFeasible, type Trial } from "./trial.ts";

/** Whether `a` is at least as good as `b` in every objective and better in one. */
export function dominates(a: readonly number[], b: readonly number[], directions: readonly Direction[]): boolean {
  let better = false;
  for (const [k, direction] of directions.entries()) {
    const sign = direction === "minimize" ? 1 : -1;
    const difference = sign * ((a[k] ?? Number.NaN) - (b[k] ?? Number.NaN));
    if (!(difference <= 0)) return false;
    if (difference < 0) better = true;
  }
  return better;
}

/**
 * The best complete trials that keep all measured constraints: with one objective the single best (the earliest among equals), with
 * several the Pareto front by ascending number. Empty where there is none.
 */
export function bestTrials({ directions }: Pick<StudyDefinition, "directions">, trials: readonly Trial[]): readonly Trial[] {
  const candidates = trials.filter((trial) => trial.state === "complete" && isFeasible(trial));
  if (directions.length > 1)
    return candidates.filter((one) => !candidates.some((other) => dominates(other.values, one.values, directions)));
  const [first, ...rest] = candidates;
  if (first === undefined) return [];
  return [rest.reduce((best, one) => (dominates(one.values, best.values, directions) ? one : best), first)];
}
