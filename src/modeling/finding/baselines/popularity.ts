import { tieOrder } from "../../../kernels/index.ts";
import { itemTotals } from "../event-totals.ts";
import type { Events, Finder, FittedFinder, SavedFinder } from "../finder.ts";
import { staticFinder } from "./static-scores.ts";

/** Totals of each item as a finder. */
function fittedPopularity(totals: Float64Array, tie: Int32Array): FittedFinder {
  return staticFinder({
    name: "popularity",
    scores: totals,
    tie,
    learned: { items: totals.filter((total) => total > 0).length },
    reason: () => ({ sentence: "Many others had to do with it." }),
    save: () => ({ kind: "popularity", settings: {}, tensors: { totals, tie } }),
    update: (events: Events) => {
      const more = totals.slice();
      events.items.forEach((item, row) => {
        more[item] = (more[item] ?? 0) + (events.weight?.[row] ?? 1);
      });
      return fittedPopularity(more, tie);
    },
  });
}

/** A popularity finder as it was saved. */
export function restorePopularity({ tensors }: SavedFinder): FittedFinder {
  return fittedPopularity(Float64Array.from(tensors["totals"] ?? []), Int32Array.from(tensors["tie"] ?? []));
}

/**
 * The items with most events, the same for everybody.
 * @example await popularity().fit(examples, { seed: 1 })
 */
export function popularity(): Finder {
  return {
    name: "popularity",
    settings: {},
    fit: async (examples, { seed }) => fittedPopularity(itemTotals(examples), tieOrder(examples.catalogue.ids.length, seed)),
  };
}
