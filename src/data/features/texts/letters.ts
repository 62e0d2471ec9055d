import type { Feature } from "../feature.ts";
import { featureHead } from "../feature-name.ts";
import { graphInput } from "../graph-inputs.ts";
import { type BagSettings, checkBag, fitBag } from "./bag.ts";

/** Settings of character n-grams. */
export interface LettersSettings extends BagSettings {
  /** Shortest and longest n-gram; 1 to 5 unless told. */
  readonly ngrams?: readonly [number, number];
  /** N-grams stay within a word, the space before or behind it included; true unless told. False lets them run across words. */
  readonly words?: boolean;
}

const BUCKETS = 2 ** 18;

/**
 * Character n-grams of a text column as a bag of columns, by hash (2¹⁸ buckets unless told) or from a learned vocabulary.
 * The host normalises the text ("letters-1"), everything else is in the graph.
 * @see Cavnar and Trenkle (1994), "N-Gram-Based Text Categorization"; Weinberger et al. (2009), "Feature hashing for large scale multitask learning".
 * @example letters("text", { ngrams: [1, 5], buckets: 2 ** 18 })
 */
export function letters<const Column extends string>(column: Column, settings: LettersSettings = {}): Feature<Column> {
  const head = featureHead("letters", [column], settings);
  const { ngrams = [1, 5], words = true } = settings;
  checkBag(head.name, ngrams, settings, 12);
  const input = graphInput(column, "letters");
  const plan = { from: ngrams[0], to: ngrams[1], withinWords: words, of: "letters" } as const;
  const { name, group } = head;
  return { ...head, fit: (table) => fitBag({ name, group }, table, input, plan, { ...settings, buckets: settings.buckets ?? BUCKETS }) };
}
