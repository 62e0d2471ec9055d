import type { Measured, Scores } from "../modeling/index.ts";

/** One moment in the past: everyone learned from what was known by then and was judged on what followed. */
export interface BacktestOrigin {
  /** ISO 8601, or a number where the time column holds numbers. */
  readonly from: string;
  readonly until: string;
  readonly learned: number;
  readonly judged: number;
  /** Entrant → metric → value on this origin's rows. */
  readonly scores: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** What a system would have earned had it been used in the past. */
export interface Backtest {
  readonly system: string;
  readonly source: string;
  readonly simulated: boolean;
  /** The primary metric and its direction. */
  readonly metric: string;
  readonly direction: "maximize" | "minimize";
  readonly origins: readonly BacktestOrigin[];
  /** Entrant → metric → mean over the origins, with an interval from drawing origins: rows of one origin rise and fall together. */
  readonly mean: Readonly<Record<string, Scores>>;
  /** Learner → primary metric less that of the best entrant that does not learn, origin by origin, mean with interval. */
  readonly gain: Readonly<Record<string, { readonly over: string; readonly difference: Measured }>>;
}
