import type { Finder, FindRequest, FittedFinder, SavedFinder } from "../finder.ts";
import { rankedLists } from "../ranked-lists.ts";
import { selectTop } from "../select-top.ts";

/** A number in [0, 1) that only the seed, the asker and the item decide. */
function lot(seed: number, asker: number, item: number): number {
  let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(asker + 1, 0xc2b2ae35) ^ Math.imul(item + 1, 0x27d4eb2f);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
}

function fittedRandom(items: number, seed: number): FittedFinder {
  const tie = Int32Array.from({ length: items }, (_, item) => item);
  const scoresFor = ({ asker }: FindRequest, of: ArrayLike<number>): Float64Array =>
    Float64Array.from(of, (item) => lot(seed, asker, item));
  return {
    name: "random_order",
    learned: {},
    find: (requests, { k, allow }) =>
      rankedLists(
        k,
        requests.map((request) => {
          const scores = scoresFor(request, tie);
          const found = selectTop(scores, { k, tie, ...(allow === undefined ? {} : { allow: (item) => allow(item, request) }) });
          return { items: found, scores: found.map((item) => scores[item] ?? 0) };
        }),
      ),
    score: scoresFor,
    explain: () => ({ sentence: "Drawn by lot." }),
    save: () => ({ kind: "random_order", settings: { items, seed }, tensors: {} }),
  };
}

/** A random finder as it was saved. */
export function restoreRandomOrder({ settings }: SavedFinder): FittedFinder {
  return fittedRandom(Number(settings["items"]), Number(settings["seed"]));
}

/**
 * Any items in any order, another one for each asker: where the ladder starts.
 * @example await randomOrder().fit(examples, { seed: 1 })
 */
export function randomOrder(): Finder {
  return {
    name: "random_order",
    settings: {},
    fit: async ({ catalogue }, { seed }) => fittedRandom(catalogue.ids.length, seed),
  };
}
