import type { Cell, ColumnRule } from "../../data/index.ts";
import { didYouMean, MillwrightError } from "../../errors/index.ts";
import { parseTimestamp } from "./timestamps.ts";

/** A row that fits the signature: timestamps are Dates, missing values null. */
export type CheckedRow = Readonly<Record<string, Cell>>;

/** Turns what a caller sent into a row. `where` names it in errors: "row 3". @throws SERVING_ROW_INVALID */
export type RowCheck = (value: unknown, where: string) => CheckedRow;

/** Longest category, as the row schema declares it. */
const longestCategory = 256;

/** Bounds of a number column as closed ones: an open bound moves to the next double. */
function bounds(rule: ColumnRule): readonly [number, number] {
  const minimum = rule.minimum ?? -Number.MAX_VALUE;
  const maximum = rule.maximum ?? Number.MAX_VALUE;
  return [rule.aboveMinimum === true ? nextAbove(minimum) : minimum, rule.belowMaximum === true ? -nextAbove(-maximum) : maximum];
}

/** The smallest double that is larger. */
function nextAbove(value: number): number {
  const view = new DataView(new ArrayBuffer(8));
  if (value === 0) return Number.MIN_VALUE;
  view.setFloat64(0, value);
  view.setBigInt64(0, view.getBigInt64(0) + (value > 0 ? 1n : -1n));
  return view.getFloat64(0);
}

/** True for values of a column that are not null; no message, because this runs for every value of every request. */
function acceptor(rule: ColumnRule): (value: unknown) => boolean {
  switch (rule.kind) {
    case "number": {
      const [minimum, maximum] = bounds(rule);
      if (rule.integer === true)
        return (value) => typeof value === "number" && value >= minimum && value <= maximum && Number.isInteger(value);
      return (value) => typeof value === "number" && value >= minimum && value <= maximum;
    }
    case "boolean":
      return (value) => typeof value === "boolean";
    case "category":
    case "text": {
      if (rule.allowed !== undefined) {
        const allowed: ReadonlySet<unknown> = new Set(rule.allowed);
        return (value) => allowed.has(value);
      }
      const longest = longestText(rule);
      const shortest = rule.minimumLength ?? 0;
      return (value) => typeof value === "string" && value.length <= longest && value.length >= shortest;
    }
    case "timestamp":
      return (value) => value instanceof Date && !Number.isNaN(value.getTime());
  }
}

function longestText(rule: ColumnRule): number {
  return rule.maximumLength ?? (rule.kind === "category" ? longestCategory : Number.MAX_SAFE_INTEGER);
}

function allowedNumbers(rule: ColumnRule): string {
  const what = rule.integer === true ? "a whole number" : "a finite number";
  const low = rule.minimum === undefined ? "" : ` ${rule.aboveMinimum === true ? "above" : "of at least"} ${rule.minimum}`;
  const high = rule.maximum === undefined ? "" : ` ${rule.belowMaximum === true ? "below" : "of at most"} ${rule.maximum}`;
  return `${what}${low}${low !== "" && high !== "" ? " and" : ""}${high}`;
}

function allowedTexts(rule: ColumnRule): string {
  if (rule.allowed !== undefined) {
    const listed = rule.allowed.slice(0, 20).map((value) => JSON.stringify(value));
    return `one of ${listed.join(", ")}${rule.allowed.length > 20 ? ` and ${rule.allowed.length - 20} more` : ""}`;
  }
  const longest = longestText(rule);
  const shortest = rule.minimumLength ?? 0;
  return `text${shortest > 0 ? ` of at least ${shortest}` : ""}${shortest > 0 && longest < Number.MAX_SAFE_INTEGER ? " and" : ""}${longest < Number.MAX_SAFE_INTEGER ? ` of at most ${longest}` : ""}${shortest > 0 || longest < Number.MAX_SAFE_INTEGER ? " characters" : ""}`;
}

