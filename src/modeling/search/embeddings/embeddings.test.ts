import { describe, expect, test } from "vitest";
import { gather, newGraph } from "../../../onnx/index.ts";
import { fitCoOccurrence } from "./co-occurrence.ts";
import { fitLsa } from "./lsa.ts";
import { onnxEncoder } from "./onnx-encoder.ts";
import { fitRandomProjection } from "./random-projection.ts";
import { loadTermVectorEncoder } from "./term-vectors.ts";
import { readVocabulary, wordPieces } from "./word-pieces.ts";

const texts = [
  "hot tea with milk",
  "hot coffee with milk",
  "cold tea with ice",
  "cold coffee with ice",
  "the train leaves at noon",
  "the bus leaves at noon",
  "the train arrives late",
  "the bus arrives late",
];

function cosine(vectors: Float32Array, dimensions: number): number {
  let sum = 0;
  for (let j = 0; j < dimensions; j++) sum += (vectors[j] ?? 0) * (vectors[dimensions + j] ?? 0);
  return sum;
}

describe.each([
  ["lsa", fitLsa],
  ["co_occurrence", fitCoOccurrence],
  ["random_projection", fitRandomProjection],
] as const)("%s", (kind, fit) => {
  test("encodes texts as rows of length 1, unknown ones as 0, the same for a seed and after saving", () => {
    const encoder = fit(texts, { dimensions: 4 }, 0);
    const vectors = encoder.encodeNow(["hot tea", "zebra", ""]);
    const { dimensions } = encoder;
    expect(encoder.kind).toBe(kind);
    expect(vectors.subarray(0, dimensions).reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 5);
    expect(vectors.subarray(dimensions).every((value) => value === 0)).toBe(true);
    expect(fit(texts, { dimensions: 4 }, 0).encodeNow(["hot tea"])).toEqual(encoder.encodeNow(["hot tea"]));
    expect(loadTermVectorEncoder(encoder.save()).encodeNow(texts)).toEqual(encoder.encodeNow(texts));
  });

  test("refuses texts without words", () => {
    expect(() => fit(["?", ""], {}, 0)).toThrow(/MODELING_TARGET_EMPTY/);
  });
});

test("words that keep the same company are near, others are not", () => {
  const encoder = fitCoOccurrence(texts, { dimensions: 3, window: 3 }, 0);
  const near = cosine(encoder.encodeNow(["tea", "coffee"]), encoder.dimensions);
  expect(near).toBeGreaterThan(0.9);
  expect(near).toBeGreaterThan(cosine(encoder.encodeNow(["tea", "train"]), encoder.dimensions) + 0.5);
});

const vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "un", "##aff", "##able", "hello", ",", "run", "##ning"];

describe("wordPieces", () => {
  test("takes the longest pieces, marks the ends and names what it does not know", () => {
    const read = wordPieces({ vocabulary });
    expect(read("Hello, unaffable")).toEqual([2, 7, 8, 4, 5, 6, 3]);
    expect(read("RUNNING xyz")).toEqual([2, 9, 10, 1, 3]);
    expect(wordPieces({ vocabulary, longest: 4 })("hello hello hello hello")).toEqual([2, 7, 7, 3]);
  });

  test("reads a tokenizer.json and a vocab.txt, and refuses another model", () => {
    const vocab = Object.fromEntries(vocabulary.map((piece, number) => [piece, number]));
    const json = JSON.stringify({ model: { type: "WordPiece", vocab }, normalizer: { lowercase: true } });
    expect(readVocabulary(json)).toEqual({ vocabulary, lowercase: true });
    expect(readVocabulary(`${vocabulary.join("\n")}\n`)).toEqual({ vocabulary });
    expect(() => readVocabulary('{"model":{"type":"BPE"}}')).toThrow(/MODELING_ENCODER_INVALID.*BPE/);
    expect(() => wordPieces({ vocabulary: ["a"] })).toThrow(/MODELING_ENCODER_INVALID.*\[UNK\]/);
  });
});

/** An encoder that looks each piece up in a table: [N, L] → [N, L, 2]. */
function tinyEncoder(input: string): Uint8Array {
  const graph = newGraph("tiny");
  const ids = graph.input(input, "int64", ["N", "L"]);
  const table = Float32Array.from({ length: 2 * vocabulary.length }, (_, n) => (n < 14 ? 0 : n % 2 === 0 ? 1 : 0));
  table[2 * 9] = 0;
  table[2 * 9 + 1] = 1;
  graph.output("last_hidden_state", gather(graph.constant(table, [vocabulary.length, 2]), ids));
  return graph.bytes();
}

describe("onnxEncoder", () => {
  test("runs word pieces through a graph and averages the vectors of each text, padding left out", async () => {
    const encoder = await onnxEncoder({ graph: tinyEncoder("input_ids"), pieces: { vocabulary }, batch: 2 });
    expect(encoder.dimensions).toBe(2);
    const vectors = await encoder.encode(["hello", "run", "hello run"]);
    expect([...vectors].map((value) => Number((value ** 2).toFixed(4)))).toEqual([1, 0, 0, 1, 0.5, 0.5]);
  });

  test("refuses a graph with other inputs", async () => {
    await expect(onnxEncoder({ graph: tinyEncoder("pixels"), pieces: { vocabulary } })).rejects.toThrow(/MODELING_ENCODER_INVALID.*pixels/);
  });
});
