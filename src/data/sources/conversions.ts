import type { ColumnRule } from "../contracts/row-schema.ts";
import { literal } from "./engine.ts";

/** How a column of the query engine becomes a typed column. */
export interface Conversion {
  /** SQL that gives DOUBLE, UTINYINT or VARCHAR; fails on a value that cannot be converted. */
  readonly select: string;
  /** SQL condition that holds for values that cannot be converted. */
  readonly wrong: string;
  /** True where a 64-bit integer becomes a number. */
  readonly exactIntegers: boolean;
}

const integers = /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/;
const floats = /^(FLOAT|DOUBLE|DECIMAL)/;
const wideIntegers = /^U?(BIG|HUGE)INT$/;
const texts = /^(VARCHAR|ENUM|JSON|UUID)/;
const times = /^(TIMESTAMP|DATE)/;

/** A cell as text with the spellings of "missing" taken out. */
function withoutMissing(cell: string, missing: readonly string[]): string {
  if (missing.length === 0) return cell;
  return `CASE WHEN ${cell} IN (${missing.map(literal).join(", ")}) THEN NULL ELSE ${cell} END`;
}

function numberConversion(cell: string, type: string, missing: readonly string[]): Conversion | undefined {
  if (texts.test(type)) {
    const text = withoutMissing(cell, missing);
    const tried = `TRY_CAST(${text} AS DOUBLE)`;
    return {
      select: `CAST(${text} AS DOUBLE)`,
      wrong: `(${text}) IS NOT NULL AND (${tried} IS NULL OR NOT isfinite(${tried}))`,
      exactIntegers: false,
    };
  }
  if (!integers.test(type) && !floats.test(type)) return undefined;
  const exactIntegers = wideIntegers.test(type);
  const limit = exactIntegers ? ` OR abs(CAST(${cell} AS DOUBLE)) > 9007199254740991` : "";
  return {
    select: `CAST(${cell} AS DOUBLE)`,
    wrong: `${cell} IS NOT NULL AND (NOT isfinite(CAST(${cell} AS DOUBLE))${limit})`,
    exactIntegers,
  };
}

function timestampConversion(cell: string, type: string, missing: readonly string[]): Conversion | undefined {
  // The engine gives an infinite date no number: it must not pass for a missing one.
  const milliseconds = (instant: string, given: string): string =>
    `COALESCE(CAST(epoch_us(${instant}) AS DOUBLE) / 1000, CASE WHEN (${given}) IS NOT NULL THEN 'infinity'::DOUBLE END)`;
  if (texts.test(type)) {
    const text = withoutMissing(cell, missing);
    const tried = `TRY_CAST(${text} AS TIMESTAMPTZ)`;
    return {
      select: milliseconds(`CAST(${text} AS TIMESTAMPTZ)`, text),
      wrong: `(${text}) IS NOT NULL AND (${tried} IS NULL OR NOT isfinite(${tried}))`,
      exactIntegers: false,
    };
  }
  if (!times.test(type)) return undefined;
  return { select: milliseconds(cell, cell), wrong: `${cell} IS NOT NULL AND NOT isfinite(${cell})`, exactIntegers: false };
}

function booleanConversion(cell: string, type: string, missing: readonly string[]): Conversion | undefined {
  if (type === "BOOLEAN") return { select: `CAST(${cell} AS UTINYINT)`, wrong: "false", exactIntegers: false };
  if (texts.test(type)) {
    const text = withoutMissing(cell, missing);
    return {
      select: `CAST(CAST(${text} AS BOOLEAN) AS UTINYINT)`,
      wrong: `(${text}) IS NOT NULL AND TRY_CAST(${text} AS BOOLEAN) IS NULL`,
      exactIntegers: false,
    };
  }
  if (!integers.test(type) && !floats.test(type)) return undefined;
  const wrong = `${cell} IS NOT NULL AND ${cell} NOT IN (0, 1)`;
  return { select: `CASE WHEN ${wrong} THEN error('not a boolean') ELSE CAST(${cell} AS UTINYINT) END`, wrong, exactIntegers: false };
}

function stringConversion(cell: string, type: string): Conversion | undefined {
  if (/\[|^STRUCT|^MAP|^UNION|^BLOB|^LIST/.test(type)) return undefined;
  return { select: `CAST(${cell} AS VARCHAR)`, wrong: "false", exactIntegers: false };
}

/**
 * The conversion of a column of the engine's `type`; undefined when the two do not fit at all.
 * Accepted beside the exact types: ISO 8601 dates as text (UTC unless they say otherwise), true/false, yes/no and 0/1 as booleans,
 * integers of any width as numbers, and any scalar as a category or text.
 * @param missing - spellings of "missing" in text.
 */
export function conversionOf(rule: ColumnRule, cell: string, type: string, missing: readonly string[]): Conversion | undefined {
  switch (rule.kind) {
    case "number":
      return numberConversion(cell, type, missing);
    case "timestamp":
      return timestampConversion(cell, type, missing);
    case "boolean":
      return booleanConversion(cell, type, missing);
    default:
      return stringConversion(cell, type);
  }
}

/** What a column of this kind accepts, for error messages. */
export function accepted(kind: ColumnRule["kind"]): { readonly noun: string; readonly fix: string } {
  switch (kind) {
    case "number":
      return {
        noun: "a finite number",
        fix: "Write it like 12.5 or leave the cell empty where it is missing; or declare the column as a category or text.",
      };
    case "timestamp":
      return {
        noun: "an ISO 8601 date",
        fix: "Write it like 2018-07-25 or 2018-07-25T10:30:00Z, or convert it in a query with strptime(…).",
      };
    case "boolean":
      return { noun: "true or false", fix: "Write true, false, yes, no, 1 or 0, or leave the cell empty where it is missing." };
    default:
      return { noun: kind === "text" ? "text" : "a category", fix: "Write a plain value." };
  }
}
