import { MillwrightError } from "../../../errors/index.ts";
import { checkWhole } from "./check-pruner-settings.ts";
import { notPromoted } from "./halving.ts";
import type { Pruner } from "./pruner.ts";

/** Settings of `hyperbandPruner`. */
export interface HyperbandSettings {
  /** First step at which trials of the hastiest bracket are compared; 1 unless told. */
  readonly firstStep?: number;
  /** Last step of a whole trial. */
  readonly lastStep: number;
  /** One of so many goes on at each rung; 3 unless told. */
  readonly reduction?: number;
}

/**
 * Share of the trials that each bracket gets, from the hastiest (first compared at the first step) to the one that stops none: as many as
 * make the brackets cost the same.
 */
function bracketShares(rungs: number, reduction: number): number[] {
  const raw = Array.from({ length: rungs }, (_, bracket) => {
    const halvings = rungs - 1 - bracket;
    return Math.ceil((rungs / (halvings + 1)) * reduction ** halvings);
  });
  const total = raw.reduce((sum, value) => sum + value, 0);
  return raw.map((value) => value / total);
}

/** Bracket of a trial: numbers are dealt out so that every stretch of them has about the right shares. */
function bracketOf(number: number, shares: readonly number[]): number {
  // The golden ratio's multiples are spread evenly over [0, 1).
  let place = ((number + 1) * 0.6180339887498949) % 1;
  for (const [bracket, share] of shares.entries()) {
    if (place < share) return bracket;
    place -= share;
  }
  return shares.length - 1;
}

/**
 * Hyperband: several brackets of asynchronous halving side by side, which differ in how early they first stop trials: hasty ones win where
 * early values tell, patient ones where they mislead. Trials are compared within their bracket.
 * @throws MODELING_SETTING_INVALID
 * @see Li et al. (2018), "Hyperband: a novel bandit-based approach to hyperparameter optimization", JMLR 18.
 * @example hyperbandPruner({ lastStep: 81 })
 */
export function hyperbandPruner({ firstStep = 1, lastStep, reduction = 3 }: HyperbandSettings): Pruner {
  checkWhole("hyperband", "firstStep", firstStep, 1);
  checkWhole("hyperband", "reduction", reduction, 2);
  if (!Number.isInteger(lastStep) || lastStep < firstStep) {
    throw new MillwrightError(
      "MODELING_SETTING_INVALID",
      `hyperband was given lastStep ${lastStep} and firstStep ${firstStep}.`,
      "Give a whole last step that is not before the first.",
    );
  }
  const rungs = Math.floor(Math.log(lastStep / firstStep) / Math.log(reduction) + 1e-9) + 1;
  const shares = bracketShares(rungs, reduction);
  return {
    name: "hyperband",
    settings: { firstStep, lastStep, reduction },
    reasonToStop(trial, others, direction) {
      const bracket = bracketOf(trial.number, shares);
      const rivals = others.filter(({ number }) => bracketOf(number, shares) === bracket);
      const own = { first: firstStep * reduction ** bracket, reduction, last: lastStep };
      return notPromoted(trial, rivals, own, direction, (reached) => (reached < reduction ? reached : Math.floor(reached / reduction)));
    },
  };
}
