import { MillwrightError } from "../../errors/index.ts";
import { checkShares } from "../splits/split-parts.ts";
import { type Moment, timeOf } from "../splits/time-split.ts";
import type { CatalogueSplitPlan } from "./catalogue-split.ts";
import type { CodedEvents } from "./event-codes.ts";
import { eventPart, type QueryStyle, splitOfParts } from "./parted-events.ts";

/** How time divides events. */
export interface EventsByTimeSettings {
  /** Where validation and test begin: shares of the events, or moments. */
  readonly validation: number | { readonly from: Moment };
  readonly test: number | { readonly from: Moment };
  /** "each event" unless told. */
  readonly queries?: QueryStyle;
  /** Questions whose asker has fewer known events are left out; 0 unless told. */
  readonly fewestKnown?: number;
}

/** A moment as people read it, or a number where events are counted. A part that holds nothing has no beginning. */
function shown(time: number): string {
  if (Number.isNaN(time)) return "no moment (none is earlier)";
  return Math.abs(time) < 1e11 ? String(time) : new Date(time).toISOString();
}

function timesOf({ times }: CodedEvents): Float64Array {
  if (times !== undefined) return times;
  throw new MillwrightError("DATA_SPLIT_TIME_MISSING", "the events have no time to be split by.", "Name the task's `time` column.");
}

/** Moment at which a part begins. */
function startOf(told: number | { readonly from: Moment }, shareFromEnd: number, sorted: Float64Array, what: string): number {
  if (typeof told === "object") return timeOf(told.from, what);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * (1 - shareFromEnd) + 1e-9))] ?? Number.NaN;
}

/**
 * The past is learned from and later events are asked about; events of one moment are in one part.
 * @throws DATA_SETTINGS_INVALID; `divide` throws DATA_SPLIT_TIME_MISSING, DATA_SPLIT_EMPTY
 * @example eventsByTime({ validation: 0.1, test: 0.1 })
 */
export function eventsByTime(settings: EventsByTimeSettings): CatalogueSplitPlan<never> {
  const { validation, test, queries = "each event", fewestKnown = 0 } = settings;
  if (typeof validation === "number" && typeof test === "number") checkShares({ validation, test });
  return {
    kind: "time",
    columns: [],
    divide: (events) => {
      const times = timesOf(events);
      const sorted = times.toSorted();
      const last = typeof test === "number" ? test : 0;
      const testFrom = startOf(test, last, sorted, "test.from");
      const before = sorted.filter((time) => time < testFrom);
      const share = typeof validation === "number" ? Math.min(1, (validation * sorted.length) / Math.max(1, before.length)) : 0;
      const validationFrom = startOf(validation, share, before, "validation.from");
      const parts = Uint8Array.from(times, (time) =>
        time >= testFrom ? eventPart.test : time >= validationFrom ? eventPart.validation : eventPart.train,
      );
      const description = `By time: validation from ${shown(validationFrom)}, test from ${shown(testFrom)}; ${queries} is a question.`;
      return splitOfParts(events, { parts, queries, fewestKnown, description });
    },
  };
}
