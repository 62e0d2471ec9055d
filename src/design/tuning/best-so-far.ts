import type { TuningObjective, TuningTrial } from "./tuning-report.ts";

/** The best first value up to each trial, by ascending number; NaN before the first that was completed. */
export function bestSoFar(trials: readonly TuningTrial[], { direction }: Pick<TuningObjective, "direction">): number[] {
  const better = direction === "maximize" ? Math.max : Math.min;
  let best = Number.NaN;
  return trials.map(({ values: [value = Number.NaN] }) => {
    if (Number.isFinite(value)) best = Number.isNaN(best) ? value : better(best, value);
    return best;
  });
}

/** Complete trials, the best first value first; earlier ones first among equals. */
export function rankedTrials(trials: readonly TuningTrial[], { direction }: Pick<TuningObjective, "direction">): TuningTrial[] {
  const sign = direction === "maximize" ? -1 : 1;
  const complete = trials.filter(({ state }) => state === "complete");
  return complete.sort((a, b) => sign * ((a.values[0] ?? Number.NaN) - (b.values[0] ?? Number.NaN)) || a.number - b.number);
}
