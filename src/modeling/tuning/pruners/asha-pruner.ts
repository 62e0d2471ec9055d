import { checkWhole } from "./check-pruner-settings.ts";
import { notPromoted } from "./halving.ts";
import type { Pruner } from "./pruner.ts";

/** Settings of `ashaPruner`. */
export interface AshaSettings {
  /** First step at which trials are compared; 1 unless told. */
  readonly firstStep?: number;
  /** One of so many goes on at each rung, and rungs are so many times apart; 3 unless told. */
  readonly reduction?: number;
  /** Last step of a whole trial, where none is stopped any more. */
  readonly lastStep?: number;
}

/**
 * Asynchronous successive halving: at steps that grow by a factor, a trial goes on when it is among the best 1 / reduction of all that have
 * come so far. None waits for another; the first few at a rung always go on.
 * @throws MODELING_SETTING_INVALID
 * @see Li et al. (2020), "A system for massively parallel hyperparameter tuning", MLSys 2.
 * @example ashaPruner({ firstStep: 1, lastStep: 27 })
 */
export function ashaPruner({ firstStep = 1, reduction = 3, lastStep }: AshaSettings = {}): Pruner {
  checkWhole("asha", "firstStep", firstStep, 1);
  checkWhole("asha", "reduction", reduction, 2);
  if (lastStep !== undefined) checkWhole("asha", "lastStep", lastStep, firstStep);
  const rungs = { first: firstStep, reduction, last: lastStep ?? Number.POSITIVE_INFINITY };
  return {
    name: "asha",
    settings: { firstStep, reduction, ...(lastStep === undefined ? {} : { lastStep }) },
    reasonToStop: (trial, others, direction) =>
      notPromoted(trial, others, rungs, direction, (reached) => (reached < reduction ? reached : Math.floor(reached / reduction))),
  };
}
