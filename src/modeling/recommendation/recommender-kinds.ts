import type { FittedFinder, SavedFinder } from "../finding/finder.ts";
import { restoreAboutAsker } from "./about-asker.ts";
import { restoreAnswerChance } from "./answer-chance.ts";
import { restoreAnswersOfLikeItems } from "./answers-of-like-items.ts";
import { restoreBlend } from "./blend-finders.ts";
import { restoreDirectLinks } from "./direct-links.ts";
import { restoreEase } from "./ease.ts";
import { restoreFactorizationMachine } from "./factorization-machine.ts";
import { restoreFrequencyRecency } from "./frequency-recency.ts";
import { restoreImplicitLeastSquares } from "./implicit-least-squares.ts";
import { restoreItemNeighbors } from "./item-neighbors.ts";
import { restoreItemTransitions } from "./item-transitions.ts";
import { restoreListSimilarity } from "./list-similarity.ts";
import { restorePersonalizedRanking } from "./personalized-ranking.ts";
import { restoreSessionNeighbors } from "./session-neighbors.ts";
import { restoreStack } from "./stack-finders.ts";

/** How each kind of recommender is made of what was saved; `restore` makes its members. */
export const recommenderKinds: Readonly<
  Record<string, (saved: SavedFinder, restore: (member: SavedFinder) => FittedFinder) => FittedFinder>
> = {
  about_asker: restoreAboutAsker,
  answer_chance: restoreAnswerChance,
  answers_of_like_items: restoreAnswersOfLikeItems,
  blend: restoreBlend,
  direct_links: restoreDirectLinks,
  ease: restoreEase,
  factorization_machine: restoreFactorizationMachine,
  frequency_recency: restoreFrequencyRecency,
  implicit_least_squares: restoreImplicitLeastSquares,
  item_neighbors: restoreItemNeighbors,
  item_transitions: restoreItemTransitions,
  list_similarity: restoreListSimilarity,
  personalized_ranking: restorePersonalizedRanking,
  session_neighbors: restoreSessionNeighbors,
  stack: restoreStack,
};
