import type { Cell, Table } from "../../data/index.ts";
import type { Prediction } from "../../modeling/index.ts";
import type { Manifest } from "../package/manifest.ts";
import type { StandardReply } from "../reply.ts";
import type { LateLabel } from "./online-history.ts";
import type { Replier } from "./replies.ts";
import type { CheckedRow, RowCheck } from "./row-check.ts";

/** A prediction with the rows that it is about, derived columns included. */
export interface Scored {
  readonly prediction: Prediction;
  readonly rows: readonly CheckedRow[];
}

/** What a system's own `reply` adds to the standard one. */
export type ReplyExtension = (row: Readonly<Record<string, Cell>>, standard: StandardReply) => Readonly<Record<string, unknown>>;

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
   * Predicts all rows of a table whose columns of entities' past are there already.
   * @returns columns prediction, and label, confidence, low, high, decision where the task has them.
   */
  predictTable(table: Table): Promise<Table>;
  /** The graph's own answers about a table: row-major probabilities or values. */
  scoreTable(table: Table): Promise<Prediction>;
  /**
   * Records rows as having happened, in the order of their times, so that later ones see them in their entities' past.
   * With a journal they are in it when this returns.
   * @throws SERVING_NO_HISTORY, SERVING_ROW_INVALID, SERVING_JOURNAL_FAILED
   */
  observe(rows: readonly Request[]): void;
  /**
   * Records truths that came late, for windows that aggregate them.
   * @returns how many of the values found their row; the others' rows were never observed, or are forgotten.
   * @throws SERVING_NO_HISTORY, SERVING_ROW_INVALID, SERVING_JOURNAL_FAILED
   */
  label(labels: readonly LateLabel[]): number;
  /** The history as it is now, to be given to `loadModel` later; undefined where there is none. */
  saveHistory(): Uint8Array | undefined;
  /** Kinds of the graph's regions that compiled kernels evaluate; the runtime runs everything else. */
  readonly accelerated: readonly string[];
  /** True when the system derives columns from entities' past. */
  readonly hasHistory: boolean;
  /** Frees the runtime's memory and closes the journal; a second call does nothing. */
  close(): Promise<void>;
  /** The parts that a server puts together itself. */
  readonly parts: ModelParts;
}

/** What a server needs to batch rows of many requests. */
export interface ModelParts {
  readonly check: RowCheck;
  /** Adds the derived columns to the rows of one request, which `check` has accepted. */
  readonly derive: (rows: readonly CheckedRow[]) => readonly CheckedRow[];
  /** The same for rows that happen now: each is part of its entities' past before the next is looked at. */
  readonly advance: (rows: readonly CheckedRow[]) => readonly CheckedRow[];
  /** Keeps what `advance` made part of the past, where there is a journal; to be awaited before the rows are answered. */
  readonly commit?: () => Promise<void>;
  /** Predicts rows that have their derived columns. */
  readonly score: (rows: readonly CheckedRow[]) => Promise<Scored>;
  readonly replyTo: Replier;
}
