import { checkWhole } from "./check-pruner-settings.ts";
import { notPromoted } from "./halving.ts";
import type { Pruner } from "./pruner.ts";

/** Settings of `successiveHalvingPruner`. */
export interface SuccessiveHalvingSettings {
  /** First step at which trials are compared; 1 unless told. */
  readonly firstStep?: number;
  /** One of so many goes on at each rung, and rungs are so many times apart; 3 unless told. */
  readonly reduction?: number;
  /** Trials that compete with each other, in the order of their numbers; 27 unless told. */
  readonly cohort?: number;
  /** Last step of a whole trial, where none is stopped any more. */
  readonly lastStep?: number;
}

/**
 * Successive halving within cohorts: of 27 trials 9 go beyond the first rung, 3 beyond the second and 1 beyond the third. A trial stops once
 * that many of its cohort are known to be better; it waits for none.
 * @throws MODELING_SETTING_INVALID
 * @see Jamieson and Talwalkar (2016), "Non-stochastic best arm identification and hyperparameter optimization", AISTATS 19.
 * @example successiveHalvingPruner({ cohort: 9, lastStep: 27 })
 */
export function successiveHalvingPruner(settings: SuccessiveHalvingSettings = {}): Pruner {
  const { firstStep = 1, reduction = 3, cohort = 27, lastStep } = settings;
  checkWhole("successive_halving", "firstStep", firstStep, 1);
  checkWhole("successive_halving", "reduction", reduction, 2);
  checkWhole("successive_halving", "cohort", cohort, 2);
  if (lastStep !== undefined) checkWhole("successive_halving", "lastStep", lastStep, firstStep);
  const rungs = { first: firstStep, reduction, last: lastStep ?? Number.POSITIVE_INFINITY };
  return {
    name: "successive_halving",
    settings: { firstStep, reduction, cohort, ...(lastStep === undefined ? {} : { lastStep }) },
    reasonToStop(trial, others, direction) {
      const own = Math.floor(trial.number / cohort);
      const rivals = others.filter(({ number }) => Math.floor(number / cohort) === own);
      return notPromoted(trial, rivals, rungs, direction, (_, rung) => {
        const passed = Math.round(Math.log(rung / firstStep) / Math.log(reduction)) + 1;
        return Math.max(1, Math.floor(cohort / reduction ** passed));
      });
    },
  };
}
