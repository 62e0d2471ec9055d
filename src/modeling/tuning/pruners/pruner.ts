import type { Direction } from "../study-definition.ts";
import type { Trial } from "../trial.ts";

/**
 * Decides after each reported value whether a running trial goes on. The answer is a function of the trial, the other trials and
 * the direction alone.
 */
export interface Pruner {
  /** "median" */
  readonly name: string;
  /** Plain data: what was chosen, for the ledger. */
  readonly settings: Readonly<Record<string, unknown>>;
  /**
   * @param trial - running, with what it has reported so far.
   * @param others - every other trial of the study.
   * @param direction - of the first objective.
   * @returns why the trial should stop ("step 9: 0.41 is worse than the median 0.37 of 12 trials"), or undefined to go on.
   */
  reasonToStop(trial: Trial, others: readonly Trial[], direction: Direction): string | undefined;
}
