import { MillwrightError } from "../../errors/index.ts";
import type { CategoryColumn, Cell, Column } from "../tables/column.ts";
import { cellOf, type Table } from "../tables/table.ts";
import type { ColumnRule, RowSchema } from "./row-schema.ts";

/** One rule of a contract that some rows break. */
export interface BrokenRule {
  readonly column: string;
  /** What was asked, e.g. "≥ 0". */
  readonly rule: string;
  readonly rows: number;
  /** The first three: row, counted from 1, and the value there. */
  readonly examples: readonly { readonly row: number; readonly value: Cell }[];
}

/** How many broken rules an error shows. */
const shownRules = 10;

/** Rows for which `breaks` holds, counted, with the first three. */
function breaking(rule: ColumnRule, text: string, column: Column, rows: number, breaks: (row: number) => boolean): BrokenRule[] {
  let count = 0;
  const examples: { row: number; value: Cell }[] = [];
  for (let row = 0; row < rows; row++) {
    if (!breaks(row)) continue;
    count++;
    if (examples.length < 3) examples.push({ row: row + 1, value: cellOf(column, row) });
  }
  return count === 0 ? [] : [{ column: rule.name, rule: text, rows: count, examples }];
}

/** Missing cells by row. */
function missingOf(column: Column): (row: number) => boolean {
  switch (column.kind) {
    case "number":
    case "timestamp":
      return (row) => Number.isNaN(column.values[row]);
    case "boolean":
      return (row) => column.values[row] === 255;
    case "category":
      return (row) => (column.codes[row] ?? -1) < 0;
    case "text":
      return (row) => column.values[row] === null;
  }
}

function missingRules(rule: ColumnRule, column: Column, rows: number): BrokenRule[] {
  const limit = rule.nullable ? (rule.maximumMissing ?? 1) : 0;
  if (limit >= 1) return [];
  const text = rule.nullable ? `at most ${limit * 100} % missing` : "not missing";
  return breaking(rule, text, column, rows, missingOf(column)).filter((broken) => broken.rows > limit * rows);
}

function numberRules(rule: ColumnRule, column: Column, values: Float64Array, rows: number): BrokenRule[] {
  const { minimum, maximum } = rule;
  const shown = (bound: number): string => (rule.kind === "timestamp" ? new Date(bound).toISOString() : String(bound));
  const value = (row: number): number => values[row] ?? Number.NaN;
  const found = breaking(rule, "finite", column, rows, (row) => Math.abs(value(row)) === Number.POSITIVE_INFINITY);
  if (minimum !== undefined) {
    const above = rule.aboveMinimum === true;
    const breaks = above ? (row: number) => value(row) <= minimum : (row: number) => value(row) < minimum;
    found.push(...breaking(rule, `${above ? ">" : "≥"} ${shown(minimum)}`, column, rows, breaks));
  }
  if (maximum !== undefined) {
    const below = rule.belowMaximum === true;
    const breaks = below ? (row: number) => value(row) >= maximum : (row: number) => value(row) > maximum;
    found.push(...breaking(rule, `${below ? "<" : "≤"} ${shown(maximum)}`, column, rows, breaks));
  }
  if (rule.integer === true) {
    found.push(...breaking(rule, "a whole number", column, rows, (row) => Number.isFinite(value(row)) && !Number.isInteger(value(row))));
  }
  return found;
}

/** Rules about a text, by the text; `texts` are the distinct ones of a category or all of a text column. */
function textProblem(rule: ColumnRule, text: string): string | undefined {
  if (rule.allowed !== undefined && !rule.allowed.includes(text)) return `one of ${rule.allowed.slice(0, 12).join(", ")}`;
  if (rule.maximumLength !== undefined && text.length > rule.maximumLength) return `at most ${rule.maximumLength} characters`;
  if (rule.minimumLength !== undefined && text.length < rule.minimumLength) return `at least ${rule.minimumLength} characters`;
  return undefined;
}

function categoryRules(rule: ColumnRule, column: CategoryColumn, rows: number): BrokenRule[] {
  const problems = column.dictionary.map((text) => textProblem(rule, text));
  return [...new Set(problems)].flatMap((problem) =>
    problem === undefined ? [] : breaking(rule, problem, column, rows, (row) => problems[column.codes[row] ?? -1] === problem),
  );
}

