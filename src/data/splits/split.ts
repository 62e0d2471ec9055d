import type { Table } from "../tables/table.ts";

/** Which rows are learned from, chosen on and judged on. Row numbers ascend; no row is in two of the first three. */
export interface Split {
  readonly train: Int32Array;
  readonly validation: Int32Array;
  readonly test: Int32Array;
  /** Rows that the chosen candidate learns from again before it is judged on test: train and validation unless the plan says otherwise. */
  readonly final: Int32Array;
  /** One sentence: how the rows were divided. */
  readonly description: string;
}

/** Rows to learn from and rows to judge on; row numbers ascend. */
export interface Fold {
  readonly train: Int32Array;
  readonly validation: Int32Array;
}

/** How rows are divided again. */
export interface FoldSettings {
  /** 1 holds about a quarter out, once. */
  readonly count: number;
  readonly seed: number;
  /** A column whose equal values stay together, such as the query of a ranking: read by plans that have no such column of their own. */
  readonly together?: string;
}

/** A way to divide rows. `Column` are the names that it reads. */
export interface SplitPlan<Column extends string = string> {
  readonly kind: "random" | "stratified" | "grouped" | "time" | "given";
  readonly columns: readonly Column[];
  /** @throws DATA_SPLIT_… when the rows cannot be divided so. */
  divide(table: Table, seed: number): Split;
  /**
   * Divides again, the same way, what there was before the plan's own validation rows, to choose settings by: no fold holds a row of
   * validation or test. Where time is divided, every fold learns from the past of what it judges on.
   * @returns `count` folds, fewer where some would have no rows.
   * @throws DATA_SPLIT_EMPTY when none has rows.
   */
  folds(table: Table, split: Split, settings: FoldSettings): Fold[];
}
