import { cellOf } from "../../data/index.ts";
import { buildLinks, type ItemLinks, itemCounts, tieOrder, togetherSource } from "../../kernels/index.ts";
import type { Catalogue, Finder, FittedFinder, SavedFinder } from "../finding/finder.ts";
import { checkNumber } from "../fitting/check-settings.ts";
import { eventsByAsker } from "./events-by-asker.ts";
import { linkedItems, restoreLinkedItems } from "./linked-items.ts";

/** Settings of `listSimilarity`. */
export interface ListSimilaritySettings {
  /** Text column of the catalogue with the ids of each item's list, separated by spaces. */
  readonly list: string;
  /** What it counts that one of two items stands in the list of the other, beside their lists' cosine; 0.2 unless told. */
  readonly direct?: number;
  /** Category column of the catalogue; items of another category count `elsewhere` as much. */
  readonly category?: string;
  /** 0.2 unless told. */
  readonly elsewhere?: number;
  /** Links kept of each item; 200 unless told. */
  readonly neighbors?: number;
  /** What the n-th different item from the end of a history counts: decay^n, in (0, 1]; 0.5 unless told. */
  readonly decay?: number;
}

const KIND = "list_similarity";
const BECAUSE = "what is bought along with these is also bought along with it";

/** Codes of the items in each item's list, each once; ids that are not in the catalogue and the item itself are left out. */
export function listsOfCatalogue({ ids, table }: Catalogue, column: string): number[][] {
  const codes = new Map(ids.map((id, code) => [id, code]));
  const cells = table?.any(column);
  return ids.map((_, item) => {
    const cell = cells === undefined ? null : cellOf(cells, item);
    const listed = String(cell ?? "").split(/\s+/u);
    return [...new Set(listed.flatMap((id) => codes.get(id) ?? []))].filter((code) => code !== item);
  });
}

function linksOf(
  lists: readonly (readonly number[])[],
  direct: number,
  most: number,
  factor: (a: number, b: number) => number,
  seed: number,
): ItemLinks {
  const size = lists.length;
  const ids = lists.map((_, item) => String(item));
  // Whoever stands in lists is an asker, the owners of the lists are what it has.
  const events = { askers: Int32Array.from(lists.flat()), items: Int32Array.from(lists.flatMap((list, owner) => list.map(() => owner))) };
  const sequences = eventsByAsker(KIND, { catalogue: { ids }, askers: { ids }, events });
  const together = togetherSource(sequences, new Float64Array(size).fill(1));
  const lengths = itemCounts(sequences);
  const listing: number[][] = lists.map(() => []);
  for (const [owner, list] of lists.entries()) for (const item of list) listing[item]?.push(owner);
  const lengthOf = (item: number): number => Math.sqrt(lengths[item] || 1);
  const counts = new Float64Array(size).fill(1);
  return buildLinks(
    (item, board) => {
      together(item, board);
      for (let n = 0; n < board.count; n++) {
        const other = board.touched[n] ?? 0;
        board.values[other] = (board.values[other] ?? 0) / lengthOf(item) / lengthOf(other);
      }
      for (const other of lists[item] ?? []) board.add(other, direct);
      for (const other of listing[item] ?? []) board.add(other, direct);
      for (let n = 0; n < board.count; n++) {
        const other = board.touched[n] ?? 0;
        board.values[other] = (board.values[other] ?? 0) * factor(item, other);
      }
    },
    { counts, shrinkage: 0, from: 0, to: 0 },
    Math.min(most, size),
    tieOrder(size, seed),
  );
}

/**
 * Items whose lists are alike, such as what is bought along with each: two items that are bought along with the same things serve the
 * same need. Cosine of the lists, and a bonus where one stands in the list of the other.
 * @throws MODELING_SETTING_INVALID
 * @example await listSimilarity({ list: "also_bought", category: "category" }).fit(examples, { seed: 1 });
 */
export function listSimilarity(settings: ListSimilaritySettings): Finder {
  const full = { direct: 0.2, elsewhere: 0.2, neighbors: 200, decay: 0.5, ...settings };
  checkNumber("listSimilarity", "direct", full.direct, { least: 0 });
  checkNumber("listSimilarity", "elsewhere", full.elsewhere, { least: 0, most: 1 });
  checkNumber("listSimilarity", "neighbors", full.neighbors, { least: 1, whole: true });
  checkNumber("listSimilarity", "decay", full.decay, { above: 0, most: 1 });
  return {
    name: KIND,
    settings: { ...full },
    fit: async ({ catalogue }, { seed }) => {
      const lists = listsOfCatalogue(catalogue, full.list);
      const codes = full.category === undefined ? undefined : catalogue.table?.column(full.category, "category").codes;
      const factor = (a: number, b: number): number => (codes === undefined || codes[a] === codes[b] ? 1 : full.elsewhere);
      const links = linksOf(lists, full.direct, full.neighbors, factor, seed);
      return linkedItems({ kind: KIND, settings: { ...full }, seed, links, decay: full.decay, because: BECAUSE });
    },
  };
}

/** The links from what was saved. @throws MODELING_FINDER_INVALID */
export function restoreListSimilarity(saved: SavedFinder): FittedFinder {
  return restoreLinkedItems(saved, BECAUSE);
}
