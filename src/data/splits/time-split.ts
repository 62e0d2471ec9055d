import { MillwrightError } from "../../errors/index.ts";
import { ascendingOrder } from "../../kernels/index.ts";
import { type Duration, days } from "../durations.ts";
import { millisecondsOf } from "../tables/moment.ts";
import type { Table } from "../tables/table.ts";
import { blockFolds, withRows } from "./folds.ts";
import { dropKnownRows } from "./known-entities.ts";
import type { Fold, Split, SplitPlan } from "./split.ts";
import { checkShare, checkShares, part, rowsWhere, splitOf } from "./split-parts.ts";

/** A moment: a `Date`, ISO 8601 text (UTC unless it says otherwise), or a number for time columns that hold numbers. */
export type Moment = Date | string | number;

/** The last rows are judged on, those before them chosen on. */
export interface TimeShares<Column extends string = string> {
  /** A timestamp or number column; rows need not be in its order. */
  readonly time: Column;
  readonly validation: number;
  readonly test: number;
  /** How long labels take to arrive: nothing is learned from rows this shortly before the rows that are predicted. */
  readonly delay?: Duration;
}

/** Rows from a moment on are judged on. */
export interface TimeUntil<Column extends string = string> {
  readonly time: Column;
  readonly testFrom: Moment;
  /** Judged on until here, exclusive; to the last row unless told. */
  readonly testUntil?: Moment;
  /** The share of the rows before that is chosen on (the latest of them), or the moment from which it starts. */
  readonly validation: number | { readonly from: Moment };
  readonly delay?: Duration;
}

/**
 * Blocks of time, as a service that is retrained meets them: learn from `train`, wait `delay` for the labels, predict `test`.
 * Candidates are compared on the latest earlier block whose labels are known when the test block starts.
 */
export interface TimeWindows<Column extends string = string> {
  readonly time: Column;
  readonly train: Duration;
  readonly test: Duration;
  readonly delay?: Duration;
  /** Start of the test block; so that it ends with the last row's day, unless told. */
  readonly testFrom?: Moment;
  /**
   * Rows of entities that are known to be positive when they are predicted are left out of validation and test: those with a true
   * `label` between the start of the train block and the start of the row's day minus the delay.
   */
  readonly dropKnown?: { readonly entity: Column; readonly label: Column };
}

/** How time divides the rows. */
export type TimeSplitSettings<Column extends string = string> = TimeShares<Column> | TimeUntil<Column> | TimeWindows<Column>;

export function timeOf(moment: Moment, what: string): number {
  const time = typeof moment === "number" && Number.isFinite(moment) ? moment : millisecondsOf(moment);
  if (time !== undefined) return time;
  throw new MillwrightError(
    "DATA_SETTINGS_INVALID",
    `timeSplit: ${what} is "${String(moment)}", which is no date.`,
    "Write it like 2018-08-08.",
  );
}

function checkDuration(name: string, duration: Duration, least: number): void {
  if (Number.isFinite(duration) && duration >= least) return;
  const fix =
    duration > 0 && duration < 1
      ? "A share of the rows goes with { validation, test } and no `train`."
      : "Give a length of time, e.g. days(7).";
  throw new MillwrightError("DATA_SETTINGS_INVALID", `timeSplit: ${name} is ${duration} ms.`, fix);
}

/** The times of all rows. @throws DATA_SPLIT_TIME_MISSING, DATA_COLUMN_KIND */
export function timesOf(table: Table, name: string): Float64Array {
  const column = table.any(name);
  if (column.kind !== "timestamp" && column.kind !== "number") {
    throw new MillwrightError(
      "DATA_COLUMN_KIND",
      `timeSplit: column "${name}" holds ${column.kind}, not times.`,
      "Declare it as column.timestamp() (or a number, e.g. a year).",
    );
  }
  const missing = rowsWhere(table.rows, (row) => !Number.isFinite(column.values[row]));
  if (missing.length === 0) return column.values;
  const shown = [...missing.subarray(0, 3)].map((row) => row + 1).join(", ");
  throw new MillwrightError(
    "DATA_SPLIT_TIME_MISSING",
    `${missing.length} of ${table.rows} rows have no "${name}" (row ${shown}${missing.length > 3 ? ", …" : ""}), so they cannot be split by time.`,
    "Fill in their times, leave the rows out in a query, or split another way.",
  );
}

