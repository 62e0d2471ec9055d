import { tieOrder } from "../../../kernels/index.ts";
import { itemTotals } from "../event-totals.ts";
import type { Finder, FindRequest, FittedFinder, SavedFinder } from "../finder.ts";
import { rankedLists } from "../ranked-lists.ts";
import { staticFinder } from "./static-scores.ts";

/** How often each item stands in a history, and when last. */
function countsOf({ history }: FindRequest): Map<number, { count: number; last: number }> {
  const counts = new Map<number, { count: number; last: number }>();
  history.forEach((item, place) => {
    counts.set(item, { count: (counts.get(item)?.count ?? 0) + 1, last: place });
  });
  return counts;
}

/** Below 1, so that every item of the own history stands before every other. */
function shareOf(total: number, largest: number): number {
  return largest === 0 ? 0 : (0.5 * total) / largest;
}

function fittedOwnHistory(totals: Float64Array, tie: Int32Array): FittedFinder {
  const largest = totals.reduce((most, total) => Math.max(most, total), 0);
  const others = staticFinder({
    name: "popularity",
    scores: totals.map((total) => shareOf(total, largest)),
    tie,
    learned: {},
    reason: () => ({ sentence: "Many others had to do with it." }),
    save: () => ({ kind: "popularity", settings: {}, tensors: {} }),
  });
  const scoreOf = (request: FindRequest, counts: ReturnType<typeof countsOf>, item: number): number => {
    const own = counts.get(item);
    // A later place breaks ties between equal counts and never outweighs a count.
    return own === undefined ? shareOf(totals[item] ?? 0, largest) : own.count + (0.5 * (own.last + 1)) / request.history.length;
  };
  return {
    name: "own_history",
    learned: {},
    find: (requests, { k, allow }) =>
      rankedLists(
        k,
        requests.map((request) => {
          const counts = countsOf(request);
          const own = [...counts.keys()]
            .filter((item) => allow === undefined || allow(item, request))
            .sort((a, b) => scoreOf(request, counts, b) - scoreOf(request, counts, a))
            .slice(0, k);
          const rest = others.find([request], {
            k: k - own.length + 1,
            allow: (item, asked) => !counts.has(item) && (allow === undefined || allow(item, asked)),
          });
          const items = [...own, ...[...rest.items].filter((item) => item >= 0)].slice(0, k);
          return { items, scores: items.map((item) => scoreOf(request, counts, item)) };
        }),
      ),
    score: (request, items) => {
      const counts = countsOf(request);
      return Float64Array.from(items, (item) => scoreOf(request, counts, item));
    },
    explain: ({ history }, item) =>
      history.includes(item) ? { sentence: "Chosen before.", because: [item] } : { sentence: "Many others had to do with it." },
    save: () => ({ kind: "own_history", settings: {}, tensors: { totals, tie } }),
  };
}

/** A finder of own histories as it was saved. */
export function restoreOwnHistory({ tensors }: SavedFinder): FittedFinder {
  return fittedOwnHistory(Float64Array.from(tensors["totals"] ?? []), Int32Array.from(tensors["tie"] ?? []));
}

/**
 * What the asker had to do with most often, of equally frequent items the latest first; then what is popular.
 * @example await ownHistory().fit(examples, { seed: 1 })
 */
export function ownHistory(): Finder {
  return {
    name: "own_history",
    settings: {},
    fit: async (examples, { seed }) => fittedOwnHistory(itemTotals(examples), tieOrder(examples.catalogue.ids.length, seed)),
  };
}
