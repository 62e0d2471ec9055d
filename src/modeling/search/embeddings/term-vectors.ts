import { MillwrightError } from "../../../errors/index.ts";
import { normaliseSparseRows, type SparseMatrix, sparseTimesDense } from "../../../kernels/index.ts";
import { type AnalyzerSettings, analyzer } from "../analysis/analyzer.ts";
import { indexInvalid } from "../index-invalid.ts";
import { Dictionary } from "../lexical/dictionary.ts";
import type { InstantEncoder, SavedEncoder } from "./text-encoder.ts";

/** A vector for each term, and how much each counts in a text. */
export interface TermVectors {
  readonly kind: string;
  readonly analyzer: AnalyzerSettings;
  readonly dictionary: Dictionary;
  readonly dimensions: number;
  /** Row-major [terms, dimensions]. */
  readonly vectors: Float32Array;
  /** Weight of one occurrence, length terms. */
  readonly weights: Float32Array;
  /** 1 + ln(occurrences) in place of occurrences. */
  readonly sublinear: boolean;
}

/** Texts as weighted bags of the terms that have vectors, rows of length 1. */
function weightedBags(
  texts: readonly string[],
  { dictionary, weights, sublinear }: TermVectors,
  read: (text: string) => string[],
): SparseMatrix {
  const rowStart = Int32Array.from({ length: texts.length + 1 });
  const index: number[] = [];
  const value: number[] = [];
  texts.forEach((text, row) => {
    const counts = new Map<number, number>();
    for (const term of read(text)) {
      const number = dictionary.numberOf(term);
      if (number >= 0) counts.set(number, (counts.get(number) ?? 0) + 1);
    }
    for (const [number, times] of counts) {
      index.push(number);
      value.push((sublinear ? 1 + Math.log(times) : times) * (weights[number] ?? 0));
    }
    rowStart[row + 1] = index.length;
  });
  const bags = { rows: texts.length, columns: dictionary.size, rowStart, index: Int32Array.from(index), value: Float32Array.from(value) };
  normaliseSparseRows(bags);
  return bags;
}

/** Scales each row to length 1; rows of zeros stay. */
export function normaliseRows(values: Float64Array | Float32Array, dimensions: number): Float32Array {
  const rows = new Float32Array(values.length);
  for (let from = 0; from < values.length; from += dimensions) {
    let sum = 0;
    for (let at = from; at < from + dimensions; at++) sum += (values[at] ?? 0) ** 2;
    const scale = sum > 0 ? 1 / Math.sqrt(sum) : 0;
    for (let at = from; at < from + dimensions; at++) rows[at] = (values[at] ?? 0) * scale;
  }
  return rows;
}

/** An encoder that adds the vectors of a text's terms up. */
export function termVectorEncoder(model: TermVectors): InstantEncoder {
  const { kind, dimensions, dictionary, vectors, weights, sublinear } = model;
  const reader = analyzer(model.analyzer);
  const wide = Float64Array.from(vectors);
  const encodeNow = (texts: readonly string[]): Float32Array =>
    normaliseRows(sparseTimesDense(weightedBags(texts, model, reader.terms), wide, dimensions), dimensions);
  const save = (): SavedEncoder => {
    const { bytes, ends } = dictionary.save();
    const settings = { analyzer: model.analyzer, dimensions, sublinear };
    return { kind, settings, tensors: { vectors, weights, termBytes: bytes, termEnds: ends } };
  };
  return { kind, dimensions, encodeNow, encode: async (texts) => encodeNow(texts), save };
}

/** The encoder that `save` gave. @throws MODELING_INDEX_INVALID */
export function loadTermVectorEncoder({ kind, settings, tensors }: SavedEncoder): InstantEncoder {
  const { vectors, weights, termBytes, termEnds } = tensors;
  const { analyzer: reading, dimensions, sublinear } = settings;
  const isWhole =
    vectors instanceof Float32Array && weights instanceof Float32Array && termBytes instanceof Uint8Array && termEnds instanceof Int32Array;
  if (!isWhole || typeof dimensions !== "number") throw indexInvalid("arrays of the encoder are missing");
  const dictionary = Dictionary.load(termBytes, termEnds);
  if (vectors.length !== dictionary.size * dimensions || weights.length !== dictionary.size) {
    throw indexInvalid(`${dictionary.size} terms have ${vectors.length} numbers of ${dimensions} each`);
  }
  const model = {
    kind,
    analyzer: (reading ?? {}) as AnalyzerSettings,
    dictionary,
    dimensions,
    vectors,
    weights,
    sublinear: sublinear === true,
  };
  return termVectorEncoder(model);
}

/** @throws MODELING_TARGET_EMPTY where no text has a term. */
export function requireTerms(dictionary: Dictionary, texts: number): void {
  if (dictionary.size > 0) return;
  const problem = `none of the ${texts} texts has a word that an encoder could learn from.`;
  throw new MillwrightError("MODELING_TARGET_EMPTY", problem, "Give texts with words, or an analyser that keeps them.");
}
