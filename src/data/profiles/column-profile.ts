/** A column's distribution on the training rows. */
export interface ColumnProfile {
  readonly name: string;
  readonly kind: string;
  /** Missing values, in rows. */
  readonly missing: number;
  /** Different values, without the missing ones. */
  readonly distinct: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly mean?: number;
  readonly standardDeviation?: number;
  /** Minimum, quartiles and maximum. */
  readonly quantiles?: readonly number[];
  /** Most frequent values with their counts (category, text, boolean). */
  readonly top?: readonly { readonly value: string; readonly count: number }[];
  /** Counts in equal bins from minimum to maximum (number, timestamp). */
  readonly histogram?: readonly number[];
  /** Strength of the relation to the target, in [0, 1]: |Pearson|, or the square root of the share of explained variance, or Cramér's V. */
  readonly relationToTarget?: number;
  /** Share of values further than 3 interquartile ranges from the quartiles. */
  readonly outliers?: number;
}
