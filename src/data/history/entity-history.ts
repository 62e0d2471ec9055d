import { MillwrightError } from "../../errors/index.ts";
import { ascendingOrder } from "../../kernels/index.ts";
import { groupCodes } from "../splits/group-codes.ts";
import { millisecondsOf } from "../tables/moment.ts";
import { cellOf, type Table } from "../tables/table.ts";
import { numbersOf, timesOf } from "./derive-history.ts";
import { Past } from "./past.ts";
import type { Window } from "./window.ts";

/** A row as a request or a table gives it: values by column. */
type HistoryRow = object;

/** One value of a row; undefined where it has none. */
function valueIn(row: HistoryRow, column: string): unknown {
  return (row as Readonly<Record<string, unknown>>)[column];
}

/** Windows over the same entity and time share the events. */
interface Group {
  readonly entity: string;
  readonly time: string;
  /** Columns that are aggregated. */
  readonly columns: readonly string[];
  readonly windows: readonly { readonly name: string; readonly window: Window; readonly index: number }[];
  /** How far back the longest window looks, in milliseconds. */
  readonly horizon: number;
  readonly pasts: Map<string, Past>;
  newest: number;
  /** Goes round the entities, to forget those that have been quiet for longer than the horizon. */
  sweep: Iterator<[string, Past]>;
}

/** A history as plain arrays, for saving: numbers by name, and the entities' names. */
export interface SavedHistory {
  readonly arrays: Readonly<Record<string, Float64Array>>;
  readonly texts: Readonly<Record<string, readonly string[]>>;
}

function groupsOf(windows: Readonly<Record<string, Window>>): Group[] {
  const keys = [...new Set(Object.values(windows).map(({ entity, time }) => JSON.stringify([entity, time])))];
  return keys.map((key) => {
    const own = Object.entries(windows).filter(([, { entity, time }]) => JSON.stringify([entity, time]) === key);
    const columns = [...new Set(own.flatMap(([, { of }]) => (of === undefined ? [] : [of])))];
    const [entity, time] = JSON.parse(key) as [string, string];
    const pasts = new Map<string, Past>();
    return {
      entity,
      time,
      columns,
      windows: own.map(([name, window]) => ({ name, window, index: window.of === undefined ? -1 : columns.indexOf(window.of) })),
      horizon: Math.max(...own.map(([, { overMs, delayMs }]) => overMs + delayMs)),
      pasts,
      newest: Number.NEGATIVE_INFINITY,
      sweep: pasts.entries(),
    };
  });
}

/** A cell as the number that is aggregated; NaN where missing. */
function numberOf(value: unknown): number {
  if (typeof value === "boolean") return value ? 1 : 0;
  return typeof value === "number" ? value : Number.NaN;
}

function entityOf(value: unknown): string | undefined {
  return value === null || value === undefined || value === "" || Number.isNaN(value) ? undefined : String(value);
}

function momentOf(row: HistoryRow, column: string): number {
  const value = valueIn(row, column);
  const time = typeof value === "number" && Number.isFinite(value) ? value : millisecondsOf(value);
  if (time !== undefined) return time;
  throw new MillwrightError(
    "DATA_HISTORY_TIME_MISSING",
    `the row's "${column}" is ${value === undefined || value === null ? "missing" : JSON.stringify(value)}, so its place in the history is unknown.`,
    "Give the moment as a Date or in ISO 8601.",
  );
}

/** An entity's past, empty when nothing is known of it. */
function pastOf(group: Group, key: string): Past {
  const known = group.pasts.get(key);
  if (known !== undefined) return known;
  const past = new Past(group.columns.length);
  group.pasts.set(key, past);
  return past;
}

function addEvent(group: Group, past: Past, time: number, values: ArrayLike<number>): void {
  past.add(time, values);
  past.forget(past.latest - group.horizon);
  if (time > group.newest) group.newest = time;
}

/** Looks at two entities and forgets those whose last event is out of reach of every window. */
function sweepSome(group: Group): void {
  for (let i = 0; i < 2; i++) {
    const next = group.sweep.next();
    if (next.done === true) group.sweep = group.pasts.entries();
    else if (next.value[1].latest <= group.newest - group.horizon) group.pasts.delete(next.value[0]);
  }
}

/**
 * The windows in service: answers for one row at a time, from what was observed before, with the same numbers that `deriveHistory`
 * gives for a whole table. Memory is bounded: events older than the longest window are forgotten, and quiet entities too.
 *
 * Order of calls: `derive` for a request, `observe` once it has happened, `label` when its label arrives.
 * @example
 * const history = EntityHistory.from(table, windows);
 * history.derive({ customer: "17", time: new Date(), amount: 20 }); // { bought_7d: 4, … }
 */
export class EntityHistory {
  private readonly groups: readonly Group[];
  private readonly windows: Readonly<Record<string, Window>>;

  /** An empty history. @param windows - by the names of the columns that they give. */
  constructor(windows: Readonly<Record<string, Window>>) {
    this.windows = windows;
    this.groups = groupsOf(windows);
  }

  /** The history after all rows of a table. @throws DATA_HISTORY_TIME_MISSING, DATA_COLUMN_MISSING, DATA_COLUMN_KIND */
  static from(table: Table, windows: Readonly<Record<string, Window>>): EntityHistory {
    const history = new EntityHistory(windows);
    for (const group of history.groups) {
      const times = timesOf(table, group.time);
      const columns = group.columns.map((name) => numbersOf(table, name));
      const entities = table.any(group.entity);
      const { codes, groups } = groupCodes(table, group.entity);
      const pastByCode: (Past | undefined)[] = new Array(groups);
      const brought = new Float64Array(columns.length);
      const order = ascendingOrder(times);
      const newest = times[order[order.length - 1] ?? 0] ?? Number.NEGATIVE_INFINITY;
      for (const row of order) {
        const time = times[row] ?? Number.NaN;
        const code = codes[row] ?? -1;
        if (code < 0 || time <= newest - group.horizon) continue;
        for (let index = 0; index < columns.length; index++) brought[index] = columns[index]?.[row] ?? Number.NaN;
        const past = pastByCode[code] ?? pastOf(group, String(cellOf(entities, row)));
        pastByCode[code] = past;
        addEvent(group, past, time, brought);
      }
    }
    return history;
  }

