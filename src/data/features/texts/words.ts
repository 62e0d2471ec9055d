import type { Feature } from "../feature.ts";
import { featureHead } from "../feature-name.ts";
import { graphInput } from "../graph-inputs.ts";
import { type BagSettings, checkBag, fitBag } from "./bag.ts";

/** Settings of word n-grams. */
export interface WordsSettings extends BagSettings {
  /** Fewest and most words of an n-gram; single words unless told. */
  readonly ngrams?: readonly [number, number];
  /** The same as `buckets`. */
  readonly hash?: number;
}

const BUCKETS = 2 ** 16;

/**
 * Words and runs of words of a text column as a bag of columns, by hash (2¹⁶ buckets unless told) or from a learned vocabulary.
 * The host finds the words ("words-1"), everything else is in the graph.
 * @example words("description", { ngrams: [1, 2], vocabulary: 20_000, weighting: "tfidf" })
 */
export function words<const Column extends string>(column: Column, settings: WordsSettings = {}): Feature<Column> {
  const { hash, ...rest } = settings;
  const asBag: BagSettings = hash === undefined ? rest : { buckets: hash, ...rest };
  const head = featureHead("words", [column], settings);
  const { ngrams = [1, 1] } = settings;
  checkBag(head.name, ngrams, asBag, 5);
  const input = graphInput(column, "words");
  const plan = { from: ngrams[0], to: ngrams[1], withinWords: false, of: "words" } as const;
  const { name, group } = head;
  return { ...head, fit: (table) => fitBag({ name, group }, table, input, plan, { ...asBag, buckets: asBag.buckets ?? BUCKETS }) };
}
