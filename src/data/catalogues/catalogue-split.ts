import type { CodedEvents } from "./event-codes.ts";
import type { RowLists } from "./row-lists.ts";

/** Questions with what was right, as rows of the events. */
export interface Queries {
  /** Code of who asks, length queries. */
  readonly askers: Int32Array;
  /** The row whose columns the request carries, length queries. */
  readonly rows: Int32Array;
  /** Rows that were right, for each query. */
  readonly truth: RowLists;
  /** Rows that were known of the asker at that moment, oldest first, for each query. */
  readonly history: RowLists;
}

/** Which events are learned from, and which questions are chosen on and judged on. */
export interface CatalogueSplit {
  /** Rows, ascending. */
  readonly train: Int32Array;
  /** Rows that the chosen candidate learns from again before it is judged on test. */
  readonly final: Int32Array;
  readonly validation: Queries;
  readonly test: Queries;
  /** One sentence: how the events were divided. */
  readonly description: string;
}

/** A way to divide events into what is learned from and what is asked. `Column` are the names that it reads. */
export interface CatalogueSplitPlan<Column extends string = string> {
  readonly kind: "leave one out" | "time" | "askers" | "given" | "edges";
  readonly columns: readonly Column[];
  /** @throws DATA_SPLIT_EMPTY and others of DATA_SPLIT_… when the events cannot be divided so. */
  divide(events: CodedEvents, seed: number): CatalogueSplit;
}
