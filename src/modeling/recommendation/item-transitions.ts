import { buildLinks, itemCounts, stepSource, tieOrder } from "../../kernels/index.ts";
import type { Finder, FittedFinder, SavedFinder } from "../finding/finder.ts";
import { checkNumber } from "../fitting/check-settings.ts";
import { eventsByAsker } from "./events-by-asker.ts";
import { linkedItems, restoreLinkedItems } from "./linked-items.ts";

/** Settings of `itemTransitions`. */
export interface ItemTransitionsSettings {
  /** How many steps ahead count; 3 unless told. */
  readonly steps?: number;
  /** A step of d counts d^-fade; 1 unless told. */
  readonly fade?: number;
  /** What a step back counts beside one ahead, from 0; 0 unless told. */
  readonly backward?: number;
  /** Exponents of the counts of the item before and of the item after that a link is divided by; 1 and 0 unless told, which gives P(after | before). */
  readonly before?: number;
  readonly after?: number;
  /** Added to both counts; 0 unless told. */
  readonly shrinkage?: number;
  /** Links kept of each item; 200 unless told. */
  readonly neighbors?: number;
  /** What the n-th different item from the end of a history counts: decay^n, in (0, 1]; 0.7 unless told. */
  readonly decay?: number;
}

const BECAUSE = "people often went on to it from these";

/**
 * Items that came soon after those of the history: a Markov chain over several steps, also known as sequential rules.
 * @throws MODELING_SETTING_INVALID
 * @see Kamehkhosh, Jannach, Ludewig (2017), "A Comparison of Frequent Pattern Techniques and a Deep Learning Method for Session-Based
 * Recommendation", RecTemp.
 * @example await itemTransitions({ steps: 5 }).fit(examples, { seed: 1 });
 */
export function itemTransitions(settings: ItemTransitionsSettings = {}): Finder {
  const full = { steps: 3, fade: 1, backward: 0, before: 1, after: 0, shrinkage: 0, neighbors: 200, decay: 0.7, ...settings };
  checkNumber("itemTransitions", "steps", full.steps, { least: 1, whole: true });
  checkNumber("itemTransitions", "fade", full.fade, { least: 0 });
  checkNumber("itemTransitions", "backward", full.backward, { least: 0 });
  for (const name of ["before", "after"] as const) checkNumber("itemTransitions", name, full[name], { least: 0, most: 1 });
  checkNumber("itemTransitions", "shrinkage", full.shrinkage, { least: 0 });
  checkNumber("itemTransitions", "neighbors", full.neighbors, { least: 1, whole: true });
  checkNumber("itemTransitions", "decay", full.decay, { above: 0, most: 1 });
  return {
    name: "item_transitions",
    settings: full,
    fit: async (examples, { seed }) => {
      const sequences = eventsByAsker("item_transitions", examples);
      const later = Float64Array.from({ length: full.steps }, (_, d) => (d + 1) ** -full.fade);
      const earlier = full.backward > 0 ? later.map((value) => value * full.backward) : new Float64Array(0);
      const scaling = { counts: itemCounts(sequences), shrinkage: full.shrinkage, from: full.before, to: full.after };
      const most = Math.min(full.neighbors, sequences.size);
      const links = buildLinks(stepSource(sequences, later, earlier), scaling, most, tieOrder(sequences.size, seed));
      return linkedItems({ kind: "item_transitions", settings: full, seed, links, decay: full.decay, because: BECAUSE });
    },
  };
}

/** Item transitions from what was saved. @throws MODELING_FINDER_INVALID */
export function restoreItemTransitions(saved: SavedFinder): FittedFinder {
  return restoreLinkedItems(saved, BECAUSE);
}
