import type { TypingCosts } from "../evaluation/typing-costs.ts";
import type { Suggestion } from "./completer.ts";

/** Milliseconds that a suggestion saves on average: what taking it saves where it is right, less the glance that it costs anyway. */
export function expectedSavingMs(suggestion: Suggestion, prefix: string, costs: TypingCosts): number {
  const keys = suggestion.text.length + 1 - prefix.length;
  return suggestion.probability * Math.max(0, keys * costs.keyMs - costs.acceptMs) - costs.glanceMs;
}

/** What of some suggestions is shown, and where. */
export interface Shown {
  /** Ghost text behind the cursor: only what is probable enough and worth its glance. */
  readonly inline?: Suggestion;
  /** The list; empty where looking at it costs more than it saves. */
  readonly list: readonly Suggestion[];
}

/**
 * Shows suggestions only when they are worth it: the list where its entries together save more than one glance, ghost text where the
 * first one alone does and is at least as probable as told.
 */
export function worthShowing(suggestions: readonly Suggestion[], prefix: string, costs: TypingCosts, inlineProbability = 0.5): Shown {
  const together = suggestions.reduce((sum, one) => sum + expectedSavingMs(one, prefix, costs) + costs.glanceMs, 0) - costs.glanceMs;
  const [first] = suggestions;
  const inline = first !== undefined && first.probability >= inlineProbability && expectedSavingMs(first, prefix, costs) > 0;
  return { list: together > 0 ? suggestions : [], ...(inline ? { inline: first } : {}) };
}
