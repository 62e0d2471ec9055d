import { MillwrightError } from "../../../errors/index.ts";
import type { TreeLink } from "../tree-ensemble.ts";

/** What an objective is told of the rows. */
export interface Labels {
  readonly rows: number;
  /** Class codes, values or times, length rows. */
  readonly truth: Float64Array;
  /** Importance of each row; 1 where absent. */
  readonly weight?: Float64Array;
  /** Query of each row, equal ones side by side; for ranking. */
  readonly group?: Int32Array;
  /** Latest time that the truth may be: equal to it where it was seen, Infinity where the row was still under observation. */
  readonly upper?: Float64Array;
}

/** Scores or their derivatives, output after output: element (k, i) is at k · rows + i. */
export type ScoreArray = Float32Array | Float64Array;

/** What boosting makes small. Scores are added up from trees; the link turns them into predictions. */
export interface Objective {
  /** Snake case; the loss's name in the progress. */
  readonly name: string;
  /** Plain data: what was chosen, for the ledger. */
  readonly settings: Readonly<Record<string, number | string | readonly number[]>>;
  /** Scores of each row. */
  readonly outputs: number;
  readonly link: TreeLink;
  /** "exact": the loss's second derivative. "bound": a number that is never below it, for losses that have none or one that is too bold. */
  readonly curvature: "exact" | "bound";
  /**
   * Levels in (0, 1), one per output: leaves then answer this weighted quantile of their rows' residuals in place of the Newton step.
   */
  readonly leafQuantiles?: readonly number[];
  /** Scores mean an order within queries: for ranking, not for values. */
  readonly ranks?: true;
  /** A compiled kernel writes the same derivatives. */
  readonly compiled?: "squared" | "binary_log_loss";
  /** Refuses labels outside its domain. @throws MODELING_TARGET_OUTSIDE, MODELING_TARGET_CLASS_UNKNOWN, MODELING_GROUPS_MISSING */
  check(labels: Labels): void;
  /** The constant scores with the least loss, length outputs. */
  initialScores(labels: Labels): Float64Array;
  /**
   * Derivatives of Σ weight · loss by each score.
   * @param scores - [outputs, rows].
   * @param gradient - [outputs, rows], overwritten; @param hessian - the same, ≥ 0.
   */
  gradients(scores: ScoreArray, labels: Labels, gradient: Float32Array, hessian: Float32Array): void;
  /** Weighted mean loss; lower is better. */
  loss(scores: ScoreArray, labels: Labels): number;
}

/** Sum of the rows' weights. */
export function totalWeight({ rows, weight }: Labels): number {
  return weight === undefined ? rows : weight.reduce((sum, value) => sum + value, 0);
}

/** Weighted mean of the truth. */
export function meanTruth(labels: Labels): number {
  const { truth, weight } = labels;
  let sum = 0;
  for (let row = 0; row < truth.length; row++) sum += (truth[row] ?? 0) * (weight?.[row] ?? 1);
  return sum / totalWeight(labels);
}

/** Throws for the first row whose truth does not keep the rule. @throws MODELING_TARGET_OUTSIDE */
export function requireTruth(objective: string, { truth }: Labels, holds: (value: number) => boolean, allowed: string): void {
  let wrong = 0;
  while (wrong < truth.length && holds(truth[wrong] ?? Number.NaN)) wrong++;
  if (wrong === truth.length) return;
  throw new MillwrightError(
    "MODELING_TARGET_OUTSIDE",
    `the objective "${objective}" was given the truth ${truth[wrong]} in row ${wrong}.`,
    `It learns ${allowed}; correct the target or choose another objective.`,
  );
}