function textRules(rule: ColumnRule, column: Extract<Column, { kind: "text" }>, rows: number): BrokenRule[] {
  if (rule.allowed === undefined && rule.maximumLength === undefined && rule.minimumLength === undefined) return [];
  const found = new Map<string, BrokenRule>();
  for (let row = 0; row < rows; row++) {
    const text = column.values[row];
    const problem = text === null || text === undefined ? undefined : textProblem(rule, text);
    if (problem === undefined) continue;
    const before = found.get(problem) ?? { column: rule.name, rule: problem, rows: 0, examples: [] };
    const examples = before.examples.length < 3 ? [...before.examples, { row: row + 1, value: text ?? null }] : before.examples;
    found.set(problem, { ...before, rows: before.rows + 1, examples });
  }
  return [...found.values()];
}

/** Rows whose value an earlier row has already. */
function uniqueRules(rule: ColumnRule, column: Column, rows: number): BrokenRule[] {
  if (rule.unique !== true) return [];
  const isMissing = missingOf(column);
  const seen = new Set<unknown>();
  return breaking(rule, "unique", column, rows, (row) => {
    if (isMissing(row)) return false;
    const value = column.kind === "category" ? column.codes[row] : column.values[row];
    const size = seen.size;
    return seen.add(value).size === size;
  });
}

function brokenBy(rule: ColumnRule, column: Column | undefined, rows: number): BrokenRule[] {
  if (column === undefined) return rule.optional === true ? [] : [{ column: rule.name, rule: "there", rows, examples: [] }];
  if (column.kind !== rule.kind) return [{ column: rule.name, rule: `${rule.kind} (it holds ${column.kind})`, rows, examples: [] }];
  const found = missingRules(rule, column, rows);
  if (column.kind === "number" || column.kind === "timestamp") found.push(...numberRules(rule, column, column.values, rows));
  else if (column.kind === "category") found.push(...categoryRules(rule, column, rows));
  else if (column.kind === "text") found.push(...textRules(rule, column, rows));
  return [...found, ...uniqueRules(rule, column, rows)];
}

/** Every rule of the schema that some rows of the table break, in the order of the schema's columns. */
export function brokenRules(table: Table, schema: RowSchema): BrokenRule[] {
  return schema.columns.flatMap((rule) => brokenBy(rule, table.columns.get(rule.name), table.rows));
}

function shownValue(value: Cell): string {
  if (value === null) return "missing";
  if (value instanceof Date) return value.toISOString();
  return typeof value === "string" ? JSON.stringify(value.slice(0, 60)) : String(value);
}

function sentenceOf(broken: BrokenRule, rowsBefore: number): string {
  const examples = broken.examples.map(({ row, value }) => `row ${rowsBefore + row}: ${shownValue(value)}`).join("; ");
  const rows = broken.rows === 1 ? "1 row" : `${broken.rows} rows`;
  return `  column "${broken.column}" must be ${broken.rule}: broken in ${rows}${examples === "" ? "" : ` (${examples}${broken.rows > 3 ? "; …" : ""})`}`;
}

/**
 * Holds a table to the schema: kinds, ranges, whole numbers, allowed values, lengths, missing share, uniqueness.
 * @param rowsBefore - rows of the same file in earlier tables: errors count on from there.
 * @throws DATA_CONTRACT_BROKEN once for all broken rules (the first ten), each with its column, the number of rows and three of them.
 */
export function checkContract(table: Table, schema: RowSchema, rowsBefore: number = 0): void {
  const broken = brokenRules(table, schema);
  if (broken.length === 0) return;
  const more = broken.length > shownRules ? [`  and ${broken.length - shownRules} more`] : [];
  const lines = [...broken.slice(0, shownRules).map((rule) => sentenceOf(rule, rowsBefore)), ...more];
  throw new MillwrightError(
    "DATA_CONTRACT_BROKEN",
    `table "${table.name}" (${table.rows} rows) breaks ${broken.length} ${broken.length === 1 ? "rule" : "rules"} of its row:\n${lines.join("\n")}\n`,
    "Correct these rows, leave them out in a query, or loosen the row's rules (.nullable(), minimum, maximum, allowed values).",
  );
}
