import { didYouMean, MillwrightError } from "../../errors/index.ts";
import { restoreContextRanker } from "../contexts/context-ranker.ts";
import { restoreGraphFinder } from "../graphs/graph-finder.ts";
import { restoreRerankedGraph } from "../graphs/reranked-graph.ts";
import { restoreNextWord } from "../language/next-word/next-word.ts";
import { recommenderKinds } from "../recommendation/recommender-kinds.ts";
import { searchKinds } from "../search/search-kinds.ts";
import { restoreOwnHistory } from "./baselines/own-history.ts";
import { restorePopularity } from "./baselines/popularity.ts";
import { restoreRandomOrder } from "./baselines/random-order.ts";
import { restoreRecentPopularity } from "./baselines/recent-popularity.ts";
import type { FittedFinder, SavedFinder } from "./finder.ts";
import { restoreTwoStage } from "./two-stage/two-stage.ts";

/** Makes a model of what its `save` gave; `restoreMember` makes those that it is put together of. */
export type RestoreFinder = (saved: SavedFinder, restoreMember: (member: SavedFinder) => FittedFinder) => FittedFinder;

/** Every kind of finder that a package can hold: a learner, or a family of them, is one more line. */
export const finderKinds: Readonly<Record<string, RestoreFinder>> = {
  own_history: restoreOwnHistory,
  popularity: restorePopularity,
  next_word: restoreNextWord,
  random_order: restoreRandomOrder,
  recent_popularity: restoreRecentPopularity,
  context_ranker: restoreContextRanker,
  graph_finder: restoreGraphFinder,
  reranked_graph: restoreRerankedGraph,
  ...recommenderKinds,
  ...searchKinds,
  two_stage: restoreTwoStage,
};

/**
 * Loads a finder.
 * @param more - kinds that a system brings.
 * @throws MODELING_FINDER_UNKNOWN
 */
export function restoreFinder(saved: SavedFinder, more: Readonly<Record<string, RestoreFinder>> = {}): FittedFinder {
  const kinds = { ...finderKinds, ...more };
  const restore = Object.hasOwn(kinds, saved.kind) ? kinds[saved.kind] : undefined;
  if (restore !== undefined) return restore(saved, (member) => restoreFinder(member, more));
  throw new MillwrightError(
    "MODELING_FINDER_UNKNOWN",
    `no finder of kind "${saved.kind.slice(0, 80)}" is known here.`,
    `Load it with the system that brings it. ${didYouMean(saved.kind, Object.keys(kinds))}`,
  );
}
