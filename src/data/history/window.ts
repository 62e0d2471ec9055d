import { MillwrightError } from "../../errors/index.ts";
import type { Duration } from "../durations.ts";

/** Aggregates of an entity's past, as they were known at each row's moment. */
export type WindowAggregate = "count" | "sum" | "mean" | "minimum" | "maximum";

/**
 * One derived column: an aggregate over the rows of the same entity in (t − delay − over, t − delay].
 * With no delay the row itself counts, as a bank counts the purchase it is asked about, and of the rows of the same moment those
 * that come before it in the table. A delayed window never includes the row itself, so labels can be aggregated.
 * Rows whose value is missing (a label that has not arrived) neither add nor count.
 */
export interface Window<Column extends string = string> {
  readonly entity: Column;
  readonly time: Column;
  readonly aggregate: WindowAggregate;
  /** What is aggregated: a number or boolean column. Without it, `count` counts rows. */
  readonly of?: Column;
  readonly overMs: number;
  readonly delayMs: number;
  /** What stands where the window is empty; 0 unless told. */
  readonly empty: number;
}

/** What every window is made from. */
export interface WindowSettings<Column extends string> {
  /** The column that says whose past it is: a card, a shop. */
  readonly entity: Column;
  /** A timestamp column. */
  readonly time: Column;
  /** Length of the window, e.g. days(7). */
  readonly over: Duration;
  /** How long ago the window ends: the time that the aggregated label takes to arrive; 0 unless told. */
  readonly delay?: Duration;
  /** What stands where the window is empty; 0 unless told. */
  readonly empty?: number;
}

/** A window over a column's values. */
export interface ValueWindowSettings<Column extends string> extends WindowSettings<Column> {
  /** A number or boolean column (true counts as 1). */
  readonly of: Column;
}

function windowOf<Column extends string>(
  aggregate: WindowAggregate,
  settings: WindowSettings<Column> & { readonly of?: Column },
): Window<Column> {
  const { entity, time, over, delay = 0, empty = 0, of } = settings;
  if (!(over > 0 && Number.isFinite(over))) {
    throw new MillwrightError(
      "DATA_SETTINGS_INVALID",
      `a window over ${entity} has the length ${over} ms.`,
      "Give over: a length of time, e.g. days(7).",
    );
  }
  if (!(delay >= 0 && Number.isFinite(delay))) {
    throw new MillwrightError(
      "DATA_SETTINGS_INVALID",
      `a window over ${entity} has the delay ${delay} ms.`,
      "Give a delay of 0 or more, e.g. days(7).",
    );
  }
  return { entity, time, aggregate, overMs: over, delayMs: delay, empty, ...(of === undefined ? {} : { of }) };
}

/**
 * How many rows the entity has in the window; with `of`, how many whose value is not missing.
 * @throws DATA_SETTINGS_INVALID
 * @example windowCount({ entity: "customer", time: "time", over: days(7) })
 */
export function windowCount<const Column extends string>(settings: WindowSettings<Column> & { readonly of?: Column }): Window<Column> {
  return windowOf("count", settings);
}

/** Sum of a column over the window. @throws DATA_SETTINGS_INVALID */
export function windowSum<const Column extends string>(settings: ValueWindowSettings<Column>): Window<Column> {
  return windowOf("sum", settings);
}

/**
 * Mean of a column over the window.
 * @throws DATA_SETTINGS_INVALID
 * @example windowMean({ entity: "terminal", time: "time", of: "fraud", over: days(7), delay: days(7) }) // risk, once labels are in
 */
export function windowMean<const Column extends string>(settings: ValueWindowSettings<Column>): Window<Column> {
  return windowOf("mean", settings);
}

/** Smallest value of a column in the window. @throws DATA_SETTINGS_INVALID */
export function windowMinimum<const Column extends string>(settings: ValueWindowSettings<Column>): Window<Column> {
  return windowOf("minimum", settings);
}

/** Largest value of a column in the window. @throws DATA_SETTINGS_INVALID */
export function windowMaximum<const Column extends string>(settings: ValueWindowSettings<Column>): Window<Column> {
  return windowOf("maximum", settings);
}
