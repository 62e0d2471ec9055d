import { MillwrightError } from "../../errors/index.ts";
import { random } from "../../kernels/index.ts";
import type { Column } from "../tables/column.ts";
import { cellOf, type Table } from "../tables/table.ts";
import { listCount, listOf, placesByCode, type RowLists } from "./row-lists.ts";

/** Which columns of the events say who asked, for what, and when. */
export interface EventColumns<Column extends string = string> {
  readonly asker: Column;
  readonly item: Column;
  readonly time?: Column;
}

/** How ids become codes. */
export interface CodeSettings {
  /** Ids of the catalogue, where it has a table of its own; those that events name, unless told. */
  readonly catalogue?: readonly string[];
  /** True where the catalogue's ids stand in the order of codes that were given before. */
  readonly inOrder?: boolean;
  /** True where askers are items too: one id has one code. */
  readonly sameIds?: boolean;
  /** True where an event holds in both directions, as friendship does: each row is followed by its mirror. */
  readonly bothWays?: boolean;
  readonly seed: number;
}

/** Events with codes in place of ids. */
export interface CodedEvents {
  /** The rows; with their mirrors behind where events hold both ways. */
  readonly table: Table;
  readonly askers: Int32Array;
  readonly items: Int32Array;
  readonly times?: Float64Array;
  /** Ids by code. */
  readonly askerIds: readonly string[];
  readonly itemIds: readonly string[];
  /** True where each row has its mirror. */
  readonly bothWays: boolean;
  /** Rows of each asker, oldest first; in the order of the table where times are equal or absent. */
  readonly byAsker: RowLists;
}

/** A cell as an id. */
function idAt(column: Column, row: number): string | null {
  const cell = cellOf(column, row);
  return cell === null ? null : cell instanceof Date ? cell.toISOString() : String(cell);
}

/** The id of each row. @throws DATA_EVENT_INCOMPLETE, DATA_COLUMN_MISSING */
function idsOf(table: Table, name: string): string[] {
  const column = table.any(name);
  return Array.from({ length: table.rows }, (_, row) => {
    const id = idAt(column, row);
    if (id !== null && id !== "") return id;
    throw new MillwrightError("DATA_EVENT_INCOMPLETE", `row ${row + 1} has no "${name}".`, "Leave such rows out, or fill them in.");
  });
}

/** @throws DATA_CATALOGUE_DUPLICATE */
function indexOf(ids: readonly string[]): Map<string, number> {
  const index = new Map(ids.map((id, code) => [id, code]));
  if (index.size === ids.length) return index;
  const seen = new Set<string>();
  const twice = ids.find((id) => seen.size === seen.add(id).size) ?? "";
  throw new MillwrightError(
    "DATA_CATALOGUE_DUPLICATE",
    `the catalogue holds the id "${twice}" twice.`,
    "Give each item one row and an id of its own.",
  );
}

function codesOf(ids: readonly string[], index: ReadonlyMap<string, number>, name: string): Int32Array {
  return Int32Array.from(ids, (id, row) => {
    const code = index.get(id);
    if (code !== undefined) return code;
    throw new MillwrightError(
      "DATA_ITEM_UNKNOWN",
      `row ${row + 1} names "${id}" in "${name}", which the catalogue does not hold.`,
      "Add it to the catalogue, or leave its events out.",
    );
  });
}

/** Each asker's rows by time; those of one moment in the table's order. */
function oldestFirst(byAsker: RowLists, times: Float64Array | undefined): RowLists {
  if (times === undefined) return byAsker;
  for (let asker = 0; asker < listCount(byAsker); asker++) {
    const rows = listOf(byAsker, asker).toSorted((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
    byAsker.values.set(rows, byAsker.start[asker] ?? 0);
  }
  return byAsker;
}

function timesOf(table: Table, name: string): Float64Array {
  const column = table.any(name);
  if (column.kind === "number" || column.kind === "timestamp") {
    const missing = column.values.findIndex((value) => Number.isNaN(value));
    if (missing < 0) return column.values;
    throw new MillwrightError("DATA_EVENT_INCOMPLETE", `row ${missing + 1} has no "${name}".`, "Leave such rows out, or fill them in.");
  }
  throw new MillwrightError(
    "DATA_COLUMN_KIND",
    `the events' time "${name}" holds ${column.kind}.`,
    "Declare it as column.timestamp() or column.number().",
  );
}

function twice<T extends Int32Array | Float64Array>(first: T, second: T): T {
  const both = new (first.constructor as { new (length: number): T })(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/**
 * Gives askers and items codes. Items get theirs by lot, so that no learner can read from a code when an item came into the world:
 * published ids often count up with time, and what ties are broken by must not know the future.
 * @throws DATA_EVENT_INCOMPLETE, DATA_CATALOGUE_DUPLICATE, DATA_ITEM_UNKNOWN, DATA_COLUMN_MISSING, DATA_COLUMN_KIND
 */
export function codeEvents(given: Table, columns: EventColumns, settings: CodeSettings): CodedEvents {
  const { sameIds = false, bothWays = false, seed } = settings;
  const from = idsOf(given, columns.asker);
  const to = idsOf(given, columns.item);
  const named = sameIds ? [...from, ...to] : to;
  const itemIds = [...(settings.catalogue ?? new Set(named))];
  if (settings.inOrder !== true) random(seed).fork("codes of items").shuffle(itemIds);
  const itemIndex = indexOf(itemIds);
  const askerIds = sameIds ? itemIds : [...new Set(from)];
  const askers = codesOf(from, sameIds ? itemIndex : indexOf(askerIds), columns.asker);
  const items = codesOf(to, itemIndex, columns.item);
  const times = columns.time === undefined ? undefined : timesOf(given, columns.time);
  const rows = Int32Array.from({ length: given.rows * (bothWays ? 2 : 1) }, (_, row) => row % given.rows);
  const coded = {
    bothWays,
    table: bothWays ? given.take(rows) : given,
    askers: bothWays ? twice(askers, items) : askers,
    items: bothWays ? twice(items, askers) : items,
    ...(times === undefined ? {} : { times: bothWays ? twice(times, times) : times }),
  };
  return { ...coded, askerIds, itemIds, byAsker: oldestFirst(placesByCode(coded.askers, askerIds.length), coded.times) };
}
