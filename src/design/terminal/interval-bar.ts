import type { Interval } from "../run-report.ts";

/**
 * An interval drawn with characters on a range; beyond the range an arrow points to where it lies.
 *
 * @example intervalBar({ value: 5, low: 3, high: 7 }, [0, 10], 11); // "   ╶─●─╴   "
 */
export function intervalBar(interval: Interval, range: readonly [number, number], width: number, mark: string = "●"): string {
  const [from, to] = range;
  if (!Number.isFinite(interval.value) || !(to > from) || width < 3) return " ".repeat(Math.max(0, width));
  if (interval.value > to) return `${" ".repeat(width - 1)}▸`;
  if (interval.value < from) return `◂${" ".repeat(width - 1)}`;
  const place = (value: number) => Math.max(0, Math.min(width - 1, Math.round(((value - from) / (to - from)) * (width - 1))));
  const middle = place(interval.value);
  const low = Number.isFinite(interval.low) ? place(interval.low) : middle;
  const high = Number.isFinite(interval.high) ? place(interval.high) : middle;
  return Array.from({ length: width }, (_, column) => {
    if (column === middle) return mark;
    if (column === low && low < middle) return "╶";
    if (column === high && high > middle) return "╴";
    return column > low && column < high ? "─" : " ";
  }).join("");
}
