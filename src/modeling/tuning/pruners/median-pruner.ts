import { checkWhole } from "./check-pruner-settings.ts";
import type { Pruner } from "./pruner.ts";
import { brokenValue, show, signOf, valuesAt } from "./values-at-step.ts";

/** Settings of `medianPruner`. */
export interface MedianPrunerSettings {
  /** Other trials that must have reached the step; 5 unless told. */
  readonly startTrials?: number;
  /** Steps before which none is stopped; 0 unless told. */
  readonly warmUpSteps?: number;
}

/**
 * Stops a trial whose best value so far is worse than the median of what the others had at that step.
 * @throws MODELING_SETTING_INVALID
 * @see Golovin et al. (2017), "Google Vizier: a service for black-box optimization", KDD, section 3.2.
 * @example medianPruner({ warmUpSteps: 5 })
 */
export function medianPruner({ startTrials = 5, warmUpSteps = 0 }: MedianPrunerSettings = {}): Pruner {
  checkWhole("median", "startTrials", startTrials, 1);
  checkWhole("median", "warmUpSteps", warmUpSteps, 0);
  return {
    name: "median",
    settings: { startTrials, warmUpSteps },
    reasonToStop(trial, others, direction) {
      const broken = brokenValue(trial);
      const step = trial.intermediate.at(-1)?.step;
      if (broken !== undefined || step === undefined || step < warmUpSteps) return broken;
      const sign = signOf(direction);
      const reached = valuesAt(others, step, sign).sort((a, b) => a - b);
      if (reached.length < startTrials) return undefined;
      const half = reached.length >> 1;
      const median = reached.length % 2 === 1 ? (reached[half] ?? 0) : ((reached[half - 1] ?? 0) + (reached[half] ?? 0)) / 2;
      const best = Math.min(...trial.intermediate.map(({ value }) => sign * value));
      if (best <= median) return undefined;
      return `step ${step}: ${show(sign * best)} is worse than the median ${show(sign * median)} of ${reached.length} trials`;
    },
  };
}
