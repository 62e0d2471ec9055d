import { MillwrightError } from "../../errors/index.ts";
import type { Duration } from "../durations.ts";
import type { Table } from "../tables/table.ts";
import { rowsWhere } from "./split-parts.ts";
import { type Moment, timeOf, timesOf } from "./time-split.ts";

/** Moments in the past at which a system is imagined to be learned anew, each judged on the rows up to the next. */
export interface RollingOrigins<Column extends string = string> {
  /** A timestamp or number column. */
  readonly time: Column;
  /** The first origin. */
  readonly from: Moment;
  /** From one origin to the next: how long a learned model serves. */
  readonly every: Duration;
  /** How long labels take to arrive: nothing is learned from rows this shortly before an origin. 0 unless told. */
  readonly delay?: Duration;
}

/** One origin with the rows that were known by then and those that follow. Row numbers ascend. */
export interface Origin {
  readonly from: number;
  readonly until: number;
  readonly learned: Int32Array;
  readonly judged: Int32Array;
}

/**
 * Divides rows once for each origin, up to the last row; origins with no rows to judge are left out.
 * @returns the origins in order, and the time of each row.
 * @throws DATA_SETTINGS_INVALID, DATA_SPLIT_EMPTY where nothing was known at the first origin or nothing follows it,
 * DATA_SPLIT_TIME_MISSING, DATA_COLUMN_MISSING, DATA_COLUMN_KIND
 * @see Tashman (2000), "Out-of-sample tests of forecasting accuracy: an analysis and review", International Journal of Forecasting 16(4).
 * @example rollingOrigins(table, { time: "month", from: "2008-01-01", every: days(365), delay: days(365) })
 */
export function rollingOrigins(table: Table, plan: RollingOrigins): { readonly origins: readonly Origin[]; readonly times: Float64Array } {
  const { every, delay = 0 } = plan;
  if (!(every > 0 && Number.isFinite(every) && delay >= 0 && Number.isFinite(delay))) {
    const problem = `rolling origins every ${every} ms with a delay of ${delay} ms.`;
    throw new MillwrightError("DATA_SETTINGS_INVALID", problem, "Give lengths of time, e.g. every: days(365), delay: days(30).");
  }
  const times = timesOf(table, plan.time);
  const last = times.reduce((latest, time) => Math.max(latest, time), Number.NEGATIVE_INFINITY);
  const origins: Origin[] = [];
  for (let from = timeOf(plan.from, "the first origin"); from <= last; from += every) {
    const until = from + every;
    const at = (row: number): number => times[row] ?? Number.NaN;
    const learned = rowsWhere(table.rows, (row) => at(row) < from - delay);
    const judged = rowsWhere(table.rows, (row) => at(row) >= from && at(row) < until);
    if (judged.length > 0) origins.push({ from, until, learned, judged });
  }
  const [first] = origins;
  if (first !== undefined && first.learned.length > 0) return { origins, times };
  throw new MillwrightError(
    "DATA_SPLIT_EMPTY",
    first === undefined ? "no row lies at or after the first origin." : "no row was known at the first origin.",
    "Move the first origin to where rows lie on both sides of it, further apart than the delay.",
  );
}
