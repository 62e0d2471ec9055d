import { indexInvalid } from "../index-invalid.ts";
import { Dictionary } from "../lexical/dictionary.ts";
import { type ComparerState, type TermRarity, TextComparer, type TextComparerSettings } from "./text-comparer.ts";

type Tensors = Record<string, Float32Array | Float64Array | Int32Array | Uint8Array>;

function saveRarity(name: string, { dictionary, frequencies }: TermRarity): Tensors {
  const { bytes, ends } = dictionary.save();
  return { [`${name}.bytes`]: bytes, [`${name}.ends`]: ends, [`${name}.frequencies`]: frequencies };
}

/** What a comparer learned, as arrays for a file. */
export function saveComparer({ texts, stems, letters, words }: ComparerState): Tensors {
  const { bytes, ends } = words.dictionary.save();
  return {
    ...saveRarity("stems", stems),
    ...saveRarity("letters", letters),
    "vectors.bytes": bytes,
    "vectors.ends": ends,
    "vectors.values": words.vectors,
    "vectors.weights": words.weights,
    "comparer.counts": Int32Array.of(texts, words.dimensions),
  };
}

function restoreRarity(tensors: Readonly<Record<string, unknown>>, name: string): TermRarity {
  const bytes = tensors[`${name}.bytes`];
  const ends = tensors[`${name}.ends`];
  const frequencies = tensors[`${name}.frequencies`];
  const isWhole = bytes instanceof Uint8Array && ends instanceof Int32Array && frequencies instanceof Int32Array;
  if (!isWhole || ends.length !== frequencies.length) throw indexInvalid(`the terms "${name}" are missing or do not fit each other`);
  return { dictionary: Dictionary.load(bytes, ends), frequencies };
}

/** @throws MODELING_INDEX_INVALID */
export function restoreComparer(settings: TextComparerSettings, tensors: Readonly<Record<string, unknown>>): TextComparer {
  const counts = tensors["comparer.counts"];
  const vectors = tensors["vectors.values"];
  const weights = tensors["vectors.weights"];
  const bytes = tensors["vectors.bytes"];
  const ends = tensors["vectors.ends"];
  const isWhole = counts instanceof Int32Array && vectors instanceof Float32Array && weights instanceof Float32Array;
  if (!isWhole || !(bytes instanceof Uint8Array) || !(ends instanceof Int32Array)) throw indexInvalid("the word vectors are missing");
  const [texts = 0, dimensions = 0] = counts;
  const { language = "english" } = settings;
  const dictionary = Dictionary.load(bytes, ends);
  if (vectors.length !== dictionary.size * dimensions || weights.length !== dictionary.size)
    throw indexInvalid("the word vectors do not fit their words");
  const words = { kind: "co_occurrence", analyzer: { stem: language }, dictionary, dimensions, vectors, weights, sublinear: false };
  const stems = restoreRarity(tensors, "stems");
  return new TextComparer({ settings, texts, stems, letters: restoreRarity(tensors, "letters"), words });
}