/** Shows a moment of a time column; numbers that are no dates stay numbers. */
function shownMoment(table: Table, name: string, time: number): string {
  if (table.any(name).kind === "number") return String(time);
  const text = new Date(time).toISOString();
  return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text.replace(".000Z", "Z");
}

/** The time at which the last `share` of the sorted times starts; rows of one moment are never divided. */
function startOfLast(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * (1 - share) + 1e-9))] ?? Number.NaN;
}

function sortedTimes(times: Float64Array): Float64Array {
  const order = ascendingOrder(times);
  return Float64Array.from(order, (row) => times[row] ?? Number.NaN);
}

/** Labels rows by the starts of validation and test, leaving out the gaps before each. */
function labelByTime(times: Float64Array, starts: { validation: number; test: number; end: number }, delay: number): Uint8Array {
  return Uint8Array.from(times, (time) => {
    if (time >= starts.test) return time < starts.end ? part.test : part.none;
    if (time >= starts.validation) return time < starts.test - delay ? part.validation : part.none;
    return time < starts.validation - delay ? part.train : part.none;
  });
}

function gapText(delay: number): string {
  return delay === 0
    ? ""
    : `, with a gap of ${delay % days(1) === 0 ? `${delay / days(1)} days` : `${delay} ms`} before each for labels to arrive`;
}

function divideFrom(table: Table, settings: TimeShares | TimeUntil): Split {
  const times = timesOf(table, settings.time);
  const delay = settings.delay ?? 0;
  const sorted = sortedTimes(times);
  const test = "testFrom" in settings ? timeOf(settings.testFrom, "testFrom") : startOfLast(sorted, settings.test);
  const end =
    "testUntil" in settings && settings.testUntil !== undefined ? timeOf(settings.testUntil, "testUntil") : Number.POSITIVE_INFINITY;
  const before = sorted.filter((time) => time < test - delay);
  // Shares count all rows, dates the rows before the test block.
  const validation =
    typeof settings.validation === "object"
      ? timeOf(settings.validation.from, "validation.from")
      : startOfLast(
          before,
          "testFrom" in settings ? settings.validation : Math.min((settings.validation * sorted.length) / Math.max(before.length, 1), 1),
        );
  const final = rowsWhere(table.rows, (row) => (times[row] ?? Number.NaN) < test - delay);
  const shown = (time: number): string => shownMoment(table, settings.time, time);
  const description =
    before.length === 0
      ? `By ${settings.time}: test from ${shown(test)}.`
      : `By ${settings.time}: train before ${shown(validation)}, validation from there, test from ${shown(test)}${end === Number.POSITIVE_INFINITY ? "" : ` to ${shown(end)}`}${gapText(delay)}.`;
  return splitOf(labelByTime(times, { validation, test, end }, delay), description, final);
}

/** One block: learn from [trainFrom, trainUntil), predict [from, until). */
interface Block {
  readonly trainFrom: number;
  readonly trainUntil: number;
  readonly from: number;
  readonly until: number;
}

function blockOf(settings: TimeWindows, from: number): Block {
  const trainUntil = from - (settings.delay ?? 0);
  return { trainFrom: trainUntil - settings.train, trainUntil, from, until: from + settings.test };
}

