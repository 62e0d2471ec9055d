import { type AnalyzerSettings, analyzer } from "../analysis/analyzer.ts";
import type { StemmedLanguage } from "../analysis/stem-words.ts";
import { coOccurrenceVectors } from "../embeddings/co-occurrence.ts";
import { type TermVectors, termVectorEncoder } from "../embeddings/term-vectors.ts";
import { Dictionary } from "../lexical/dictionary.ts";
import { tfidfRarity } from "../lexical/weighting.ts";
import { type PairStatistics, pairColumnNames, pairColumns } from "./pair-columns.ts";
import { type TextProfile, textProfiler } from "./text-profile.ts";
import { bagCosine, type WeightedBag, weightedBag } from "./weighted-bag.ts";

/** Settings of `fitTextComparer`. */
export interface TextComparerSettings {
  /** Whose endings are cut; "english" unless told. */
  readonly language?: StemmedLanguage | false;
  /** Of the word vectors; 100 unless told. */
  readonly dimensions?: number;
}

/** How rare terms of one kind are. */
export interface TermRarity {
  readonly dictionary: Dictionary;
  /** Texts with each term. */
  readonly frequencies: Int32Array;
}

/** What is learned from a collection of texts. */
export interface ComparerState {
  readonly settings: TextComparerSettings;
  readonly texts: number;
  readonly stems: TermRarity;
  readonly letters: TermRarity;
  readonly words: TermVectors;
}

/** A text made ready to be compared. */
export interface ComparableText {
  readonly profile: TextProfile;
  readonly stems: WeightedBag;
  readonly letters: WeightedBag;
  readonly pairs: WeightedBag;
  readonly vector: Float32Array;
}

/** Columns beside those of `pairColumns`. */
const cosineNames = ["stem_cosine", "letter_cosine", "stem_pair_cosine", "vector_cosine"] as const;

/** Names of the columns of a comparison. */
export const comparisonNames: readonly string[] = [...pairColumnNames, ...cosineNames];

const lettersAnalyzer: AnalyzerSettings = { of: "letters", ngrams: [3, 5] };

function termRarity(texts: readonly string[], settings: AnalyzerSettings): TermRarity {
  const reader = analyzer(settings);
  const dictionary = new Dictionary();
  const frequencies: number[] = [];
  for (const text of texts) {
    for (const term of new Set(reader.terms(text))) {
      const number = dictionary.add(term);
      frequencies[number] = (frequencies[number] ?? 0) + 1;
    }
  }
  return { dictionary, frequencies: Int32Array.from(frequencies) };
}

/** Compares texts two by two with what a collection says of their words. */
export class TextComparer {
  readonly state: ComparerState;
  readonly #prepare: (text: string) => ComparableText;
  readonly #statistics: PairStatistics;

  constructor(state: ComparerState) {
    this.state = state;
    const { settings, texts, stems, letters, words } = state;
    const { language = "english" } = settings;
    const rarityIn = ({ dictionary, frequencies }: TermRarity) => {
      return (term: string): number => tfidfRarity(texts, frequencies[dictionary.numberOf(term)] ?? 0);
    };
    const rarity = rarityIn(stems);
    const letterRarity = rarityIn(letters);
    const profile = textProfiler(language);
    const stemReader = analyzer({ stem: language });
    const pairReader = analyzer({ stem: language, ngrams: [2, 2] });
    const letterReader = analyzer(lettersAnalyzer);
    const encoder = termVectorEncoder(words);
    const pairRarity = (pair: string): number => {
      const [first = "", second = ""] = pair.split(" ");
      return (rarity(first) + rarity(second)) / 2;
    };
    this.#prepare = (text) => ({
      profile: profile(text),
      stems: weightedBag(text, stemReader, rarity),
      letters: weightedBag(text, letterReader, letterRarity),
      pairs: weightedBag(text, pairReader, pairRarity),
      vector: encoder.encodeNow([text]),
    });
    const { dictionary, dimensions, vectors } = words;
    this.#statistics = { rarity, words: { dimensions, vectors, rowOf: (word) => dictionary.numberOf(word) } };
  }

  /** Takes a text apart, once for all that it is compared with. */
  prepare(text: string): ComparableText {
    return this.#prepare(text);
  }

  /** How much a stem says. */
  rarity(stem: string): number {
    return this.#statistics.rarity(stem);
  }

  /** Columns `comparisonNames` of two texts, the same whichever comes first. */
  compare(a: ComparableText, b: ComparableText): number[] {
    let cosine = 0;
    for (let j = 0; j < a.vector.length; j++) cosine += (a.vector[j] ?? 0) * (b.vector[j] ?? 0);
    const cosines = [bagCosine(a.stems, b.stems), bagCosine(a.letters, b.letters), bagCosine(a.pairs, b.pairs), cosine];
    return [...pairColumns(a.profile, b.profile, this.#statistics), ...cosines];
  }
}

/**
 * Learns from a collection of texts, without labels, how rare words are and which stand for each other.
 * @throws MODELING_SETTING_INVALID, MODELING_TARGET_EMPTY
 */
export function fitTextComparer(texts: readonly string[], settings: TextComparerSettings, seed: number): TextComparer {
  const { language = "english", dimensions = 100 } = settings;
  const words = coOccurrenceVectors(texts, { dimensions, window: 6, analyzer: { stem: language } }, seed);
  const stems = termRarity(texts, { stem: language });
  return new TextComparer({ settings, texts: texts.length, stems, letters: termRarity(texts, lettersAnalyzer), words });
}
