import type { Direction } from "../study-definition.ts";
import type { Trial } from "../trial.ts";

/** Mean and standard error of what a trial measured by fold or repeat; undefined with fewer than two. */
export function foldStatistics(scores: readonly number[]): { readonly mean: number; readonly standardError: number } | undefined {
  const n = scores.length;
  if (n < 2) return undefined;
  const mean = scores.reduce((sum, value) => sum + value, 0) / n;
  const variance = scores.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  return { mean, standardError: Math.sqrt(variance / n) };
}

/**
 * The simplest trial whose mean is within one standard error of the best one's: what is simpler, and no worse than can be told apart.
 * @param scores - of each trial by fold or repeat, in the order of the trials; those with fewer than two, or that did not complete, are
 * left out.
 * @param cost - of a trial: the least is taken. Its model's size, its latency, or what it was made from ("trees × leaves").
 * @returns undefined where no trial has two scores.
 * @see Breiman, Friedman, Olshen and Stone (1984), "Classification and regression trees", section 3.4.3.
 * @example oneStandardError(trials, trials.map(foldScores), "minimize", ({ parameters }) => Number(parameters.trees))
 */
export function oneStandardError(
  trials: readonly Trial[],
  scores: readonly (readonly number[])[],
  direction: Direction,
  cost: (trial: Trial) => number,
): Trial | undefined {
  const sign = direction === "minimize" ? 1 : -1;
  const judged = trials.flatMap((trial, i) => {
    const statistics = trial.state === "complete" ? foldStatistics(scores[i] ?? []) : undefined;
    return statistics === undefined ? [] : [{ trial, loss: sign * statistics.mean, standardError: statistics.standardError }];
  });
  const [first, ...rest] = judged;
  if (first === undefined) return undefined;
  const best = rest.reduce((least, one) => (one.loss < least.loss ? one : least), first);
  const within = judged.filter(({ loss }) => loss <= best.loss + best.standardError);
  const simplest = within.reduce((least, one) => {
    const difference = cost(one.trial) - cost(least.trial);
    return difference < 0 || (difference === 0 && one.loss < least.loss) ? one : least;
  }, best);
  return simplest.trial;
}
