import { MillwrightError } from "../../../errors/index.ts";
import type { Table } from "../../tables/table.ts";

/** A number or boolean column as the graph sees it: float32, NaN where missing. @throws DATA_COLUMN_KIND, DATA_COLUMN_MISSING */
export function columnValues(table: Table, name: string): Float32Array {
  const column = table.any(name);
  if (column.kind === "number") return Float32Array.from(column.values);
  if (column.kind === "boolean") return Float32Array.from(column.values, (value) => (value === 255 ? Number.NaN : value));
  throw new MillwrightError(
    "DATA_COLUMN_KIND",
    `column "${name}" of table "${table.name}" holds ${column.kind}, a numeric feature needs number or boolean.`,
    column.kind === "timestamp" ? "Use dateParts for it." : "Use oneHot, targetEncoding or words for it.",
  );
}

/** Values that are not missing, ascending. */
export function presentSorted(values: Float32Array): Float32Array {
  return values.filter((value) => !Number.isNaN(value)).sort();
}

/**
 * The quantile of ascending values, linear between neighbours; NaN of none.
 * @param level - in [0, 1].
 */
export function quantileOf(sorted: Float32Array, level: number): number {
  if (sorted.length === 0) return Number.NaN;
  const position = level * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? low;
  return low + (position - below) * (high - low);
}

/** Mean and standard deviation (divided by n) in double precision; 0 and 0 of none. */
export function momentsOf(values: ArrayLike<number>): { mean: number; deviation: number } {
  let count = 0;
  let mean = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    count += 1;
    const difference = value - mean;
    mean += difference / count;
    squares += difference * (value - mean);
  }
  return { mean, deviation: count === 0 ? 0 : Math.sqrt(squares / count) };
}
