import type { Cell, Table } from "../../data/index.ts";
import type { Prediction } from "../../modeling/index.ts";
import type { Manifest } from "../package/manifest.ts";
import type { StandardReply } from "../reply.ts";
import type { Replier } from "./replies.ts";
import type { CheckedRow, RowCheck } from "./row-check.ts";

/** A prediction with the rows that it is about, derived columns included. */
export interface Scored {
  readonly prediction: Prediction;
  readonly rows: readonly CheckedRow[];
}

/** What a system's own `reply` adds to the standard one. */
export type ReplyExtension = (row: Readonly<Record<string, Cell>>, standard: StandardReply) => Readonly<Record<string, unknown>>;

/** A truth that came to be known after its row. */
export interface LateLabel {
  /** The row as it was sent to `predict` or `observe`. */
  readonly row: Readonly<Record<string, unknown>>;
  /** Values of columns that were not known then, e.g. { is_fraud: true }. */
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * A package that is ready to predict. `Request` is the system's row without target and derived columns; `Reply` what it answers.
 * Safe for concurrent use.
 */
export interface LoadedModel<Request = Readonly<Record<string, unknown>>, Reply = StandardReply> {
  readonly manifest: Manifest;
  /** First 12 digits of the package's id. */
  readonly version: string;
  /**
   * Predicts rows; they are validated against the signature first. It does not change the history: see `observe`.
   * @throws SERVING_ROW_INVALID, SERVING_RULE_FAILED, SERVING_REPLY_FAILED, SERVING_MODEL_CLOSED
   */
  predict(rows: readonly Request[]): Promise<Reply[]>;
  /**
   * Predicts all rows of a table whose derived columns are there already.
   * @returns columns prediction, and label, confidence, low, high, decision where the task has them.
   */
  predictTable(table: Table): Promise<Table>;
  /** The graph's own answers about a table: row-major probabilities or values. */
  scoreTable(table: Table): Promise<Prediction>;
  /**
   * Records rows as having happened, in the order of their times, so that later ones see them in their entities' past.
   * @throws SERVING_NO_HISTORY, SERVING_ROW_INVALID
   */
  observe(rows: readonly Request[]): void;
  /**
   * Records truths that came late, for windows that aggregate them.
   * @throws SERVING_NO_HISTORY, SERVING_ROW_INVALID
   */
  label(labels: readonly LateLabel[]): void;
  /** True when the system derives columns from entities' past. */
  readonly hasHistory: boolean;
  /** Frees the runtime's memory; a second call does nothing. */
  close(): Promise<void>;
  /** The parts that a server puts together itself. */
  readonly parts: ModelParts;
}

/** What a server needs to batch rows of many requests. */
export interface ModelParts {
  readonly check: RowCheck;
  /** Predicts rows that `check` has accepted. */
  readonly score: (rows: readonly CheckedRow[]) => Promise<Scored>;
  readonly replyTo: Replier;
  /** Records rows that `check` has accepted. */
  readonly remember: (rows: readonly CheckedRow[]) => void;
}
