import { distinctItems, itemCounts, tieOrder, togetherLinks } from "../../kernels/index.ts";
import type { Finder, FittedFinder, SavedFinder } from "../finding/finder.ts";
import { checkNumber } from "../fitting/check-settings.ts";
import { eventsByAsker } from "./events-by-asker.ts";
import { linkedItems, restoreLinkedItems } from "./linked-items.ts";

/** Settings of `itemNeighbors`. */
export interface ItemNeighborsSettings {
  /** Neighbours kept of each item; 200 unless told. */
  readonly neighbors?: number;
  /** Added to both counts under the root: pairs of rare items are trusted less; 20 unless told. */
  readonly shrinkage?: number;
  /** What the n-th different item from the end of a history counts: decay^n, in (0, 1]; 0.8 unless told. */
  readonly decay?: number;
  /** A history of m items counts m^-discount in each of its pairs; 0 unless told. */
  readonly discount?: number;
}

const BECAUSE = "people who had these also had it";

/**
 * Items like those of the history, by cosine of who had them: together / √((nᵢ + s)(nⱼ + s)).
 * @throws MODELING_SETTING_INVALID
 * @see Sarwar, Karypis, Konstan, Riedl (2001), "Item-Based Collaborative Filtering Recommendation Algorithms", WWW 10.
 * @example await itemNeighbors({ shrinkage: 20 }).fit(examples, { seed: 1 });
 */
export function itemNeighbors(settings: ItemNeighborsSettings = {}): Finder {
  const full = { neighbors: 200, shrinkage: 20, decay: 0.8, discount: 0, ...settings };
  checkNumber("itemNeighbors", "neighbors", full.neighbors, { least: 1, whole: true });
  checkNumber("itemNeighbors", "shrinkage", full.shrinkage, { least: 0 });
  checkNumber("itemNeighbors", "decay", full.decay, { above: 0, most: 1 });
  checkNumber("itemNeighbors", "discount", full.discount, { least: 0 });
  return {
    name: "item_neighbors",
    settings: full,
    fit: async (examples, { seed }) => {
      const sequences = distinctItems(eventsByAsker("item_neighbors", examples));
      const { rowStart, askers, size } = sequences;
      const share = Float64Array.from({ length: askers }, (_, a) => ((rowStart[a + 1] ?? 0) - (rowStart[a] ?? 0) || 1) ** -full.discount);
      // An item without events and without shrinkage has no link that it could scale.
      const scale = itemCounts(sequences).map((count) => (count + full.shrinkage || 1) ** -0.5);
      const most = Math.min(full.neighbors, size);
      const links = togetherLinks({ sequences, share, scale, most, ties: tieOrder(size, seed) });
      return linkedItems({ kind: "item_neighbors", settings: full, seed, links, decay: full.decay, because: BECAUSE });
    },
  };
}

/** Item neighbours from what was saved. @throws MODELING_FINDER_INVALID */
export function restoreItemNeighbors(saved: SavedFinder): FittedFinder {
  return restoreLinkedItems(saved, BECAUSE);
}
