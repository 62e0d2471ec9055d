import { MillwrightError } from "../../errors/index.ts";
import type { ColumnRule, RowSchema } from "../contracts/row-schema.ts";
import type { Column, ColumnKind } from "./column.ts";
import { millisecondsOf } from "./moment.ts";
import { Table } from "./table.ts";

/** A row as code, a database or a request gives it. */
export type PlainRow = Readonly<Record<string, unknown>>;

/** What a kind accepts, for error messages. */
const acceptedBy: Readonly<Record<ColumnKind, string>> = {
  number: "a finite number",
  timestamp: "a Date or an ISO 8601 date",
  boolean: "true or false",
  category: "a string",
  text: "a string",
};

/** What errors say about where a row is. */
interface Place {
  readonly what: string;
  /** Rows before the first of these. */
  readonly before: number;
}

function wrongValue({ what, before }: Place, row: number, rule: ColumnRule, value: unknown): MillwrightError {
  const shown = typeof value === "string" ? JSON.stringify(value.slice(0, 80)) : String(value).slice(0, 80);
  return new MillwrightError(
    "DATA_VALUE_INVALID",
    `row ${before + row + 1} of ${what}, column "${rule.name}": ${shown} is not ${acceptedBy[rule.kind]}.`,
    `Give ${acceptedBy[rule.kind]}, or null where it is missing.`,
  );
}

/** A cell as a number; undefined when it is not one. Numbers in text count, as databases send decimals so. */
function asNumber(value: unknown): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : typeof value === "bigint" ? Number(value) : value;
  if (typeof number !== "number" || !Number.isFinite(number)) return undefined;
  return typeof value === "bigint" && !Number.isSafeInteger(number) ? undefined : number;
}

/** A cell as 1 or 0; undefined when it is neither. */
function asBoolean(value: unknown): number | undefined {
  if (value === true || value === 1 || value === "true" || value === "1") return 1;
  return value === false || value === 0 || value === "false" || value === "0" ? 0 : undefined;
}

/** A cell as text; undefined for objects. */
function asText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "bigint" || typeof value === "boolean" ? String(value) : undefined;
}

function isMissing(value: unknown): boolean {
  return value === null || value === undefined || value === "";
}

function numbersOf(rows: readonly PlainRow[], rule: ColumnRule, read: (value: unknown) => number | undefined, place: Place): Float64Array {
  return Float64Array.from(rows, (row, index) => {
    const value = row[rule.name];
    if (isMissing(value)) return Number.NaN;
    const number = read(value);
    if (number === undefined) throw wrongValue(place, index, rule, value);
    return number;
  });
}

function textsOf(rows: readonly PlainRow[], rule: ColumnRule, place: Place): (string | null)[] {
  return rows.map((row, index) => {
    const value = row[rule.name];
    if (isMissing(value)) return null;
    const text = asText(value);
    if (text === undefined) throw wrongValue(place, index, rule, value);
    return text;
  });
}

/** Dictionary codes of texts: `allowed` first, then in the order in which they appear. */
function categoryOf(texts: readonly (string | null)[], allowed: readonly string[]): Column {
  const codeByText = new Map(allowed.map((text, code) => [text, code]));
  const codes = Int32Array.from(texts, (text) => {
    if (text === null) return -1;
    const code = codeByText.get(text) ?? codeByText.size;
    codeByText.set(text, code);
    return code;
  });
  return { kind: "category", codes, dictionary: [...codeByText.keys()] };
}

function columnOf(rows: readonly PlainRow[], rule: ColumnRule, place: Place): Column {
  switch (rule.kind) {
    case "number":
      return { kind: "number", values: numbersOf(rows, rule, asNumber, place) };
    case "timestamp":
      return { kind: "timestamp", values: numbersOf(rows, rule, millisecondsOf, place) };
    case "boolean": {
      const values = numbersOf(rows, rule, asBoolean, place);
      return { kind: "boolean", values: Uint8Array.from(values, (value) => (Number.isNaN(value) ? 255 : value)) };
    }
    case "category":
      return categoryOf(textsOf(rows, rule, place), rule.allowed ?? []);
    case "text":
      return { kind: "text", values: textsOf(rows, rule, place) };
  }
}

/**
 * A table from rows: numbers (also in text), booleans (also 0 and 1), `Date`s or ISO 8601 text, strings (also numbers, for identifiers).
 * `null`, `undefined` and "" are missing; keys that the schema does not declare are left out.
 * @param name - the table's name; errors say `row 3 of <name>`.
 * @param before - rows that came before these, for the row numbers of errors.
 * @throws DATA_VALUE_INVALID with row (from 1), column and value.
 * @example tableFromRows("orders", rowSchemaOf(row), [{ amount: 3, day: "2018-07-25" }])
 */
export function tableFromRows(name: string, schema: RowSchema, rows: readonly object[], before = 0): Table {
  const plain = rows as readonly PlainRow[];
  return new Table(name, new Map(schema.columns.map((rule) => [rule.name, columnOf(plain, rule, { what: name, before })])));
}
