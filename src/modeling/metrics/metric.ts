import type { Table } from "../../data/index.ts";
import type { Prediction } from "../prediction.ts";
import type { TaskKind } from "../tasks/task.ts";

/** Predictions beside the truth, with the rows they are about. */
export interface Judged {
  readonly prediction: Prediction;
  /** Class codes (binary: 0 or 1) or values, length rows. */
  readonly truth: Float64Array;
  /** Importance of each row; 1 where absent. */
  readonly weight?: Float64Array;
  /** The rows themselves, for metrics that group by a column or price an error. */
  readonly table: Table;
  /** Names of the classes; empty for regression. */
  readonly classes: readonly string[];
}

/** One number about predictions: one file, one definition, one direction. */
export interface Metric {
  /** Snake case, as in reports and requirements: "average_precision". */
  readonly name: string;
  readonly direction: "maximize" | "minimize";
  /** Smallest and largest possible value. */
  readonly range: readonly [number, number];
  /** One sentence with the formula. */
  readonly definition: string;
  readonly paper?: string;
  /** "currency", "share", "nats", …; for reports. */
  readonly unit?: string;
  /** Kinds of tasks that it judges; all where absent. */
  readonly tasks?: readonly TaskKind[];
  /**
   * Sorts and groups once and returns a function of row weights (length rows, ≥ 0, already multiplied by `judged.weight`),
   * so that a bootstrap only changes weights. NaN where it is not defined (e.g. AUC with one class).
   */
  prepare(judged: Judged): (weight: Float64Array) => number;
  /** Rows that must be drawn together in a bootstrap (a code per row, in [0, groups)); each row alone where absent. */
  readonly cluster?: (judged: Judged) => Int32Array;
}

/** A value with its 95 % bootstrap interval. */
export interface Measured {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}
