import type { FittedFinder, SavedFinder } from "../finding/finder.ts";
import { restorePairRanker } from "./finders/pair-ranker.ts";
import { restoreTextFinder } from "./finders/text-finder.ts";
import { restoreVectorFinder } from "./finders/vector-finder.ts";

/** How each kind of text finder is made of what was saved. */
export const searchKinds: Readonly<Record<string, (saved: SavedFinder) => FittedFinder>> = {
  pair_ranker: restorePairRanker,
  text_search: restoreTextFinder,
  vector_search: restoreVectorFinder,
};
