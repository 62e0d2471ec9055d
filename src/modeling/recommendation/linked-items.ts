import { addLinks, type ItemLinks, linkBetween } from "../../kernels/index.ts";
import type { FindRequest, FittedFinder, Reason, SavedFinder } from "../finding/finder.ts";
import { historyWeights } from "./history-weights.ts";
import { checkSavedRows, savedNumber, savedNumbers } from "./saved-parts.ts";
import { scoringFinder } from "./scoring-finder.ts";

/** A finder that scores an item by the links that lead to it from the history. */
export interface LinkedItems {
  readonly kind: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly links: ItemLinks;
  /** What the n-th different item from the end of a history counts: decay^n. */
  readonly decay: number;
  /** Completes "because people who had it …". */
  readonly because: string;
}

/** Most items that an explanation names. */
const NAMED = 3;

function reasonOf({ links, decay, because }: LinkedItems, { history }: FindRequest, item: number): Reason {
  const speaking = historyWeights(history, decay, links.size)
    .map(({ item: from, weight }) => ({ from, share: weight * linkBetween(links, from, item) }))
    .filter(({ share }) => share > 0)
    .toSorted((a, b) => b.share - a.share)
    .slice(0, NAMED);
  if (speaking.length === 0) return { sentence: "nothing in the history speaks for it" };
  return { sentence: because, because: speaking.map(({ from }) => from) };
}

/** The fitted finder. */
export function linkedItems(model: LinkedItems): FittedFinder {
  const { kind, seed, links, decay } = model;
  return scoringFinder({
    name: kind,
    size: links.size,
    seed,
    learned: { items: links.size, links: links.index.length },
    addScores: ({ history }, board) => {
      for (const { item, weight } of historyWeights(history, decay, links.size)) addLinks(links, item, weight, board);
    },
    explain: (request, item) => reasonOf(model, request, item),
    save: () => ({
      kind,
      settings: { ...model.settings, seed, decay },
      tensors: { row_start: links.rowStart, index: links.index, value: links.value },
    }),
  });
}

/** The same finder from what was saved. @throws MODELING_FINDER_INVALID */
export function restoreLinkedItems(saved: SavedFinder, because: string): FittedFinder {
  const rowStart = savedNumbers(saved, "row_start", Int32Array);
  const links = {
    size: rowStart.length - 1,
    rowStart,
    index: savedNumbers(saved, "index", Int32Array, rowStart.at(-1)),
    value: savedNumbers(saved, "value", Float32Array, rowStart.at(-1)),
  };
  checkSavedRows(saved, links.rowStart, links.index, links.size);
  const [seed, decay] = [savedNumber(saved, "seed"), savedNumber(saved, "decay")];
  return linkedItems({ kind: saved.kind, settings: saved.settings, seed, decay, links, because });
}
