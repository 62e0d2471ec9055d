import { ascendingOrder, correlation, explainedByGroups, random } from "../../../kernels/index.ts";
import type { Column } from "../../tables/column.ts";
import type { Table } from "../../tables/table.ts";
import { groupCodesOf } from "../group-codes.ts";
import type { LeakContext, LeakFinding } from "./leak-finding.ts";

/** Training rows that are looked at: enough to tell a perfect relation from a strong one, at a bounded time. */
const sampleRows = 20_000;
/** A number with at most this many values is taken for classes. */
const mostClasses = 20;
/** Relations from here on are taken for the target itself. */
const nearPerfect = 0.9999;
/** Share of the errors of always naming the most frequent class that a column must take away. */
const nearlyAllErrors = 0.99;

interface Target {
  /** Class codes, or values. */
  readonly values: Float64Array;
  readonly classes: number;
}

function targetOf(column: Column): Target | undefined {
  if (column.kind === "text" || column.kind === "timestamp") return undefined;
  const { codes, groups } = groupCodesOf(column);
  if (column.kind === "number" && groups > mostClasses) return { values: column.values, classes: 0 };
  return { values: Float64Array.from(codes, (code) => (code < 0 ? Number.NaN : code)), classes: groups };
}

/** Errors of naming the most frequent class everywhere. */
function baseErrors(target: Target): number {
  const counts = new Float64Array(target.classes);
  for (const code of target.values) if (!Number.isNaN(code)) counts[code] = (counts[code] ?? 0) + 1;
  return counts.reduce((sum, count) => sum + count, 0) - Math.max(...counts);
}

/** Errors of naming each value's most frequent class; a value that occurs once tells nothing. */
function errorsByValue(column: Column, target: Target): number {
  const { codes, groups } = groupCodesOf(column);
  const counts = new Map<number, number>();
  const total = new Float64Array(groups + 1);
  const most = new Float64Array(groups + 1);
  for (const [row, code] of codes.entries()) {
    const group = code < 0 ? groups : code;
    const key = group * target.classes + (target.values[row] ?? 0);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    total[group] = (total[group] ?? 0) + 1;
    most[group] = Math.max(most[group] ?? 0, count);
  }
  return total.reduce((sum, rows, group) => sum + (rows === 1 ? 1 : rows - (most[group] ?? 0)), 0);
}

/** Errors of naming the class of the row with the next smaller value. */
function errorsByNeighbour(values: Float64Array, target: Target): number {
  const order = ascendingOrder(values);
  let errors = 0;
  for (let i = 1; i < order.length; i++) if (target.values[order[i] ?? 0] !== target.values[order[i - 1] ?? 0]) errors++;
  return errors;
}

function ranks(values: Float64Array): Float64Array {
  const rank = new Float64Array(values.length).fill(Number.NaN);
  for (const [position, row] of ascendingOrder(values).entries()) if (!Number.isNaN(values[row])) rank[row] = position;
  return rank;
}

/** True when the column alone tells the target, or nearly so. */
function tells(column: Column, target: Target): boolean {
  if (column.kind === "text") return false;
  const numeric = column.kind === "number" || column.kind === "timestamp";
  if (target.classes > 0) {
    const base = baseErrors(target);
    if (base < 10) return false;
    const byValue = errorsByValue(column, target);
    const errors = numeric ? Math.min(byValue, errorsByNeighbour(column.values, target)) : byValue;
    return 1 - errors / base >= nearlyAllErrors;
  }
  if (!numeric) {
    const { codes, groups } = groupCodesOf(column);
    return explainedByGroups(target.values, codes, groups) >= nearPerfect;
  }
  const straight = Math.abs(correlation(column.values, target.values));
  return straight >= nearPerfect || Math.abs(correlation(ranks(column.values), ranks(target.values))) >= nearPerfect;
}

/** Drawn training rows, with a target that is there. */
function sampleOf({ table, split }: LeakContext): Table {
  const rows = split.train.slice();
  if (rows.length > sampleRows) random(0).fork("leak sample").shuffle(rows);
  return table.take(rows.subarray(0, sampleRows).sort());
}

/** Columns that alone give the target away: it is written in them, or they are written when it is known. */
export function targetInColumn(context: LeakContext): LeakFinding {
  const check = "target in a column";
  const sample = sampleOf(context);
  const target = targetOf(sample.any(context.target));
  if (target === undefined) return { check, found: "Not checked for this kind of target.", rows: 0 };
  const telling = sample.names.filter(
    (name) => name !== context.target && !context.ignore.includes(name) && tells(sample.any(name), target),
  );
  if (telling.length === 0) return { check, found: `No column alone tells "${context.target}".`, rows: 0 };
  const names = telling.map((name) => `"${name}"`).join(", ");
  const found = `${names} alone tell${telling.length === 1 ? "s" : ""} "${context.target}" nearly without error: find out when it is written, and leave it out if that is after the prediction.`;
  return { check, found, rows: context.split.train.length };
}
