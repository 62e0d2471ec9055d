import { primaryMetric } from "./measured-quantity.ts";
import type { RunReport, SliceScores } from "./run-report.ts";

/** The groups of one slice, worst first by the primary metric. */
export interface SliceGroup {
  readonly by: string;
  readonly groups: readonly SliceScores[];
}

/** Slices by name with their groups worst first; groups where the metric is not defined come last. */
export function worstSlices(report: RunReport): SliceGroup[] {
  const metric = primaryMetric(report);
  const sign = metric.direction === "maximize" ? 1 : -1;
  const badness = (slice: SliceScores) => {
    const value = slice.scores[metric.name]?.value ?? Number.NaN;
    return Number.isNaN(value) ? Number.POSITIVE_INFINITY : sign * value;
  };
  const names = [...new Set(report.slices.map((slice) => slice.by))];
  return names.map((by) => ({
    by,
    groups: report.slices.filter((slice) => slice.by === by).sort((a, b) => badness(a) - badness(b) || a.is.localeCompare(b.is, "en")),
  }));
}
