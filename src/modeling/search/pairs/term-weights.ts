import type { LinearCoefficients } from "../../linear/linear-model.ts";
import { indexInvalid } from "../index-invalid.ts";
import { Dictionary } from "../lexical/dictionary.ts";

/** Learned weights of the terms of pairs. */
export interface TermWeights {
  readonly dictionary: Dictionary;
  /** Length terms. */
  readonly weights: Float32Array;
  readonly intercept: number;
  /** Log odds by the words alone. */
  score(terms: ReadonlyMap<string, number>): number;
}

/** Weights, ready to score. */
export function termWeights(dictionary: Dictionary, weights: Float32Array, intercept: number): TermWeights {
  const score = (terms: ReadonlyMap<string, number>): number => {
    let sum = intercept;
    for (const [term, value] of terms) {
      const number = dictionary.numberOf(term);
      if (number >= 0) sum += value * (weights[number] ?? 0);
    }
    return sum;
  };
  return { dictionary, weights, intercept, score };
}

/** Weights of a fitted logistic regression on sparse columns. */
export function fittedTermWeights(dictionary: Dictionary, { sparse, intercept }: LinearCoefficients): TermWeights {
  const weights = new Float32Array(dictionary.size);
  sparse?.original.forEach((column, known) => {
    if (column < weights.length) weights[column] = sparse.weight[known] ?? 0;
  });
  return termWeights(dictionary, weights, intercept[0] ?? 0);
}

/** Weights as arrays, for a file. */
export function saveTermWeights({
  dictionary,
  weights,
  intercept,
}: TermWeights): Record<string, Float32Array | Float64Array | Int32Array | Uint8Array> {
  const { bytes, ends } = dictionary.save();
  return { "words.bytes": bytes, "words.ends": ends, "words.weights": weights, "words.intercept": Float64Array.of(intercept) };
}

/** @throws MODELING_INDEX_INVALID */
export function restoreTermWeights(tensors: Readonly<Record<string, unknown>>): TermWeights {
  const bytes = tensors["words.bytes"];
  const ends = tensors["words.ends"];
  const weights = tensors["words.weights"];
  const intercept = tensors["words.intercept"];
  const isWhole =
    bytes instanceof Uint8Array && ends instanceof Int32Array && weights instanceof Float32Array && intercept instanceof Float64Array;
  if (!isWhole || ends.length !== weights.length) throw indexInvalid("the weights of words are missing or do not fit their words");
  return termWeights(Dictionary.load(bytes, ends), weights, intercept[0] ?? 0);
}
