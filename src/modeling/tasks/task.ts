import type { Table } from "../../data/index.ts";
import type { ListTaskKind, Metric } from "../metrics/metric.ts";
import type { Prediction } from "../prediction.ts";

/** Kinds of tasks about single rows, and about the rows of a query. */
export type TaskKind = "binary" | "multiclass" | "regression" | "ranking";

/** True where the truth is a class, so that a prediction holds probabilities; the others answer with a number. */
export function hasClasses(kind: TaskKind | ListTaskKind): boolean {
  return kind === "binary" || kind === "multiclass";
}

/** The framing: what a truth and a prediction are, how they are judged and what the trivial answers are. */
export interface Task<Target extends string = string, Query extends string = string> {
  readonly kind: TaskKind;
  readonly target: Target;
  /** Ranking: the column that names each row's query. */
  readonly query?: Query;
  /** Ranking: what a grade is worth. */
  readonly gain?: "exponential" | "linear";
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
  /** Names by code: for binary [negative, positive]; empty where there are none. */
  readonly classes: readonly string[];
}

/** What learners are told about the task. */
export interface TaskShape {
  readonly kind: TaskKind;
  /** 2 for binary, K for multiclass, 0 for regression and ranking. */
  readonly classes: number;
  /** Ranking: what a grade is worth; 2^grade − 1 unless told. */
  readonly gain?: "exponential" | "linear";
}

/** Confidence of each row's prediction in [0, 1]: the largest probability. Undefined for regression without interval. */
export type Confidence = (prediction: Prediction) => Float64Array;
