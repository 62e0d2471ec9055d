import { MillwrightError } from "../../errors/index.ts";
import type { ScorerKind } from "./graph-scorer.ts";
import { blendScorers } from "./scorers/blend-scorers.ts";
import { circleOfTrust } from "./scorers/circle-of-trust.ts";
import { coFollow } from "./scorers/co-follow.ts";
import { neighborhood } from "./scorers/neighborhood.ts";
import { nodePopularity } from "./scorers/node-popularity.ts";
import { personalizedPageRank } from "./scorers/personalized-page-rank.ts";
import { randomWalkEmbedding } from "./scorers/random-walk-embedding.ts";
import { reciprocity } from "./scorers/reciprocity.ts";
import { spectralEmbedding } from "./scorers/spectral-embedding.ts";

type Settings = Readonly<Record<string, unknown>>;

/** A scorer as it is saved. */
interface SavedScorer {
  readonly name: string;
  readonly settings: Settings;
}

/** Every scorer by its name: one more is one more line. Settings are checked by the scorer itself. */
const makers: Readonly<Record<string, (settings: Settings) => ScorerKind>> = {
  popularity: () => nodePopularity(),
  reciprocity: () => reciprocity(),
  common_neighbors: (settings) => neighborhood("common_neighbors", settings),
  adamic_adar: (settings) => neighborhood("adamic_adar", settings),
  resource_allocation: (settings) => neighborhood("resource_allocation", settings),
  co_follow: (settings) => coFollow(settings),
  circle_of_trust: (settings) => circleOfTrust(settings),
  personalized_page_rank: (settings) => personalizedPageRank(settings),
  spectral_embedding: (settings) => spectralEmbedding(settings),
  random_walk_embedding: (settings) => randomWalkEmbedding(settings),
  blend: ({ scorers, weights }) => blendScorers(scorersFrom(scorers), Array.isArray(weights) ? weights.map(Number) : undefined),
};

function isSaved(value: unknown): value is SavedScorer {
  return typeof value === "object" && value !== null && "name" in value && "settings" in value && typeof value.settings === "object";
}

/** The scorers that were saved. @throws MODELING_FILE_INVALID, MODELING_SETTING_INVALID */
export function scorersFrom(saved: unknown): ScorerKind[] {
  const list = Array.isArray(saved) ? saved : [];
  if (list.length > 0 && list.every(isSaved)) {
    return list.map(({ name, settings }) => {
      const make = Object.hasOwn(makers, name) ? makers[name] : undefined;
      if (make !== undefined) return make(settings);
      const problem = `a saved graph has the scorer "${String(name).slice(0, 80)}", which is not known here.`;
      throw new MillwrightError("MODELING_FILE_INVALID", problem, `Known are ${Object.keys(makers).join(", ")}.`);
    });
  }
  throw new MillwrightError("MODELING_FILE_INVALID", "a saved graph names no scorers.", "Save the model again.");
}

/** Scorers as plain data. */
export function savedScorers(kinds: readonly ScorerKind[]): SavedScorer[] {
  return kinds.map(({ name, settings }) => ({ name, settings }));
}
