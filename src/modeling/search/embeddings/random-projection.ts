import { random } from "../../../kernels/index.ts";
import { checkNumber } from "../../fitting/check-settings.ts";
import type { AnalyzerSettings } from "../analysis/analyzer.ts";
import { TextIndex } from "../lexical/text-index.ts";
import { tfidfRarity } from "../lexical/weighting.ts";
import { requireTerms, termVectorEncoder } from "./term-vectors.ts";
import type { InstantEncoder } from "./text-encoder.ts";

/** Settings of `fitRandomProjection`. */
export interface RandomProjectionSettings {
  /** 256 unless told. */
  readonly dimensions?: number;
  readonly analyzer?: AnalyzerSettings;
}

/**
 * A random direction of +1, 0 and −1 for each term: tf-idf cosines are kept within an error that falls with the dimensions, and nothing
 * is learned but how rare terms are.
 * @throws MODELING_SETTING_INVALID, MODELING_TARGET_EMPTY
 * @see Achlioptas (2003), "Database-friendly random projections", JCSS 66(4).
 */
export function fitRandomProjection(texts: readonly string[], settings: RandomProjectionSettings, seed: number): InstantEncoder {
  const { dimensions = 256, analyzer = {} } = settings;
  checkNumber("random_projection", "dimensions", dimensions, { least: 1, most: 4096, whole: true });
  const index = new TextIndex({ analyzer, weighting: { kind: "tfidf" } });
  index.addAll(texts.map((text) => ({ text })));
  const { dictionary } = index;
  requireTerms(dictionary, texts.length);
  const stream = random(seed);
  const scale = Math.sqrt(3 / dimensions);
  const vectors = Float32Array.from({ length: dictionary.size * dimensions }, () => [scale, 0, 0, 0, 0, -scale][stream.integer(6)] ?? 0);
  const weights = Float32Array.from({ length: dictionary.size }, (_, term) => tfidfRarity(texts.length, index.frequency(term)));
  return termVectorEncoder({ kind: "random_projection", analyzer, dictionary, dimensions, vectors, weights, sublinear: true });
}
