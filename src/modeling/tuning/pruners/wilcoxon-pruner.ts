import { MillwrightError } from "../../../errors/index.ts";
import type { Trial } from "../trial.ts";
import { checkWhole } from "./check-pruner-settings.ts";
import type { Pruner } from "./pruner.ts";
import { signedRankProbability } from "./signed-rank-test.ts";
import { brokenValue, show, signOf } from "./values-at-step.ts";

/** Settings of `wilcoxonPruner`. */
export interface WilcoxonSettings {
  /** Stops below this probability that the trial is no worse than the best; 0.1 unless told. */
  readonly threshold?: number;
  /** Folds before which none is stopped; 3 unless told. */
  readonly startSteps?: number;
}

/** The best complete trial that has reported values by fold. */
function bestReported(others: readonly Trial[], sign: number): Trial | undefined {
  let best: Trial | undefined;
  for (const trial of others) {
    if (trial.state !== "complete" || trial.intermediate.length === 0) continue;
    if (best === undefined || sign * (trial.values[0] ?? Number.NaN) < sign * (best.values[0] ?? Number.NaN)) best = trial;
  }
  return best;
}

/**
 * For trials whose steps are folds (or repeats) of one validation: stops a trial that is worse than the best complete one on the same
 * folds, by a signed-rank test. Each value is that fold's own, no running mean.
 * @throws MODELING_SETTING_INVALID
 * @see Wilcoxon (1945), "Individual comparisons by ranking methods", Biometrics Bulletin 1(6).
 * @example wilcoxonPruner({ threshold: 0.05 })
 */
export function wilcoxonPruner({ threshold = 0.1, startSteps = 3 }: WilcoxonSettings = {}): Pruner {
  checkWhole("wilcoxon", "startSteps", startSteps, 1);
  if (!(threshold > 0 && threshold < 0.5)) {
    throw new MillwrightError(
      "MODELING_SETTING_INVALID",
      `wilcoxon was given threshold ${threshold}.`,
      "Give a probability between 0 and 0.5.",
    );
  }
  return {
    name: "wilcoxon",
    settings: { threshold, startSteps },
    reasonToStop(trial, others, direction) {
      const broken = brokenValue(trial);
      if (broken !== undefined) return broken;
      const sign = signOf(direction);
      const best = bestReported(others, sign);
      if (best === undefined) return undefined;
      const known = new Map(best.intermediate.map(({ step, value }) => [step, value]));
      const differences = trial.intermediate.flatMap(({ step, value }) => {
        const other = known.get(step);
        return other === undefined ? [] : [sign * (value - other)];
      });
      const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
      if (differences.length < startSteps || !(mean > 0)) return undefined;
      const probability = signedRankProbability(differences);
      if (probability >= threshold) return undefined;
      return `after ${differences.length} folds worse than trial ${best.number} by ${show(mean)} on average, probability ${show(probability)}`;
    },
  };
}
