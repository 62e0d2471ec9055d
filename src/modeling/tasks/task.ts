import type { Table } from "../../data/index.ts";
import type { Metric } from "../metrics/metric.ts";
import type { Prediction } from "../prediction.ts";

/** The framing: what a truth and a prediction are, how they are judged and what the trivial answers are. */
export interface Task<Target extends string = string> {
  readonly kind: "binary" | "multiclass" | "regression";
  readonly target: Target;
  /** First is primary: candidates are chosen by it. */
  readonly metrics: readonly Metric[];
  /** Weight of a row when it is judged (not when it is learned from), e.g. for under-sampled classes. */
  readonly weight?: (table: Table) => Float64Array;
  /** Reads the truth: class codes or values. @throws MODELING_TARGET_… when it cannot be learned (one class, missing, not finite). */
  truth(table: Table): Truth;
}

/** The truth of some rows. */
export interface Truth {
  /** Class codes or values, length rows. */
  readonly values: Float64Array;
  /** Names by code: for binary [negative, positive]; empty for regression. */
  readonly classes: readonly string[];
}

/** What learners are told about the task. */
export interface TaskShape {
  readonly kind: "binary" | "multiclass" | "regression";
  /** 2 for binary, K for multiclass, 0 for regression. */
  readonly classes: number;
}

/** Confidence of each row's prediction in [0, 1]: the largest probability. Undefined for regression without interval. */
export type Confidence = (prediction: Prediction) => Float64Array;
