import type { Interval } from "./run-report.ts";

/**
 * The range in which to draw values, so that one far off (a random answer's error) does not squash the rest:
 * values further from the best than 4 times the median distance (and 5 interval widths) are drawn at the edge.
 */
export function plotRange(intervals: readonly Interval[], direction: "maximize" | "minimize"): readonly [number, number] {
  const finite = intervals.filter((interval) => Number.isFinite(interval.value));
  if (finite.length === 0) return [0, 1];
  const values = finite.map((interval) => interval.value);
  const best = direction === "maximize" ? Math.max(...values) : Math.min(...values);
  const distances = values.map((value) => Math.abs(value - best)).sort((a, b) => a - b);
  const widths = finite.map((interval) => finiteOr(interval.high - interval.low, 0)).sort((a, b) => a - b);
  const bound = Math.max(4 * middleOf(distances), 5 * middleOf(widths));
  return fullRange(bound === 0 ? finite : finite.filter((interval) => Math.abs(interval.value - best) <= bound));
}

/** The range that holds every interval, with a small margin. */
export function fullRange(intervals: readonly Interval[]): readonly [number, number] {
  const shown = intervals.filter((interval) => Number.isFinite(interval.value));
  if (shown.length === 0) return [0, 1];
  const low = Math.min(...shown.map((interval) => finiteOr(interval.low, interval.value)));
  const high = Math.max(...shown.map((interval) => finiteOr(interval.high, interval.value)));
  const margin = (high - low || Math.abs(high) || 1) * 0.04;
  return [low - margin, high + margin];
}

function middleOf(ascending: readonly number[]): number {
  return ascending[Math.ceil((ascending.length - 1) / 2)] ?? 0;
}

function finiteOr(value: number, otherwise: number): number {
  return Number.isFinite(value) ? value : otherwise;
}
