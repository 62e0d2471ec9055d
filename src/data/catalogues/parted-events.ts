import { MillwrightError } from "../../errors/index.ts";
import { part as rowPart, rowsWhere } from "../splits/split-parts.ts";
import type { CatalogueSplit, Queries } from "./catalogue-split.ts";
import type { CodedEvents } from "./event-codes.ts";
import { listOf, packLists } from "./row-lists.ts";

/** Which part each event is in. `history` is known when its asker asks, and never learned from. */
export const eventPart: { readonly none: 0; readonly train: 1; readonly validation: 2; readonly test: 3; readonly history: 4 } = {
  ...rowPart,
  history: 4,
};

/** What one question is: each held-out event by itself, or all held-out events of an asker together. */
export type QueryStyle = "each event" | "each asker";

/** Labelled events, ready to become questions. */
export interface PartedEvents {
  /** One of `eventPart` per row. */
  readonly parts: Uint8Array;
  readonly queries: QueryStyle;
  /** Questions with fewer known events are left out; 0 unless told. */
  readonly fewestKnown?: number;
  /** Only these askers are judged; all unless told. */
  readonly judgedAskers?: (asker: number) => boolean;
  readonly description: string;
}

interface Query {
  readonly asker: number;
  readonly truth: number[];
  readonly history: number[];
}

/** Questions of one asker; `rows` are its events, oldest first. */
function queriesOfAsker(
  asker: number,
  rows: Int32Array,
  wanted: number,
  { parts, queries }: PartedEvents,
  known: ReadonlySet<number>,
  ordered: boolean,
): Query[] {
  const isKnown = (row: number): boolean => known.has(parts[row] ?? eventPart.none);
  if (queries === "each asker") {
    const truth = [...rows].filter((row) => parts[row] === wanted);
    return truth.length === 0 ? [] : [{ asker, truth, history: [...rows].filter(isKnown) }];
  }
  const found: Query[] = [];
  const before: number[] = [];
  const all = ordered ? [] : [...rows].filter(isKnown);
  for (const row of rows) {
    if (parts[row] === wanted) found.push({ asker, truth: [row], history: ordered ? [...before] : all });
    // What was asked about earlier is known later: the service has seen it by then.
    if (isKnown(row) || parts[row] === wanted) before.push(row);
  }
  return found;
}

function queriesOf(events: CodedEvents, parted: PartedEvents, wanted: number, known: ReadonlySet<number>): Queries {
  const { fewestKnown = 0, judgedAskers } = parted;
  const found: Query[] = [];
  for (let asker = 0; asker < events.askerIds.length; asker++) {
    if (judgedAskers !== undefined && wanted === eventPart.test && !judgedAskers(asker)) continue;
    const rows = listOf(events.byAsker, asker);
    const own = queriesOfAsker(asker, rows, wanted, parted, known, events.times !== undefined);
    found.push(...own.filter(({ history }) => history.length >= fewestKnown));
  }
  return {
    askers: Int32Array.from(found, ({ asker }) => asker),
    rows: Int32Array.from(found, ({ truth }) => truth[0] ?? 0),
    truth: packLists(found.map(({ truth }) => truth)),
    history: packLists(found.map(({ history }) => history)),
  };
}

/**
 * Makes questions of labelled events. Before a question of the validation part the train and history events of its asker are known,
 * before one of the test part the validation events too; where events have times, only those before it.
 * @throws DATA_SPLIT_EMPTY where nothing could be asked.
 */
export function splitOfParts(events: CodedEvents, parted: PartedEvents): CatalogueSplit {
  const { parts, description } = parted;
  const { train, validation, history } = eventPart;
  const split = {
    train: rowsWhere(parts.length, (row) => parts[row] === train),
    final: rowsWhere(parts.length, (row) => parts[row] === train || parts[row] === validation),
    validation: queriesOf(events, parted, eventPart.validation, new Set([train, history])),
    test: queriesOf(events, parted, eventPart.test, new Set([train, validation, history])),
    description,
  };
  for (const name of ["validation", "test"] as const) {
    if (split[name].askers.length > 0) continue;
    throw new MillwrightError(
      "DATA_SPLIT_EMPTY",
      `the split leaves ${name} without a question (${events.askers.length} events of ${events.askerIds.length} askers; ${description})`,
      "Give it more events, askers with more of them, or other shares.",
    );
  }
  return split;
}
