/** What is taken off the counts of one length, and how it was found. */
export interface Discounts {
  /** Taken off counts of 1, 2, and 3 or more, at [1], [2], [3]. */
  readonly values: Float64Array;
  /** The counts of counts could not say: the customary values 0.5, 1 and 1.5 stand in. */
  readonly fallback: boolean;
}

const CUSTOMARY = [0, 0.5, 1, 1.5];

/**
 * The three discounts of modified Kneser–Ney smoothing.
 * @param counts - how many n-grams have the count 1, 2, 3 and 4, at [1] to [4].
 * @see Chen and Goodman (1998), eq. 26.
 */
export function discountsOf(counts: Float64Array): Discounts {
  const n = (count: number): number => counts[count] ?? 0;
  const y = n(1) / (n(1) + 2 * n(2));
  const values = Float64Array.from(CUSTOMARY, (_, count) => (count === 0 ? 0 : count - ((count + 1) * y * n(count + 1)) / n(count)));
  const sensible = values.every((value, count) => value >= 0 && value <= count);
  return sensible ? { values, fallback: false } : { values: Float64Array.from(CUSTOMARY), fallback: true };
}
