import { MillwrightError } from "../../errors/index.ts";
import {
  aggregateExtremes,
  aggregateSums,
  ascendingOrder,
  fillRunningSums,
  gatherNumbers,
  newRunningSums,
  orderByGroup,
  type RunningSums,
  windowBounds,
} from "../../kernels/index.ts";
import { groupCodes } from "../splits/group-codes.ts";
import type { Column } from "../tables/column.ts";
import type { Table } from "../tables/table.ts";
import type { Window } from "./window.ts";

function numbersOfBooleans(values: Uint8Array): Float64Array {
  const numbers = new Float64Array(values.length);
  for (let row = 0; row < values.length; row++) numbers[row] = values[row] === 255 ? Number.NaN : (values[row] ?? Number.NaN);
  return numbers;
}

/** Numbers of a column that a window may aggregate: NaN where missing. @throws DATA_COLUMN_KIND */
export function numbersOf(table: Table, name: string): Float64Array {
  const column: Column = table.any(name);
  if (column.kind === "number") return column.values;
  if (column.kind === "boolean") return numbersOfBooleans(column.values);
  throw new MillwrightError(
    "DATA_COLUMN_KIND",
    `a window aggregates column "${name}", which holds ${column.kind}.`,
    "Aggregate a number or a boolean column, or count rows.",
  );
}

/** Times of all rows. @throws DATA_HISTORY_TIME_MISSING, DATA_COLUMN_KIND */
export function timesOf(table: Table, name: string): Float64Array {
  const { values } = table.column(name, "timestamp");
  const missing = values.findIndex((time) => !Number.isFinite(time));
  if (missing < 0) return values;
  throw new MillwrightError(
    "DATA_HISTORY_TIME_MISSING",
    `row ${missing + 1} of table "${table.name}" has no "${name}", so its place in the history is unknown.`,
    "Fill in its time or leave the row out.",
  );
}

/** The rows of a table by entity and time. */
interface Sorted {
  readonly order: Int32Array;
  readonly starts: Int32Array;
  readonly times: Float64Array;
  readonly sums: Map<string, RunningSums>;
  readonly values: Map<string, Float64Array>;
}

/** Sorts by entity, then time, then place in the table. Rows without an entity have no history. */
function sortedBy(table: Table, entity: string, times: Float64Array, byTime: Int32Array): Sorted {
  const { codes, groups } = groupCodes(table, entity);
  const { order, starts } = orderByGroup(codes, groups, byTime);
  return { order, starts: starts.subarray(0, groups + 1), times: gatherNumbers(times, order), sums: new Map(), values: new Map() };
}

/** A column's values in sorted order; ones where rows are counted. */
function valuesIn(sorted: Sorted, table: Table, of: string | undefined): Float64Array {
  const key = of ?? "";
  const known = sorted.values.get(key);
  if (known !== undefined) return known;
  const values = of === undefined ? new Float64Array(table.rows).fill(1) : gatherNumbers(numbersOf(table, of), sorted.order);
  sorted.values.set(key, values);
  return values;
}

/** Running sums over the sorted rows; a window never crosses from one entity to the next. */
function sumsIn(sorted: Sorted, table: Table, of: string | undefined): RunningSums {
  const key = of ?? "";
  const known = sorted.sums.get(key);
  if (known !== undefined) return known;
  const sums = newRunningSums(table.rows);
  fillRunningSums(sums, valuesIn(sorted, table, of), 0, table.rows);
  sorted.sums.set(key, sums);
  return sums;
}

function deriveOne(table: Table, sorted: Sorted, window: Window): Float64Array {
  const { order, starts, times } = sorted;
  const target = new Float64Array(table.rows).fill(window.empty);
  const counted = order.subarray(0, starts.at(-1) ?? 0);
  const first = new Int32Array(counted.length);
  const end = new Int32Array(counted.length);
  windowBounds(times, starts, window.overMs, window.delayMs, first, end);
  if (window.aggregate === "minimum" || window.aggregate === "maximum") {
    const sign = window.aggregate === "minimum" ? 1 : -1;
    aggregateExtremes(sign, valuesIn(sorted, table, window.of), starts, first, end, counted, window.empty, target);
  } else aggregateSums(window.aggregate, sumsIn(sorted, table, window.of), first, end, counted, window.empty, target);
  return target;
}

/**
 * Adds the windows' columns: each row's aggregates of its entity's past, as they were known at the row's moment and no later.
 * O(n log n) in the rows, O(n) more for each window. Rows need not be in the order of time.
 * @param windows - by the names of the columns that they add.
 * @throws DATA_HISTORY_TIME_MISSING, DATA_COLUMN_MISSING, DATA_COLUMN_KIND
 * @example deriveHistory(table, { bought_7d: windowCount({ entity: "customer", time: "time", over: days(7) }) })
 */
export function deriveHistory(table: Table, windows: Readonly<Record<string, Window>>): Table {
  const sortedByKey = new Map<string, Sorted>();
  const byTimeColumn = new Map<string, { readonly times: Float64Array; readonly order: Int32Array }>();
  const added: Record<string, Column> = {};
  for (const [name, window] of Object.entries(windows)) {
    const key = JSON.stringify([window.entity, window.time]);
    let sorted = sortedByKey.get(key);
    if (sorted === undefined) {
      const times = byTimeColumn.get(window.time)?.times ?? timesOf(table, window.time);
      const order = byTimeColumn.get(window.time)?.order ?? ascendingOrder(times);
      byTimeColumn.set(window.time, { times, order });
      sorted = sortedBy(table, window.entity, times, order);
      sortedByKey.set(key, sorted);
    }
    added[name] = { kind: "number", values: deriveOne(table, sorted, window) };
  }
  return table.with(added);
}
