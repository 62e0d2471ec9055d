/** Aggregates of an entity's past, as they were known at each row's moment. */
export type WindowAggregate = "count" | "sum" | "mean" | "minimum" | "maximum";

/**
 * One derived column: an aggregate over the rows of the same entity in (t − delay − over, t − delay].
 * With no delay the row itself counts, as a bank counts the purchase it is asked about.
 * A delayed window never includes the row itself, so labels can be aggregated.
 */
export interface Window<Column extends string = string> {
  readonly entity: Column;
  readonly time: Column;
  readonly aggregate: WindowAggregate;
  /** What is aggregated; not for `count`. */
  readonly of?: Column;
  readonly overMs: number;
  readonly delayMs: number;
  /** What stands where the window is empty; 0 unless told. */
  readonly empty: number;
}
