import { MillwrightError } from "../../errors/index.ts";
import { randomizedSvd, type SparseMatrix } from "../../kernels/index.ts";
import type { Derivation, DerivationKind, DerivationState } from "./derivation.ts";
import { isStopWord, textsOf, wordsOf } from "./text-pair/text-words.ts";

/** Words that are known at most: the most frequent ones. */
const MOST_WORDS = 20_000;
/** Texts that are learned from at most, the first ones. */
const MOST_TEXTS = 100_000;

/** Settings of `textMeaning`. */
export interface TextMeaningSettings<Column extends string> {
  readonly query: Column;
  readonly candidate: Column;
  /** Directions of meaning, from 1 to 300; 100 unless told. */
  readonly dimensions?: number;
}

/**
 * Cosine of two texts in a space of meaning: words are near each other that stand in the same company in the training texts, so that
 * texts can be near without a common word.
 * @throws DATA_SETTINGS_INVALID
 * @see Deerwester et al. (1990), "Indexing by Latent Semantic Analysis", JASIS 41(6).
 * @example textMeaning({ query: "question", candidate: "sentence", dimensions: 50 })
 */
export function textMeaning<const Column extends string>(settings: TextMeaningSettings<Column>): Derivation<Column> {
  const { query, candidate, dimensions = 100 } = settings;
  if (!Number.isInteger(dimensions) || dimensions < 1 || dimensions > 300) {
    throw new MillwrightError(
      "DATA_SETTINGS_INVALID",
      `a text's meaning has ${dimensions} dimensions.`,
      "Give a whole number from 1 to 300.",
    );
  }
  return { kind: "text_meaning", columns: [query, candidate], settings: { dimensions }, output: "cosine" };
}

/** Content words of a text with their damped counts. */
function countsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of wordsOf(text)) if (!isStopWord(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Map([...counts].map(([word, times]) => [word, 1 + Math.log(times)]));
}

/** Words of two texts or more with how many have them, the most frequent first. */
function frequentWords(texts: readonly ReadonlyMap<string, number>[]): [string, number][] {
  const frequency = new Map<string, number>();
  for (const counts of texts) for (const word of counts.keys()) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const shared = [...frequency].filter(([, times]) => times > 1);
  return shared.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, MOST_WORDS);
}

/** tf-idf of texts by word, rows of length 1. */
function matrixOf(texts: readonly ReadonlyMap<string, number>[], placeOf: ReadonlyMap<string, number>, rarity: Float32Array): SparseMatrix {
  const rowStart = new Int32Array(texts.length + 1);
  const index: number[] = [];
  const value: number[] = [];
  texts.forEach((counts, row) => {
    const entries = [...counts].flatMap(([word, weight]): [number, number][] => {
      const place = placeOf.get(word);
      return place === undefined ? [] : [[place, weight * (rarity[place] ?? 0)]];
    });
    const scale = Math.hypot(...entries.map(([, weight]) => weight)) || 1;
    for (const [place, weight] of entries.sort(([a], [b]) => a - b)) {
      index.push(place);
      value.push(weight / scale);
    }
    rowStart[row + 1] = index.length;
  });
  return { rows: texts.length, columns: placeOf.size, rowStart, index: Int32Array.from(index), value: Float32Array.from(value) };
}

/** Directions of words, each times its rarity: a text is the sum over its words. */
function learnMeaning(texts: readonly string[], dimensions: number): DerivationState {
  const counted = texts.map(countsOf);
  const words = frequentWords(counted);
  const placeOf = new Map(words.map(([word], place) => [word, place]));
  const rarity = Float32Array.from(words, ([, times]) => Math.log((1 + texts.length) / (1 + times)) + 1);
  if (words.length === 0) return { arrays: { vectors: new Float32Array(0), width: Int32Array.of(0) }, texts: { words: [] } };
  // The projection is part of the method, not of the run: the same texts give the same space.
  const { right, rank } = randomizedSvd(matrixOf(counted, placeOf, rarity), Math.min(dimensions, words.length, texts.length), { seed: 1 });
  const vectors = Float32Array.from(right, (value, at) => value * (rarity[Math.floor(at / rank)] ?? 0));
  return { arrays: { vectors, width: Int32Array.of(rank) }, texts: { words: words.map(([word]) => word) } };
}

/** What was learned, ready. @throws DATA_DERIVATION_STATE_INVALID */
function openMeaning({ arrays, texts }: DerivationState): (text: string) => Float64Array {
  const { vectors, width } = arrays;
  const words = texts["words"];
  const rank = width?.[0] ?? -1;
  if (vectors === undefined || words === undefined || width?.length !== 1 || rank < 0 || vectors.length !== words.length * rank) {
    throw new MillwrightError(
      "DATA_DERIVATION_STATE_INVALID",
      "the saved words and vectors of a text's meaning do not fit each other.",
      "Restore the package from a copy, or run the system again.",
    );
  }
  const placeOf = new Map(words.map((word, place) => [word, place]));
  return (text) => {
    const sum = new Float64Array(rank);
    for (const [word, weight] of countsOf(text)) {
      const place = placeOf.get(word);
      if (place === undefined) continue;
      for (let at = 0; at < rank; at++) sum[at] = (sum[at] ?? 0) + weight * (vectors[place * rank + at] ?? 0);
    }
    const length = Math.hypot(...sum);
    return length > 0 ? sum.map((value) => value / length) : sum;
  };
}

/** Cosine of two texts in a learned space. */
export const textMeaningKind: DerivationKind = {
  kind: "text_meaning",
  outputs: ["cosine"],
  learn: (table, _, { columns, settings }) => {
    const texts = [...new Set(columns.flatMap((column) => textsOf(table, column)))].slice(0, MOST_TEXTS);
    return learnMeaning(texts, Number(settings["dimensions"]));
  },
  open: (state, { columns: [query = "", candidate = ""] }) => {
    const vectorOf = openMeaning(state);
    return (table) => {
      const known = new Map<string, Float64Array>();
      const read = (text: string): Float64Array => {
        const found = known.get(text) ?? vectorOf(text);
        known.set(text, found);
        return found;
      };
      const candidates = textsOf(table, candidate).map(read);
      return [
        Float64Array.from(textsOf(table, query), (text, row) =>
          read(text).reduce((sum, value, at) => sum + value * (candidates[row]?.[at] ?? 0), 0),
        ),
      ];
    };
  },
};
