import type { ColumnProfile } from "../data/index.ts";
import { formatCount, formatMoment, formatPlain, formatShare } from "./format-number.ts";
import { shorten } from "./one-line.ts";

/** Counts to draw: a number's histogram, or a category's most frequent values. */
export function distributionOf(column: ColumnProfile): readonly number[] {
  return column.histogram ?? column.top?.map((each) => each.count) ?? [];
}

/** A column's values in few words: from … to … with its mean, or the most frequent values. */
export function valuesOf(column: ColumnProfile): string {
  if (column.minimum !== undefined && column.maximum !== undefined) {
    const days = (column.maximum - column.minimum) / 86_400_000;
    const show = column.kind === "timestamp" ? (value: number) => formatMoment(value).slice(0, days > 3 ? 10 : 16) : formatPlain;
    const span = `${show(column.minimum)} to ${show(column.maximum)}`;
    return column.mean === undefined || column.kind === "timestamp" ? span : `${span}, mean ${formatPlain(column.mean)}`;
  }
  const top = column.top ?? [];
  if (top.length === 0) return "";
  if (column.distinct > 0 && top.every((each) => each.count <= 1)) return "every value differs";
  return top
    .slice(0, 3)
    .map((each) => `${shorten(each.value, 18) || "(empty)"} (${formatCount(each.count)})`)
    .join(", ");
}

/** The share of missing values: empty where none is. */
export function missingOf(column: ColumnProfile, rows: number): string {
  if (column.missing === 0 || rows === 0) return "";
  return formatShare(column.missing / rows);
}