function divideWindows(table: Table, settings: TimeWindows): Split {
  const times = timesOf(table, settings.time);
  const delay = settings.delay ?? 0;
  const last = times.reduce((latest, time) => Math.max(latest, time), Number.NEGATIVE_INFINITY);
  const endOfLastDay = (Math.floor(last / days(1)) + 1) * days(1);
  const start = settings.testFrom === undefined ? endOfLastDay - settings.test : timeOf(settings.testFrom, "testFrom");
  const judged = blockOf(settings, start);
  // The latest block whose labels have all arrived when the test block starts.
  const chosen = blockOf(settings, start - delay - settings.test);
  const within = (time: number, from: number, until: number): boolean => time >= from && time < until;
  const parts = Uint8Array.from(times, (time) => {
    if (within(time, judged.from, judged.until)) return part.test;
    if (within(time, chosen.from, chosen.until)) return part.validation;
    return within(time, chosen.trainFrom, chosen.trainUntil) ? part.train : part.none;
  });
  const final = rowsWhere(table.rows, (row) => within(times[row] ?? Number.NaN, judged.trainFrom, judged.trainUntil));
  let dropped = "";
  if (settings.dropKnown !== undefined) {
    for (const [block, wanted] of [
      [chosen, part.validation],
      [judged, part.test],
    ] as const) {
      dropKnownRows(table, times, parts, { ...settings.dropKnown, wanted, since: block.trainFrom, from: block.from, delay });
    }
    dropped = ` Without the rows of each ${settings.dropKnown.entity} that is known for ${settings.dropKnown.label} by then.`;
  }
  const shown = (block: Block): string =>
    `${shownMoment(table, settings.time, block.trainFrom)} to ${shownMoment(table, settings.time, block.trainUntil)} → ${shownMoment(table, settings.time, block.from)} to ${shownMoment(table, settings.time, block.until)}`;
  return splitOf(
    parts,
    `By ${settings.time}, ends exclusive: candidates are compared on ${shown(chosen)}, the chosen one is judged on ${shown(judged)}.${dropped}`,
    final,
  );
}

/** The blocks before the one on which candidates are compared, the latest first. */
function earlierWindows(table: Table, settings: TimeWindows, validation: Int32Array, count: number): Fold[] {
  const times = timesOf(table, settings.time);
  const first = validation.reduce((least, row) => Math.min(least, times[row] ?? Number.NaN), Number.POSITIVE_INFINITY);
  const folds = Array.from({ length: count }, (_, fold) => {
    const block = blockOf(settings, first - (fold + 1) * settings.test);
    const within = (row: number, from: number, until: number): boolean =>
      (times[row] ?? Number.NaN) >= from && (times[row] ?? Number.NaN) < until;
    const parts = Uint8Array.from(times.keys(), (row) => (within(row, block.from, block.until) ? part.validation : part.none));
    if (settings.dropKnown !== undefined) {
      const known = {
        ...settings.dropKnown,
        wanted: part.validation,
        since: block.trainFrom,
        from: block.from,
        delay: settings.delay ?? 0,
      };
      dropKnownRows(table, times, parts, known);
    }
    return {
      train: rowsWhere(table.rows, (row) => within(row, block.trainFrom, block.trainUntil)),
      validation: rowsWhere(table.rows, (row) => parts[row] === part.validation),
    };
  });
  return withRows(folds, table.rows);
}

function checkSettings(settings: TimeSplitSettings): void {
  if (settings.delay !== undefined) checkDuration("delay", settings.delay, 0);
  if ("train" in settings) {
    checkDuration("train", settings.train, 1);
    checkDuration("test", settings.test, 1);
  } else if ("testFrom" in settings) {
    timeOf(settings.testFrom, "testFrom");
    if (typeof settings.validation === "number") checkShare("validation", settings.validation);
  } else checkShares(settings);
}

/**
 * The past is learned from and the future predicted, as in service. Rows may come in any order; rows of one moment are in one part.
 * @throws DATA_SETTINGS_INVALID; `divide` throws DATA_SPLIT_TIME_MISSING, DATA_SPLIT_EMPTY, DATA_COLUMN_MISSING, DATA_COLUMN_KIND.
 * @example timeSplit({ time: "sold", validation: 0.15, test: 0.15 }) // the last 15 % of the rows are judged on
 * @example timeSplit({ time: "sold", testFrom: "2015-03-01", validation: 0.15 }) // everything before March to learn and choose
 * @example
 * timeSplit({ time: "time", train: days(7), delay: days(7), test: days(7), dropKnown: { entity: "customer", label: "fraud" } })
 */
export function timeSplit<const Column extends string>(settings: TimeSplitSettings<Column>): SplitPlan<Column> {
  checkSettings(settings);
  const known = "train" in settings ? settings.dropKnown : undefined;
  return {
    kind: "time",
    columns: [settings.time, ...(known === undefined ? [] : [known.entity, known.label])],
    divide: (table) => ("train" in settings ? divideWindows(table, settings) : divideFrom(table, settings)),
    folds: (table, { train, validation }, { count }) =>
      "train" in settings
        ? earlierWindows(table, settings, validation, count)
        : blockFolds(train, timesOf(table, settings.time), count, settings.delay ?? 0),
  };
}
