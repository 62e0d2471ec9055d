import type { RowLists, Table } from "../../data/index.ts";
import type { RankedLists } from "../finding/finder.ts";
import type { NegativeKind, ScoredPairs } from "../finding/score-pairs.ts";
import type { Prediction } from "../prediction.ts";
import type { TaskKind } from "../tasks/task.ts";

/** Kinds of tasks whose answer is a list of items of a catalogue. */
export type ListTaskKind = "recommendation" | "retrieval" | "linkPrediction" | "languageModel";

/** Lists beside what was right: a row of `Judged` is then a question. */
export interface JudgedLists {
  readonly lists: RankedLists;
  /** Items that were right, for each question. */
  readonly relevant: RowLists;
  /** Grades of the same items, above 0; 1 where absent. */
  readonly grades?: Float64Array;
  /** Who asked: questions of one asker are drawn together in a bootstrap. */
  readonly askers: Int32Array;
  /** Share of the training events of each item, length of the catalogue. */
  readonly popularity: Float64Array;
  /** How alike two items are, in [0, 1], where something is known of them beside their ids. */
  readonly likeness?: (one: number, other: number) => number;
  /** Right items against drawn wrong ones, where they were scored. */
  readonly pairs?: Readonly<Record<NegativeKind, ScoredPairs>>;
}

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
  /** For lists; `prediction` then has width 0 and `truth` holds how many items were right. */
  readonly found?: JudgedLists;
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
  readonly tasks?: readonly (TaskKind | ListTaskKind)[];
  /** Places of a list that it looks at, for metrics of lists. */
  readonly depth?: number;
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