/** What a column takes, in words. */
export function allowedValues(rule: ColumnRule): string {
  const orNull = rule.nullable ? ", or null where it is missing" : "";
  switch (rule.kind) {
    case "number":
      return `${allowedNumbers(rule)}${orNull}`;
    case "boolean":
      return `true or false${orNull}`;
    case "category":
    case "text":
      return `${allowedTexts(rule)}${orNull}`;
    case "timestamp":
      return `an ISO 8601 moment such as "2026-03-14T09:26:53Z"${orNull}`;
  }
}

/** A value as it may stand in a message: short, and quoted as JSON. */
function shown(value: unknown): string {
  if (typeof value === "number") return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "an invalid Date" : value.toISOString();
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch {
    text = undefined;
  }
  text ??= String(typeof value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

function fault(problem: string, fix: string): MillwrightError {
  return new MillwrightError("SERVING_ROW_INVALID", problem, fix);
}

function valueFault(rule: ColumnRule, value: unknown, where: string): MillwrightError {
  const near = rule.kind === "category" && rule.allowed !== undefined && typeof value === "string" ? didYouMean(value, rule.allowed) : "";
  const hint = near.startsWith("Did you mean") ? ` ${near}` : "";
  return fault(`${where}: "${rule.name}" is ${shown(value)}.`, `Send ${allowedValues(rule)}.${hint}`);
}

function missingFault(rule: ColumnRule, row: object, names: ReadonlySet<string>, where: string): MillwrightError {
  const strangers = Object.keys(row).filter((key) => !names.has(key));
  const near = strangers.find((key) => didYouMean(key, [rule.name]).startsWith("Did you mean"));
  const hint = near === undefined ? `Send ${allowedValues(rule)}.` : `It came with "${near}": did you mean "${rule.name}"?`;
  return fault(`${where}: field "${rule.name}" is missing.`, hint);
}

function extraFault(row: object, names: ReadonlySet<string>, where: string): MillwrightError {
  const extra = Object.keys(row).find((key) => !names.has(key)) ?? "";
  return fault(
    `${where}: field ${shown(extra)} (with ${shown((row as Record<string, unknown>)[extra])}) is not one of the model's.`,
    `Leave it out. ${didYouMean(extra, [...names])}`,
  );
}

/**
 * Compiles a signature's columns into one check of a row.
 * Every column must be there (unless it is optional), null where it may be missing, and nothing else;
 * timestamps may be Dates or ISO 8601 text.
 */
export function compileRowCheck(columns: readonly ColumnRule[]): RowCheck {
  const names: ReadonlySet<string> = new Set(columns.map((rule) => rule.name));
  const checks = columns.map((rule) => ({ rule, name: rule.name, nullable: rule.nullable, accepts: acceptor(rule) }));
  const complete = completer(columns);
  return (value, where) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw fault(`${where} is ${shown(value)}, not an object.`, `Send an object with the fields ${[...names].slice(0, 20).join(", ")}.`);
    }
    const row = complete(value as Record<string, unknown>);
    for (const check of checks) {
      const cell = row[check.name];
      if (cell === null ? check.nullable : check.accepts(cell)) continue;
      if (cell === undefined || !Object.hasOwn(row, check.name)) throw missingFault(check.rule, row, names, where);
      throw valueFault(check.rule, cell, where);
    }
    let count = 0;
    for (const _ in row) count++;
    if (count !== checks.length) throw extraFault(row, names, where);
    return row as Record<string, Cell>;
  };
}

type Completer = (row: Record<string, unknown>) => Record<string, unknown>;

/** Copies a row where texts must become Dates or optional fields null; what cannot be read stays, and fails its check. */
function completer(columns: readonly ColumnRule[]): Completer {
  const moments = columns.filter((rule) => rule.kind === "timestamp").map((rule) => rule.name);
  const optional = columns.filter((rule) => rule.optional === true).map((rule) => rule.name);
  if (moments.length + optional.length === 0) return (row) => row;
  return (row) => {
    const copy: Record<string, unknown> = { ...row };
    for (const name of moments) {
      const value = copy[name];
      const milliseconds = typeof value === "string" ? parseTimestamp(value) : Number.NaN;
      if (!Number.isNaN(milliseconds)) copy[name] = new Date(milliseconds);
    }
    for (const name of optional) if (copy[name] === undefined) copy[name] = null;
    return copy;
  };
}
