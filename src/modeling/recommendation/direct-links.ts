import { buildLinks, tieOrder } from "../../kernels/index.ts";
import type { Finder, FittedFinder, SavedFinder } from "../finding/finder.ts";
import { checkNumber } from "../fitting/check-settings.ts";
import { checkEvents } from "./check-events.ts";
import { linkedItems, restoreLinkedItems } from "./linked-items.ts";

/** Settings of `directLinks`. */
export interface DirectLinksSettings {
  /** Whether links count from the item to whoever names it, instead of from who names to what is named; false unless told. */
  readonly back?: boolean;
  /** Links kept of each item; 200 unless told. */
  readonly neighbors?: number;
}

const KIND = "direct_links";
const BECAUSE = "the two are named together";

/**
 * Events as links between items of one catalogue: whoever asks is an item too, and points at the items that it had to do with. Events
 * whose asker is no item are left out.
 * @throws MODELING_SETTING_INVALID
 * @example aboutAsker(directLinks(), { related: "alsoBought" })
 */
export function directLinks(settings: DirectLinksSettings = {}): Finder {
  const full = { back: false, neighbors: 200, ...settings };
  checkNumber("directLinks", "neighbors", full.neighbors, { least: 1, whole: true });
  return {
    name: KIND,
    settings: full,
    fit: async (examples, { seed }) => {
      checkEvents(KIND, examples);
      const { catalogue, askers, events } = examples;
      const size = catalogue.ids.length;
      const codes = new Map(catalogue.ids.map((id, code) => [id, code]));
      const lists: [number, number][][] = catalogue.ids.map(() => []);
      for (const [row, item] of events.items.entries()) {
        const owner = codes.get(askers.ids[events.askers[row] ?? 0] ?? "");
        if (owner === undefined || owner === item) continue;
        const [from, to] = full.back ? [item, owner] : [owner, item];
        lists[from]?.push([to, events.weight?.[row] ?? 1]);
      }
      const links = buildLinks(
        (item, board) => {
          for (const [to, weight] of lists[item] ?? []) board.add(to, weight);
        },
        { counts: new Float64Array(size).fill(1), shrinkage: 0, from: 0, to: 0 },
        Math.min(full.neighbors, size),
        tieOrder(size, seed),
      );
      return linkedItems({ kind: KIND, settings: full, seed, links, decay: 1, because: BECAUSE });
    },
  };
}

/** The links from what was saved. @throws MODELING_FINDER_INVALID */
export function restoreDirectLinks(saved: SavedFinder): FittedFinder {
  return restoreLinkedItems(saved, BECAUSE);
}
