import { MillwrightError } from "../../../errors/index.ts";
import { random } from "../../../kernels/index.ts";
import type { Direction } from "../study-definition.ts";

/** What the best of many trials looks better than it is. */
export interface SearchOptimism {
  /** Number of the row of scores that is best on all examples. */
  readonly best: number;
  /** Its mean score as measured: too good, since it was chosen for it. */
  readonly apparent: number;
  /** Its mean score as expected on new examples. */
  readonly corrected: number;
  /** How much better it looks than it is, at least 0 but for noise; in units of the score. */
  readonly optimism: number;
  /** Interval of the corrected score that holds it in 95 % of resamplings. */
  readonly low: number;
  readonly high: number;
}

/** Settings of `searchOptimism`. */
export interface SearchOptimismSettings {
  readonly seed?: number;
  /** 500 unless told. */
  readonly resamples?: number;
}

/** Mean score of each trial over examples that are drawn so many times. */
function means(scores: readonly Float64Array[], counts: Int32Array, total: number): Float64Array {
  return Float64Array.from(scores, (own) => {
    let sum = 0;
    for (let i = 0; i < own.length; i++) sum += (counts[i] ?? 0) * (own[i] ?? 0);
    return sum / total;
  });
}

function bestOf(values: Float64Array, sign: number): number {
  let best = 0;
  for (let k = 1; k < values.length; k++) if (sign * (values[k] ?? 0) < sign * (values[best] ?? 0)) best = k;
  return best;
}

/**
 * How optimistic the best validation score of a search is, without another search: examples are drawn with replacement, the best trial on
 * those drawn is judged on those left out, and the mean of that is what the search's choice is worth. The difference to the score it was
 * chosen for is the optimism. It grows with the number of trials and shrinks with the number of examples.
 * @param scores - [trials][examples]: what each trial's model scored on each validation example (or fold), of the same examples in the same
 * order; their mean is the score.
 * @throws MODELING_TOO_FEW_ROWS without trials or with fewer than 5 examples
 * @see Tsamardinos, Greasidou and Borboudakis (2018), "Bootstrapping the out-of-sample predictions for efficient and accurate cross-validation", Machine Learning 107.
 * @example searchOptimism(trials.map(lossByRow), "minimize").optimism
 */
export function searchOptimism(
  scores: readonly Float64Array[],
  direction: Direction,
  { seed = 0, resamples = 500 }: SearchOptimismSettings = {},
): SearchOptimism {
  const n = scores[0]?.length ?? 0;
  if (n < 5 || scores.some((own) => own.length !== n)) {
    throw new MillwrightError(
      "MODELING_TOO_FEW_ROWS",
      `The optimism of a search was asked for ${scores.length} trials with ${n} scores.`,
      "Give every trial's scores on the same examples or folds, at least 5 of them.",
    );
  }
  const sign = direction === "minimize" ? 1 : -1;
  const everything = new Int32Array(n).fill(1);
  const whole = means(scores, everything, n);
  const best = bestOf(whole, sign);
  const stream = random(seed).fork("optimism");
  const outside: number[] = [];
  while (outside.length < resamples) {
    const counts = new Int32Array(n);
    for (let i = 0; i < n; i++) {
      const drawn = stream.integer(n);
      counts[drawn] = (counts[drawn] ?? 0) + 1;
    }
    const left = counts.map((count) => Number(count === 0));
    const leftTotal = left.reduce((sum, value) => sum + value, 0);
    if (leftTotal === 0) continue;
    const chosen = scores[bestOf(means(scores, counts, n), sign)];
    if (chosen !== undefined) outside.push(means([chosen], left, leftTotal)[0] ?? Number.NaN);
  }
  outside.sort((a, b) => a - b);
  const corrected = outside.reduce((sum, value) => sum + value, 0) / resamples;
  const apparent = whole[best] ?? Number.NaN;
  const at = (share: number): number => outside[Math.min(resamples - 1, Math.floor(share * resamples))] ?? Number.NaN;
  return { best, apparent, corrected, optimism: sign * (corrected - apparent), low: at(0.025), high: at(0.975) };
}
