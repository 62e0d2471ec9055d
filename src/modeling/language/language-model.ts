import type { Vocabulary } from "./vocabulary.ts";

/** A model of which word comes next. A context is a number that the model itself gives out. */
export interface LanguageModel {
  readonly vocabulary: Vocabulary;
  /** Whether sentences end: their end is then predicted like a word. */
  readonly endings: boolean;
  /** The context at the start of a sentence. */
  readonly start: number;
  /** Natural log of P(word | context), word by its id. */
  logProbability(context: number, word: number): number;
  /** The context after one more word. */
  advance(context: number, word: number): number;
}
