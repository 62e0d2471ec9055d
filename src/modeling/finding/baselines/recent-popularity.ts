import { tieOrder } from "../../../kernels/index.ts";
import { checkNumber } from "../../fitting/check-settings.ts";
import type { Finder, FinderExamples, FittedFinder, SavedFinder } from "../finder.ts";
import { staticFinder } from "./static-scores.ts";

/** Settings of `recentPopularity`. */
export interface RecentPopularitySettings {
  /** Share of the whole time after which an event counts half, in (0, 1]; 0.1 unless told. */
  readonly halfLife?: number;
}

/** Events that count the less the longer ago they are. Without times, the order of the events stands for it. */
function decayedTotals({ catalogue, events }: FinderExamples, halfLife: number): Float64Array {
  const { items, weight } = events;
  const times = events.times ?? Float64Array.from(items.keys());
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const time of times) {
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
  const half = halfLife * Math.max(last - first, Number.MIN_VALUE);
  const totals = new Float64Array(catalogue.ids.length);
  items.forEach((item, row) => {
    totals[item] = (totals[item] ?? 0) + (weight?.[row] ?? 1) * 2 ** (((times[row] ?? last) - last) / half);
  });
  return totals;
}

function fittedRecent(totals: Float64Array, tie: Int32Array, halfLife: number): FittedFinder {
  return staticFinder({
    name: "recent_popularity",
    scores: totals,
    tie,
    learned: { items: totals.filter((total) => total > 0).length },
    reason: () => ({ sentence: "Many others had to do with it lately." }),
    save: () => ({ kind: "recent_popularity", settings: { halfLife }, tensors: { totals, tie } }),
  });
}

/** A finder of recent popularity as it was saved. */
export function restoreRecentPopularity({ tensors, settings }: SavedFinder): FittedFinder {
  return fittedRecent(Float64Array.from(tensors["totals"] ?? []), Int32Array.from(tensors["tie"] ?? []), Number(settings["halfLife"]));
}

/**
 * The items with most events of late, the same for everybody.
 * @throws MODELING_SETTING_INVALID
 * @example await recentPopularity({ halfLife: 0.05 }).fit(examples, { seed: 1 })
 */
export function recentPopularity({ halfLife = 0.1 }: RecentPopularitySettings = {}): Finder {
  checkNumber("recentPopularity", "halfLife", halfLife, { above: 0, most: 1 });
  return {
    name: "recent_popularity",
    settings: { halfLife },
    fit: async (examples, { seed }) =>
      fittedRecent(decayedTotals(examples, halfLife), tieOrder(examples.catalogue.ids.length, seed), halfLife),
  };
}
