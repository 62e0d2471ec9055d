import { coOccurrences, positiveMutualInformation, randomizedSvd } from "../../../kernels/index.ts";
import { checkNumber } from "../../fitting/check-settings.ts";
import { type AnalyzerSettings, analyzer } from "../analysis/analyzer.ts";
import { Dictionary } from "../lexical/dictionary.ts";
import { GrowingTokens } from "../lexical/growing-tokens.ts";
import { normaliseRows, requireTerms, type TermVectors, termVectorEncoder } from "./term-vectors.ts";
import type { InstantEncoder } from "./text-encoder.ts";

/** Settings of `fitCoOccurrence`. */
export interface CoOccurrenceSettings {
  /** 100 unless told. */
  readonly dimensions?: number;
  /** Words apart that still count as company; 5 unless told. */
  readonly window?: number;
  /** ln of the negative samples that skip-gram would draw; 0 unless told. */
  readonly shift?: number;
  /** Words in fewer texts get no vector; 2 unless told, 1 where there are fewer than 1,000 texts. */
  readonly minimumCount?: number;
  readonly analyzer?: AnalyzerSettings;
}

/** Weight of a word by how often it occurs: rare ones count in full. @see Arora et al. (2017), "A simple but tough-to-beat baseline for sentence embeddings", ICLR. */
function smoothInverse(occurrences: number, total: number): number {
  return 1e-3 / (1e-3 + occurrences / Math.max(1, total));
}

/** Word vectors themselves. @see fitCoOccurrence */
export function coOccurrenceVectors(texts: readonly string[], settings: CoOccurrenceSettings, seed: number): TermVectors {
  const { dimensions = 100, window = 5, shift = 0, minimumCount = texts.length < 1000 ? 1 : 2, analyzer: reading = {} } = settings;
  checkNumber("co_occurrence", "dimensions", dimensions, { least: 1, most: 4096, whole: true });
  checkNumber("co_occurrence", "window", window, { least: 1, most: 1000, whole: true });
  checkNumber("co_occurrence", "minimumCount", minimumCount, { least: 1, whole: true });
  const reader = analyzer(reading);
  const read = texts.map((text) => reader.terms(text));
  const counts = new Map<string, number>();
  for (const terms of read) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  const dictionary = new Dictionary();
  const tokens = new GrowingTokens(1);
  for (const terms of read)
    tokens.push([terms.filter((term) => (counts.get(term) ?? 0) >= minimumCount).map((term) => dictionary.add(term))]);
  requireTerms(dictionary, texts.length);
  const information = positiveMutualInformation(coOccurrences(tokens.runs(), dictionary.size, window), shift, 0.75);
  const { left, values, rank } = randomizedSvd(information, dimensions, { seed });
  const total = tokens.runs().tokens.length;
  const weights = Float32Array.from({ length: dictionary.size }, (_, term) =>
    smoothInverse(counts.get(dictionary.termOf(term)) ?? 0, total),
  );
  const scaled = left.map((entry, at) => entry * Math.sqrt(values[at % rank] ?? 0));
  const vectors = normaliseRows(scaled, rank);
  return { kind: "co_occurrence", analyzer: reading, dictionary, dimensions: rank, vectors, weights, sublinear: false };
}

/**
 * Word vectors from the company that words keep: the strongest directions of their positive pointwise mutual information, which is what
 * skip-gram with negative samples factorises; a text is the sum of its words, rare ones counting more. A seed decides every bit.
 * @throws MODELING_SETTING_INVALID, MODELING_TARGET_EMPTY
 * @see Levy, Goldberg and Dagan (2015), "Improving Distributional Similarity with Lessons Learned from Word Embeddings", TACL 3.
 * @example fitCoOccurrence(["hot tea", "hot coffee", "cold tea", "cold coffee"], { dimensions: 2, window: 1 }, 0).encodeNow(["tea"]);
 */
export function fitCoOccurrence(texts: readonly string[], settings: CoOccurrenceSettings, seed: number): InstantEncoder {
  return termVectorEncoder(coOccurrenceVectors(texts, settings, seed));
}
