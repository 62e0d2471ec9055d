import { MillwrightError } from "../../../errors/index.ts";
import type { Table } from "../../tables/table.ts";

/** A category or text column as the graph sees it, "" where missing. @throws DATA_COLUMN_KIND, DATA_COLUMN_MISSING */
export function categoryValues(table: Table, name: string): string[] {
  const column = table.any(name);
  if (column.kind === "category") return Array.from(column.codes, (code) => column.dictionary[code] ?? "");
  if (column.kind === "text") return column.values.map((value) => value ?? "");
  throw new MillwrightError(
    "DATA_COLUMN_KIND",
    `column "${name}" of table "${table.name}" holds ${column.kind}, a categorical feature needs category or text.`,
    column.kind === "number" ? "Use numeric or spline for it, or read it as a category." : "Use flag, numeric or dateParts for it.",
  );
}

/** How often each value occurs; the missing one, "", too. */
export function countValues(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Plain code-unit order: the same on every machine, whatever its language. */
export function byName(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
