import type { Direction } from "../../modeling/index.ts";

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Standard error of the mean of values on folds; 0 where there are fewer than two. */
export function standardErrorOf(parts: readonly number[]): number {
  if (parts.length < 2) return 0;
  const mean = meanOf(parts);
  const squares = parts.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (parts.length - 1) / parts.length);
}

/**
 * How much better the chosen trial looks because it was searched for. Each fold in turn is left out of the choice: the trial that
 * is best on the others is judged on it. What that loses against its value on the folds it was chosen by is the search's optimism.
 * @param all - values by fold of every complete trial; trials without all folds are passed over.
 * @param chosen - values by fold of the trial that was chosen.
 * @returns `value` at least 0, in the metric's unit, and the chosen trial's mean without it; undefined with fewer than two folds.
 * @see Tibshirani and Tibshirani (2009), "A bias correction for the minimum error rate in cross-validation", Annals of Applied
 *   Statistics 3(2), for the idea of judging by fold.
 */
export function searchOptimism(
  all: readonly (readonly number[])[],
  chosen: readonly number[],
  direction: Direction,
): { readonly value: number; readonly corrected: number } | undefined {
  const folds = chosen.length;
  const trials = all.filter((parts) => parts.length === folds);
  if (folds < 2 || trials.length === 0) return undefined;
  const sign = direction === "maximize" ? -1 : 1;
  const losses = chosen.map((_, left) => {
    const others = (parts: readonly number[]): number => meanOf(parts.filter((__, fold) => fold !== left));
    const best = trials.reduce((top, one) => (sign * others(one) < sign * others(top) ? one : top), trials[0] ?? []);
    // Folds differ in how hard they are: what counts is how far the winner falls behind the chosen trial on the fold left out, beside
    // how far it was ahead on the others.
    const ahead = sign * (others(chosen) - others(best));
    const behind = sign * ((best[left] ?? Number.NaN) - (chosen[left] ?? Number.NaN));
    return ahead + behind;
  });
  // Means over one fold less scatter more, and so does the luck of being the best of them.
  const value = Math.max(0, meanOf(losses)) * Math.sqrt((folds - 1) / folds);
  return { value, corrected: meanOf(chosen) + sign * value };
}
