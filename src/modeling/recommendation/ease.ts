import { distinctItems, easeLinks, tieOrder } from "../../kernels/index.ts";
import type { Finder, FittedFinder, SavedFinder } from "../finding/finder.ts";
import { checkNumber } from "../fitting/check-settings.ts";
import { betweenSteps } from "../fitting/stay-responsive.ts";
import { eventsByAsker } from "./events-by-asker.ts";
import { linkedItems, restoreLinkedItems } from "./linked-items.ts";

/** Settings of `ease`. */
export interface EaseSettings {
  /** Penalty λ on squared weights, above 0; 200 unless told. */
  readonly penalty?: number;
  /** Weights kept of each item, the largest by absolute value; 500 unless told. */
  readonly neighbors?: number;
  /** What the n-th different item from the end of a history counts: decay^n, in (0, 1]; 1 unless told. */
  readonly decay?: number;
}

/** Residual, as a share of the first, at which a column of the inverse counts as solved: below what float32 weights could show. */
const TOLERANCE = 1e-4;
const STEPS = 200;
const BECAUSE = "people who had these tend to have it, whatever else they had";

/**
 * Item weights by least squares with no item explaining itself, in closed form: B = I − P / diag(P), P = (XᵀX + λ)⁻¹.
 * Columns of P are solved by conjugate gradients on the sparse counts, so that time grows with the pairs of items that meet, not with
 * the cube of the catalogue; memory holds no dense matrix of items.
 * @throws MODELING_SETTING_INVALID
 * @see Steck (2019), "Embarrassingly Shallow Autoencoders for Sparse Data", WWW.
 * @example await ease({ penalty: 200 }).fit(examples, { seed: 1 });
 */
export function ease(settings: EaseSettings = {}): Finder {
  const full = { penalty: 200, neighbors: 500, decay: 1, ...settings };
  checkNumber("ease", "penalty", full.penalty, { above: 0 });
  checkNumber("ease", "neighbors", full.neighbors, { least: 1, whole: true });
  checkNumber("ease", "decay", full.decay, { above: 0, most: 1 });
  return {
    name: "ease",
    settings: full,
    fit: async (examples, context) => {
      const sequences = distinctItems(eventsByAsker("ease", examples));
      const { size } = sequences;
      const { seed } = context;
      const links = await easeLinks({
        sequences,
        penalty: full.penalty,
        most: Math.min(full.neighbors, size),
        tolerance: TOLERANCE,
        steps: STEPS,
        ties: tieOrder(size, seed),
        between: (step, steps) => betweenSteps("ease", context, { step, steps, values: {} }),
      });
      return linkedItems({ kind: "ease", settings: full, seed, links, decay: full.decay, because: BECAUSE });
    },
  };
}

/** Weights from what was saved. @throws MODELING_FINDER_INVALID */
export function restoreEase(saved: SavedFinder): FittedFinder {
  return restoreLinkedItems(saved, BECAUSE);
}
