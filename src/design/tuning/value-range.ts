import { bestSoFar, rankedTrials } from "./best-so-far.ts";
import type { TuningReport } from "./tuning-report.ts";

/** Share of the trials, the best ones, whose values are spread over the picture; worse ones lie at its edge. */
const shownShare = 0.85;

/** The range in which values of the first objective are drawn, so that a few hopeless trials do not squash the rest. */
export function valueRange(report: TuningReport): readonly [number, number] {
  const [objective] = report.objectives;
  if (objective === undefined) return [0, 1];
  const ranked = rankedTrials(report.trials, objective).map((trial) => trial.values[0] ?? Number.NaN);
  const declared = report.standard?.values[0] ?? Number.NaN;
  const edge = ranked[Math.max(0, Math.ceil(shownShare * ranked.length) - 1)] ?? Number.NaN;
  const shown = [ranked[0] ?? Number.NaN, edge, declared].filter(Number.isFinite);
  if (shown.length === 0) return [0, 1];
  const [low, high] = [Math.min(...shown), Math.max(...shown)];
  const margin = (high - low || Math.abs(high) || 1) * 0.06;
  return [low - margin, high + margin];
}

/** A value moved to the edge of the range where it lies beyond. */
export function clampTo([low, high]: readonly [number, number], value: number): number {
  return Math.min(high, Math.max(low, value));
}

/** Numbers of the best tenth of the complete trials, at least three. */
export function leadingTrials(report: TuningReport): ReadonlySet<number> {
  const [objective] = report.objectives;
  const ranked = objective === undefined ? [] : rankedTrials(report.trials, objective);
  return new Set(ranked.slice(0, Math.max(3, Math.ceil(ranked.length / 10))).map(({ number }) => number));
}

/** Best values so far beside the numbers of their trials; without what comes before the first. */
export function bestByTrial(report: TuningReport): { readonly number: number; readonly best: number }[] {
  const [objective] = report.objectives;
  if (objective === undefined) return [];
  const best = bestSoFar(report.trials, objective);
  return report.trials
    .map(({ number }, index) => ({ number, best: best[index] ?? Number.NaN }))
    .filter((point) => Number.isFinite(point.best));
}
