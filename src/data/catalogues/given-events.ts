import { MillwrightError } from "../../errors/index.ts";
import { random } from "../../kernels/index.ts";
import { checkShare, percent } from "../splits/split-parts.ts";
import type { CatalogueSplitPlan } from "./catalogue-split.ts";
import type { CodedEvents } from "./event-codes.ts";
import { eventPart, type QueryStyle, splitOfParts } from "./parted-events.ts";
import { listOf } from "./row-lists.ts";

/** What is drawn for validation where nobody has fixed it. */
export type DrawnEvents = "events" | "events of each asker" | "askers" | "latest askers";

/** Parts that somebody else has fixed. */
export interface GivenEventsSettings<Column extends string = string> {
  /**
   * A column that holds "train", "validation", "test", or "history" for events that are known when their asker asks but never learned
   * from; events with another value are left out. Or the rows to judge on, counted from 0 in the table's order.
   */
  readonly test: { readonly column: Column } | { readonly rows: readonly number[] | Int32Array };
  /** What is drawn from the training events where there is no validation event, and which share of it. */
  readonly validation?: { readonly share: number; readonly of: DrawnEvents };
  /** "each event" unless told. */
  readonly queries?: QueryStyle;
  /** Questions whose asker has fewer known events are left out; 0 unless told. */
  readonly fewestKnown?: number;
}

const partByName: Readonly<Record<string, number>> = {
  train: eventPart.train,
  validation: eventPart.validation,
  test: eventPart.test,
  history: eventPart.history,
};

function partsOf({ table }: CodedEvents, test: GivenEventsSettings["test"]): Uint8Array {
  if ("column" in test) {
    const { codes, dictionary } = table.column(test.column, "category");
    const byCode = dictionary.map((name) => partByName[name.trim().toLowerCase()] ?? eventPart.none);
    return Uint8Array.from(codes, (code) => byCode[code] ?? eventPart.none);
  }
  const parts = new Uint8Array(table.rows).fill(eventPart.train);
  for (const row of test.rows) {
    if (parts[row] === eventPart.train) {
      parts[row] = eventPart.test;
      continue;
    }
    throw new MillwrightError(
      "DATA_SPLIT_ROWS_INVALID",
      parts[row] === undefined ? `test row ${row} is not in the table.` : `test row ${row} is given twice.`,
      `Rows are counted from 0 to ${table.rows - 1}, each once.`,
    );
  }
  return parts;
}

/** Rows of the training part that are drawn. */
function drawn(events: CodedEvents, parts: Uint8Array, { share, of }: { share: number; of: DrawnEvents }, seed: number): number[] {
  const stream = random(seed).fork("given events");
  const isTrain = (row: number): boolean => parts[row] === eventPart.train;
  const take = (rows: number[]): number[] => stream.shuffle(rows).slice(0, Math.floor(share * rows.length + 0.5));
  if (of === "events") return take([...parts.keys()].filter(isTrain));
  const own = events.askerIds.map((_, asker) => [...listOf(events.byAsker, asker)].filter(isTrain));
  if (of === "events of each asker") return own.flatMap(take);
  const asking = own.filter((rows) => rows.length > 0);
  const count = Math.floor(share * asking.length + 0.5);
  if (of === "askers")
    return stream
      .shuffle(Array.from(asking.keys()))
      .slice(0, count)
      .flatMap((asker) => asking[asker] ?? []);
  const lastOf = (rows: readonly number[]): number => events.times?.[rows.at(-1) ?? 0] ?? rows.at(-1) ?? 0;
  return asking
    .toSorted((a, b) => lastOf(b) - lastOf(a))
    .slice(0, count)
    .flat();
}

/**
 * Parts as a published benchmark gives them.
 * @throws DATA_SETTINGS_INVALID; `divide` throws DATA_SPLIT_ROWS_INVALID, DATA_SPLIT_EMPTY, DATA_COLUMN_MISSING, DATA_COLUMN_KIND
 * @example givenEvents({ test: { column: "part" }, validation: { share: 0.1, of: "latest askers" }, fewestKnown: 1 })
 */
export function givenEvents<const Column extends string = never>(settings: GivenEventsSettings<Column>): CatalogueSplitPlan<Column> {
  const { test, validation, queries = "each event", fewestKnown = 0 } = settings;
  if (validation !== undefined) checkShare("validation", validation.share);
  return {
    kind: "given",
    columns: "column" in test ? [test.column] : [],
    divide: (events, seed) => {
      const parts = partsOf(events, test);
      const draws = validation !== undefined && !parts.includes(eventPart.validation);
      if (draws) for (const row of drawn(events, parts, validation, seed)) parts[row] = eventPart.validation;
      const given = "column" in test ? `As column ${test.column} says` : `The ${test.rows.length} given test events`;
      const rest = draws ? `; ${percent(validation.share)} of the other ${validation.of} for validation` : "";
      return splitOfParts(events, { parts, queries, fewestKnown, description: `${given}${rest}; ${queries} is a question.` });
    },
  };
}
