import { type ColumnRule, EntityHistory } from "../../data/index.ts";
import { didYouMean, MillwrightError } from "../../errors/index.ts";
import type { Manifest } from "../package/manifest.ts";
import { readHistory, writeHistory } from "./history-file.ts";
import { type CheckedRow, compileRowCheck } from "./row-check.ts";

/** A truth that came to be known after its row. */
export interface LateLabel {
  /** The row as it was sent; its entities and time are enough. */
  readonly row: Readonly<Record<string, unknown>>;
  /** Values of columns that were not known then, e.g. { is_fraud: true }. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** The past of every entity, as it is known now. */
export interface OnlineHistory {
  readonly present: boolean;
  /** A row with its derived columns, as of its moment. */
  derive(row: CheckedRow): CheckedRow;
  /** Makes rows part of their entities' past, all of them or, when one cannot be, none. */
  observe(rows: readonly CheckedRow[]): void;
  /** Derives each row and makes it part of the past before the next is looked at. */
  advance(rows: readonly CheckedRow[]): CheckedRow[];
  /** Fills in truths. @returns how many of the values had a place */
  label(labels: readonly LateLabel[]): number;
  /** Makes rows part of the past that were part of it already, in a process before this one. */
  replay(rows: readonly CheckedRow[]): void;
  /** The state as safetensors. */
  save(): Uint8Array | undefined;
  /** Keeps what happened, where a journal does; to be awaited before anything is acknowledged. @throws SERVING_JOURNAL_FAILED */
  commit?(): Promise<void>;
  /** Closes the journal, where there is one. */
  close?(): Promise<void>;
}

/** How far ahead of the clock a row may be and still become part of the past. */
const aheadMs = 24 * 3600 * 1000;

function refuse({ system }: Pick<Manifest, "system">): never {
  throw new MillwrightError(
    "SERVING_NO_HISTORY",
    `"${system.name}" derives no columns from entities' past.`,
    "Nothing needs to be observed or labelled; declare `data.history` in the system to change that.",
  );
}

/** The history of a system that has none. */
export function noHistory(manifest: Pick<Manifest, "system">): OnlineHistory {
  return {
    present: false,
    derive: (row) => row,
    observe: () => refuse(manifest),
    advance: (rows) => [...rows],
    label: () => refuse(manifest),
    replay: () => refuse(manifest),
    save: () => undefined,
  };
}

/** Columns that place a row in the past: entities and times. */
export function placingColumns({ signature }: Pick<Manifest, "signature">): ColumnRule[] {
  const names = new Set(Object.values(signature.history).flatMap(({ entity, time }) => [entity, time]));
  return signature.columns.filter((rule) => names.has(rule.name));
}

function checkedValue(name: string, value: unknown, labelled: readonly string[], where: string): number | boolean {
  if (!labelled.includes(name)) {
    throw new MillwrightError("SERVING_ROW_INVALID", `${where}: no derived column aggregates "${name}".`, didYouMean(name, labelled));
  }
  if (typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value))) return value;
  throw new MillwrightError(
    "SERVING_ROW_INVALID",
    `${where}: "${name}" is ${JSON.stringify(value) ?? String(value)}.`,
    "Send true, false or a finite number.",
  );
}

/** A late truth that fits: where it belongs, and its values. */
interface CheckedLabel {
  readonly place: CheckedRow;
  readonly values: readonly { readonly name: string; readonly value: number | boolean }[];
}

/** Makes the check of late labels. @throws (from the check) SERVING_ROW_INVALID */
function labelCheck(
  { signature }: Pick<Manifest, "signature">,
  placing: readonly ColumnRule[],
): (label: LateLabel, where: string) => CheckedLabel {
  const checkPlace = compileRowCheck(placing);
  const labelled = [...new Set(Object.values(signature.history).flatMap(({ of }) => of ?? []))];
  return ({ row, values }, where) => {
    const place = Object.fromEntries(placing.filter(({ name }) => Object.hasOwn(row, name)).map(({ name }) => [name, row[name]]));
    return {
      place: checkPlace(place, where),
      values: Object.entries(values).map(([name, value]) => ({ name, value: checkedValue(name, value, labelled, where) })),
    };
  };
}

/** @throws SERVING_ROW_INVALID for a row without a moment, or so far ahead that every other entity's past would look forgotten. */
function checkMoment(row: CheckedRow, times: readonly string[], latest: number): void {
  for (const name of times) {
    const moment = row[name];
    if (!(moment instanceof Date)) {
      throw new MillwrightError("SERVING_ROW_INVALID", `"${name}" is null, so the row has no place in the past.`, "Send the moment.");
    }
    if (moment.getTime() <= latest) continue;
    throw new MillwrightError(
      "SERVING_ROW_INVALID",
      `"${name}" is ${moment.toISOString()}, more than a day ahead of the clock, so the row cannot become part of the past.`,
      "Send the moment at which it happens, or only ask with observe=false.",
    );
  }
}

/**
 * The history that a package brings, kept up to date in memory.
 * @param bytes - history.safetensors; an empty history where absent.
 * @param now - the clock, in milliseconds since 1970.
 */
export function openHistory(manifest: Manifest, bytes: Uint8Array | undefined, now: () => number): OnlineHistory {
  const windows = manifest.signature.history;
  const { history, newest } =
    bytes === undefined ? { history: new EntityHistory(windows), newest: Number.NEGATIVE_INFINITY } : readHistory(bytes, windows);
  const placing = placingColumns(manifest);
  const times = placing.filter((rule) => rule.kind === "timestamp").map((rule) => rule.name);
  const checkLabel = labelCheck(manifest, placing);
  const derive = (row: CheckedRow): CheckedRow => ({ ...row, ...history.derive(row) });
  const checkMoments = (rows: readonly CheckedRow[]): void => {
    const latest = Math.max(now(), newest) + aheadMs;
    for (const row of rows) checkMoment(row, times, latest);
  };
  return {
    present: true,
    derive,
    observe: (rows) => {
      checkMoments(rows);
      for (const row of rows) history.observe(row);
    },
    advance: (rows) => {
      checkMoments(rows);
      return rows.map((row) => {
        const full = derive(row);
        history.observe(row);
        return full;
      });
    },
    label: (labels) => {
      const checked = labels.map((label, index) => checkLabel(label, `label ${index}`));
      for (const { place } of checked) checkMoment(place, times, Number.POSITIVE_INFINITY);
      let found = 0;
      for (const { place, values } of checked) for (const { name, value } of values) if (history.label(place, name, value)) found++;
      return found;
    },
    replay: (rows) => {
      for (const row of rows) history.observe(row);
    },
    save: () => writeHistory(history.save(), newest),
  };
}