  /**
   * The windows' columns for a row that is not observed yet.
   * @throws DATA_HISTORY_TIME_MISSING
   */
  derive(row: HistoryRow): Record<string, number> {
    const derived: Record<string, number> = {};
    for (const name of Object.keys(this.windows)) derived[name] = this.windows[name]?.empty ?? 0;
    for (const group of this.groups) {
      const time = momentOf(row, group.time);
      const key = entityOf(valueIn(row, group.entity));
      if (key === undefined) continue;
      const past = group.pasts.get(key) ?? new Past(group.columns.length);
      for (const { name, window, index } of group.windows) {
        derived[name] = past.aggregate(window, index, time, window.of === undefined ? 1 : numberOf(valueIn(row, window.of)));
      }
    }
    return derived;
  }

  /** Adds a row to its entities' past. A label that is not known yet is left out or null. @throws DATA_HISTORY_TIME_MISSING */
  observe(row: HistoryRow): void {
    for (const group of this.groups) {
      const time = momentOf(row, group.time);
      const key = entityOf(valueIn(row, group.entity));
      const values = group.columns.map((name) => numberOf(valueIn(row, name)));
      if (key !== undefined) addEvent(group, pastOf(group, key), time, values);
      sweepSome(group);
    }
  }

  /**
   * Fills in a value that came later: found by the row's entity and time. Of several rows of one entity and moment the first without a
   * value gets it, which makes no difference to any window that ends after the label's delay.
   * @param row - at least the entity and time columns of the observed row.
   * @returns false when no window aggregates the column or the row has been forgotten.
   */
  label(row: HistoryRow, column: string, value: number | boolean): boolean {
    let found = false;
    for (const group of this.groups) {
      const index = group.columns.indexOf(column);
      const key = entityOf(valueIn(row, group.entity));
      if (index < 0 || key === undefined) continue;
      found = group.pasts.get(key)?.set(momentOf(row, group.time), index, numberOf(value)) === true || found;
    }
    return found;
  }

  /** Number of entities and events that are held. */
  get size(): { readonly entities: number; readonly events: number } {
    const pasts = this.groups.flatMap((group) => [...group.pasts.values()]);
    return { entities: pasts.length, events: pasts.reduce((sum, past) => sum + past.end - past.first, 0) };
  }

  /** Everything that is held, as plain arrays. */
  save(): SavedHistory {
    const arrays: Record<string, Float64Array> = {};
    const texts: Record<string, readonly string[]> = {};
    for (const [at, group] of this.groups.entries()) {
      const pasts = [...group.pasts.values()];
      const events = Float64Array.from(pasts, (past) => past.end - past.first);
      const total = events.reduce((sum, count) => sum + count, 0);
      const joined = (part: (past: Past) => Float64Array): Float64Array => concatenated(pasts.map(part), total);
      texts[`${at}.entities`] = [...group.pasts.keys()];
      arrays[`${at}.newest`] = Float64Array.of(group.newest);
      arrays[`${at}.events`] = events;
      arrays[`${at}.times`] = joined((past) => past.times.subarray(past.first, past.end));
      for (const [index] of group.columns.entries()) {
        arrays[`${at}.values.${index}`] = joined(
          (past) => past.series[index]?.values.subarray(past.first, past.end) ?? new Float64Array(0),
        );
      }
    }
    return { arrays, texts };
  }

  /**
   * A saved history.
   * @param windows - the ones that it was saved with.
   * @throws DATA_HISTORY_STATE_INVALID
   */
  static restore(windows: Readonly<Record<string, Window>>, saved: SavedHistory): EntityHistory {
    const history = new EntityHistory(windows);
    for (const [at, group] of history.groups.entries()) restoreGroup(group, at, saved);
    return history;
  }
}

/** Arrays one behind the other; a server waits meanwhile, so nothing goes through plain lists. */
function concatenated(parts: readonly Float64Array[], total: number): Float64Array {
  const whole = new Float64Array(total);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The events of one group. @throws DATA_HISTORY_STATE_INVALID */
function restoreGroup(group: Group, at: number, saved: SavedHistory): void {
  const entities = saved.texts[`${at}.entities`];
  const events = saved.arrays[`${at}.events`];
  const times = saved.arrays[`${at}.times`];
  const columns = group.columns.map((_, index) => saved.arrays[`${at}.values.${index}`]);
  const total = events?.reduce((sum, count) => sum + count, 0);
  if (
    entities === undefined ||
    entities.length !== events?.length ||
    times?.length !== total ||
    columns.some((values) => values?.length !== total)
  ) {
    throw new MillwrightError(
      "DATA_HISTORY_STATE_INVALID",
      `the saved history of "${group.entity}" does not fit its windows.`,
      "Use the windows that it was saved with, or build it again from the rows.",
    );
  }
  let next = 0;
  for (const [index, key] of entities.entries()) {
    const past = pastOf(group, key);
    for (let count = events[index] ?? 0; count > 0; count--, next++) {
      const values = columns.map((column) => column?.[next] ?? Number.NaN);
      addEvent(group, past, times?.[next] ?? Number.NaN, values);
    }
  }
  group.newest = saved.arrays[`${at}.newest`]?.[0] ?? group.newest;
}
