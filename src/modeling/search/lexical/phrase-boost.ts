import { type BestScores, bestOfCodes } from "../../../kernels/index.ts";
import type { GrowingTokens } from "./growing-tokens.ts";

/** Two terms that stand side by side in a query, and what it is worth to find them so. */
export interface TermPair {
  readonly first: number;
  readonly second: number;
  readonly worth: number;
}

/** Share of a pair's worth where the two stand close, but not side by side or not in this order. */
const NEAR_SHARE = 0.5;

/** What a document's runs of terms earn: each pair once, at its best place. */
export function phraseScore(tokens: Int32Array, pairs: readonly TermPair[]): number {
  let score = 0;
  for (const { first, second, worth } of pairs) {
    let best = 0;
    for (let n = 0; n < tokens.length && best < 1; n++) {
      if (tokens[n] !== first) continue;
      if (tokens[n + 1] === second) best = 1;
      else if (tokens[n - 1] === second || tokens[n + 2] === second) best = NEAR_SHARE;
    }
    score += best * worth;
  }
  return score;
}

/** The best again, after documents that hold the query's words side by side were lifted. */
export function boostPhrases(best: BestScores, tokens: GrowingTokens, pairs: readonly TermPair[], k: number, seed: number): BestScores {
  const lifted = best.scores.map((score, n) => score + phraseScore(tokens.document(best.items[n] ?? 0), pairs));
  return bestOfCodes(best.items, lifted, k, seed);
}
