import { MillwrightError } from "../../errors/index.ts";
import { days } from "../durations.ts";
import type { Table } from "../tables/table.ts";
import { groupCodes } from "./group-codes.ts";
import { part } from "./split-parts.ts";

/** Which rows are dropped. */
interface KnownSettings {
  readonly entity: string;
  readonly label: string;
  /** The part whose rows are looked at. */
  readonly wanted: number;
  /** Labels before this moment are not looked at. */
  readonly since: number;
  /** Start of the part: what is known is brought up to date at it and every 24 hours from it. */
  readonly from: number;
  readonly delay: number;
}

/** 1 where the label is true. */
function truths(table: Table, name: string): (row: number) => boolean {
  const column = table.any(name);
  if (column.kind === "boolean" || column.kind === "number") return (row) => column.values[row] === 1;
  throw new MillwrightError(
    "DATA_COLUMN_KIND",
    `dropKnown: label "${name}" holds ${column.kind}.`,
    "Name a boolean column, or a number column that holds 0 and 1.",
  );
}

/**
 * Takes rows out of a part whose entity has a true label that is known on the row's day: one between `since` and the day's start minus
 * the delay. Days are counted from the part's start.
 */
export function dropKnownRows(table: Table, times: Float64Array, parts: Uint8Array, settings: KnownSettings): void {
  const { codes, groups } = groupCodes(table, settings.entity);
  const isTrue = truths(table, settings.label);
  const firstKnown = new Float64Array(groups).fill(Number.POSITIVE_INFINITY);
  for (const [row, code] of codes.entries()) {
    const time = times[row] ?? Number.NaN;
    if (code >= 0 && time >= settings.since && isTrue(row)) firstKnown[code] = Math.min(firstKnown[code] ?? time, time);
  }
  for (const [row, code] of codes.entries()) {
    if (parts[row] !== settings.wanted || code < 0) continue;
    const dayStart = settings.from + Math.floor(((times[row] ?? 0) - settings.from) / days(1)) * days(1);
    if ((firstKnown[code] ?? Number.POSITIVE_INFINITY) < dayStart - settings.delay) parts[row] = part.none;
  }
}
