import { type Cell, type ColumnRule, cellOf, type Table } from "../../data/index.ts";
import { didYouMean, MillwrightError } from "../../errors/index.ts";

/** What a column of an item must hold: a value, one of several, or a number within bounds. */
export type ItemCondition =
  | string
  | number
  | boolean
  | readonly (string | number | boolean)[]
  | { readonly atLeast?: number; readonly atMost?: number };

/** Conditions by column of the catalogue; all must hold. @example { available: true, price: { atMost: 20 }, genre: ["crime", "travel"] } */
export type ItemFilter = Readonly<Record<string, ItemCondition>>;

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value));
}

function isCondition(value: unknown): value is ItemCondition {
  if (isPlain(value)) return true;
  if (Array.isArray(value)) return value.length > 0 && value.length <= 1000 && value.every(isPlain);
  if (typeof value !== "object" || value === null) return false;
  const entries = Object.entries(value);
  return entries.length > 0 && entries.every(([name, bound]) => (name === "atLeast" || name === "atMost") && Number.isFinite(bound));
}

/** A filter as a request brings it. @throws SERVING_ROW_INVALID */
export function checkFilter(value: unknown, columns: readonly ColumnRule[], where: string): ItemFilter {
  if (value === undefined) return {};
  const fix = 'Send "where": { "<column>": value | [values] | { "atLeast": …, "atMost": … } }.';
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new MillwrightError("SERVING_ROW_INVALID", `${where}: "where" is not an object.`, fix);
  }
  const names = columns.map(({ name }) => name);
  for (const [name, condition] of Object.entries(value)) {
    if (!names.includes(name)) {
      const near = names.length === 0 ? "The catalogue has no columns." : didYouMean(name, names);
      throw new MillwrightError("SERVING_ROW_INVALID", `${where}: "where" names "${name.slice(0, 80)}", no column of the catalogue.`, near);
    }
    if (!isCondition(condition)) throw new MillwrightError("SERVING_ROW_INVALID", `${where}: the condition on "${name}" is none.`, fix);
  }
  return value as ItemFilter;
}

function holds(cell: Cell, condition: ItemCondition): boolean {
  if (cell === null) return false;
  if (Array.isArray(condition)) return condition.some((one) => holds(cell, one));
  if (typeof condition !== "object") return cell instanceof Date ? cell.toISOString() === condition : cell === condition;
  const value = cell instanceof Date ? cell.getTime() : Number(cell);
  const { atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY } = condition as { atLeast?: number; atMost?: number };
  return value >= atLeast && value <= atMost;
}

/** True for items whose row meets every condition; undefined where there are none. */
export function itemTest(table: Table | undefined, filter: ItemFilter): ((item: number) => boolean) | undefined {
  const conditions = Object.entries(filter);
  if (table === undefined || conditions.length === 0) return undefined;
  const columns = conditions.map(([name, condition]) => ({ column: table.any(name), condition }));
  return (item) => columns.every(({ column, condition }) => holds(cellOf(column, item), condition));
}
