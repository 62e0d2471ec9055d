import { randomizedSvd } from "../../../kernels/index.ts";
import { checkNumber } from "../../fitting/check-settings.ts";
import type { AnalyzerSettings } from "../analysis/analyzer.ts";
import { TextIndex } from "../lexical/text-index.ts";
import { tfidfRarity } from "../lexical/weighting.ts";
import { requireTerms, termVectorEncoder } from "./term-vectors.ts";
import type { InstantEncoder } from "./text-encoder.ts";

/** Settings of `fitLsa`. */
export interface LsaSettings {
  /** 100 unless told. */
  readonly dimensions?: number;
  readonly analyzer?: AnalyzerSettings;
}

/**
 * Latent semantic analysis: the strongest directions of the tf-idf matrix of some texts; texts are near that use words which stand in the
 * same company. A seed decides every bit.
 * @throws MODELING_SETTING_INVALID, MODELING_TARGET_EMPTY
 * @see Deerwester et al. (1990), "Indexing by Latent Semantic Analysis", JASIS 41(6).
 * @example fitLsa(["a dog", "a hound", "dog or hound"], { dimensions: 1 }, 0).encodeNow(["hound"]);
 */
export function fitLsa(texts: readonly string[], { dimensions = 100, analyzer = {} }: LsaSettings, seed: number): InstantEncoder {
  checkNumber("lsa", "dimensions", dimensions, { least: 1, most: 4096, whole: true });
  const index = new TextIndex({ analyzer, weighting: { kind: "tfidf", sublinear: true } });
  index.addAll(texts.map((text) => ({ text })));
  const { dictionary } = index;
  requireTerms(dictionary, texts.length);
  const { right, rank } = randomizedSvd(index.bags(), dimensions, { seed });
  const weights = Float32Array.from({ length: dictionary.size }, (_, term) => tfidfRarity(texts.length, index.frequency(term)));
  const vectors = Float32Array.from(right);
  return termVectorEncoder({ kind: "lsa", analyzer, dictionary, dimensions: rank, vectors, weights, sublinear: true });
}
