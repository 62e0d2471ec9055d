import { MillwrightError } from "../../errors/index.ts";
import { weightedRatio } from "../../kernels/index.ts";
import type { Judged, Metric } from "./metric.ts";

/** Settings of a metric of yes/no decisions. */
export interface ThresholdSettings {
  /** A row counts as positive from this P on; 0.5 unless told. */
  readonly threshold?: number;
}

/** The name of a metric with its threshold where that is not 0.5: "recall", "recall_at_threshold_0.2". */
export function thresholdName(name: string, threshold: number): string {
  return threshold === 0.5 ? name : `${name}_at_threshold_${threshold}`;
}

/** @throws MODELING_SETTING_INVALID unless `value` is in [low, high]. */
export function mustBeBetween(setting: string, value: number, low: number, high: number): void {
  if (value >= low && value <= high) return;
  throw new MillwrightError("MODELING_SETTING_INVALID", `${setting} is ${value}.`, `Give a number from ${low} to ${high}.`);
}

/**
 * `prepare` of a metric Σ w·above ÷ Σ w·below, where each row's part depends on its truth (0 or 1) and its decision (0 or 1).
 */
export function ratioOfDecisions(
  threshold: number,
  above: (truth: number, decision: number) => number,
  below: (truth: number, decision: number) => number,
): Metric["prepare"] {
  return ({ prediction, truth }: Judged) => {
    const decide = (row: number): number => ((prediction.values[row] ?? 0) >= threshold ? 1 : 0);
    const numerator = truth.map((label, row) => above(label, decide(row)));
    const denominator = truth.map((label, row) => below(label, decide(row)));
    return (weight) => weightedRatio(numerator, denominator, weight);
  };
}
