import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { random } from "../../kernels/index.ts";
import { readSafetensors, writeSafetensors } from "../../onnx/index.ts";
import { referenceModel } from "./fixtures/reference-kneser-ney.ts";
import { readNgrams, writeNgrams } from "./ngram-file.ts";
import type { NgramModel } from "./ngram-model.ts";
import { trainNgrams } from "./train-ngrams.ts";
import { buildVocabulary, type Sentence } from "./vocabulary.ts";

const sentencesOf = (text: string): Sentence[] => text.split("\n").map((line) => ({ words: line.split(" ") }));

/** Words of a small alphabet, frequent ones more often, so that n-grams repeat. */
function drawSentences(seed: number, count: number, kinds: number): Sentence[] {
  const draw = random(seed);
  return Array.from({ length: count }, () => ({
    words: Array.from({ length: 1 + draw.integer(6) }, () => `w${Math.floor(kinds * draw.next() ** 2)}`),
    writer: draw.integer(4),
  }));
}

function wordScores(model: NgramModel, words: readonly string[]): number[] {
  let context = model.start;
  return [...words, "</s>"].map((word) => {
    const id = model.vocabulary.idOf(word);
    const score = model.logProbability(context, id);
    context = model.advance(context, id);
    return score;
  });
}

describe("n-gram models", () => {
  // KenLM 0.3.0: lmplz -o 3 --discount_fallback < text > arpa; kenlm.Model(arpa).full_scores(sentence, bos=True, eos=True), log10.
  // Tolerance 1e-5: KenLM's file has seven digits.
  it("gives every word KenLM's probability", () => {
    const text =
      "the cat sat on the mat\nthe dog sat on the log\na cat saw the dog\nthe dog saw a cat on the mat\nsee you at the station\nsee you soon\nthe cat sat";
    const sentences = sentencesOf(text);
    const model = trainNgrams(sentences, buildVocabulary(sentences), { order: 3 });
    const golden: readonly (readonly [string, readonly number[]])[] = [
      ["the cat sat on the log", [-0.390525, -0.512449, -0.222603, -0.364223, -0.108453, -0.658577, -0.09861]],
      ["see the dog", [-0.790512, -1.537335, -0.723566, -0.527426]],
      ["a zebra sat on the mat", [-1.007825, -2.174157, -1.20412, -0.438203, -0.108453, -0.413232, -0.09861]],
    ];
    for (const [sentence, scores] of golden) {
      wordScores(model, sentence.split(" ")).forEach((score, at) => {
        expect(score / Math.LN10).toBeCloseTo(scores[at] ?? Number.NaN, 5);
      });
    }
    expect(model.learned).toMatchObject({ assumedDiscounts: 3, "2-grams": 28, "3-grams": 29 });
  });

  it("of any order agree with a plain reading of the formulas, in any context", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1, max: 5 }), fc.boolean(), (seed, order, open) => {
        const sentences = drawSentences(seed, 60, 9);
        const vocabulary = buildVocabulary(sentences, { minimumCount: 2 });
        const model = trainNgrams(sentences, vocabulary, { order, open });
        const reference = referenceModel(sentences, vocabulary, order, open);
        for (const { words } of drawSentences(seed + 1, 20, 12)) {
          const ids = [...vocabulary.encode(words), 3];
          let context = model.start;
          ids.forEach((id, at) => {
            const expected = Math.log(reference(ids.slice(0, at), id));
            if (open || id !== 1) expect(model.logProbability(context, id)).toBeCloseTo(expected, 4);
            context = model.advance(context, id);
          });
        }
      }),
      { numRuns: 25 },
    );
  });

  it("give each context probabilities that sum to 1, with n-grams left out too", () => {
    const sentences = drawSentences(5, 300, 20);
    const vocabulary = buildVocabulary(sentences);
    for (const settings of [{ order: 4 }, { order: 4, minimumCounts: [1, 2, 2, 3] }, { order: 3, minimumWriters: 3 }]) {
      const model = trainNgrams(sentences, vocabulary, settings);
      for (const words of [[], ["w0"], ["w1", "w0", "w2"], ["w19", "w3", "w3", "w0"]]) {
        const context = model.contextOf(words);
        let sum = 0;
        for (let id = 1; id < vocabulary.size; id++) if (id !== 2) sum += Math.exp(model.logProbability(context, id));
        expect(sum).toBeCloseTo(1, 5);
      }
    }
  });

  it("are the same whether counts fit into memory or are sorted on disk, and leave no files", () => {
    const sentences = drawSentences(8, 3000, 60);
    const vocabulary = buildVocabulary(sentences);
    const folder = mkdtempSync(join(tmpdir(), "language-test-"));
    const inMemory = trainNgrams(sentences, vocabulary, { order: 4, minimumWriters: 2 });
    const onDisk = trainNgrams(sentences, vocabulary, { order: 4, minimumWriters: 2, memoryMb: 0.05, folder });
    expect(inMemory.learned["runs"]).toBe(0);
    expect(onDisk.learned["runs"]).toBeGreaterThan(20);
    expect(onDisk.trie).toEqual(inMemory.trie);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("leave out n-grams of one writer, and those that are too rare, but keep what longer ones need", () => {
    const sentences: Sentence[] = [
      { words: ["my", "code", "is", "blue"], writer: 1 },
      { words: ["my", "code", "is", "blue"], writer: 1 },
      { words: ["my", "code", "works"], writer: 2 },
      { words: ["blue", "is", "nice"], writer: 3 },
    ];
    const model = trainNgrams(sentences, buildVocabulary(sentences), { order: 3, minimumWriters: 2 });
    expect(model.learned).toMatchObject({ "2-grams": 2, "3-grams": 1 });
  });

  it("answer the most probable words of a beginning, as sorting all of them does", () => {
    const sentences = drawSentences(11, 800, 150);
    const model = trainNgrams(sentences, buildVocabulary(sentences), { order: 3, quantize: true });
    const allowed = new Uint8Array(model.vocabulary.size);
    for (const words of [[], ["w0"], ["w4", "w1"], ["zzz"]]) {
      for (const prefix of ["", "w1", "w14", "q"]) {
        const context = model.contextOf(words);
        const all = model.vocabulary.words
          .map((word, id) => ({ word, id, score: model.logProbability(context, id) }))
          .filter(({ word, id }) => id >= 4 && word.startsWith(prefix))
          .sort((a, b) => b.score - a.score || a.id - b.id);
        expect(model.topWords(context, prefix, 5, allowed).map(({ word }) => word)).toEqual(all.slice(0, 5).map(({ word }) => word));
        const mass = all.reduce((sum, { score }) => sum + Math.exp(score), 0);
        expect(model.prefixProbability(context, prefix)).toBeCloseTo(mass, 9);
      }
    }
  });

  it("come back from a file as they were, small when coded in 8 bits and hardly worse", () => {
    const sentences = drawSentences(3, 2000, 100);
    const vocabulary = buildVocabulary(sentences);
    const exact = trainNgrams(sentences, vocabulary, { order: 4 });
    const coded = trainNgrams(sentences, vocabulary, { order: 4, quantize: true });
    expect(coded.bytes).toBeLessThan(0.75 * exact.bytes);
    const mean = (model: NgramModel): number => {
      const scores = drawSentences(4, 200, 100).flatMap(({ words }) => wordScores(model, words));
      return scores.reduce((sum, score) => sum + score, 0) / scores.length;
    };
    expect(Math.abs(mean(coded) - mean(exact))).toBeLessThan(0.01);
    for (const model of [exact, coded]) expect(readNgrams(writeNgrams(model))).toEqual(model);
  });

  it("refuse files that are damaged or of something else", () => {
    const sentences = drawSentences(3, 50, 10);
    const { tensors, metadata } = readSafetensors(writeNgrams(trainNgrams(sentences, buildVocabulary(sentences))));
    const refused = expect.objectContaining({ code: "MODELING_LANGUAGE_FILE" });
    const without = new Map([...tensors].filter(([name]) => name !== "link"));
    expect(() => readNgrams(writeSafetensors(without, metadata))).toThrow(refused);
    expect(() => readNgrams(writeSafetensors(tensors, { ...metadata, kind: "trees" }))).toThrow(refused);
    const looping = new Map(tensors).set("link", {
      shape: tensors.get("link")?.shape ?? [],
      data: Int32Array.from({ length: tensors.get("link")?.data.length ?? 0 }, (_, at) => at),
    });
    expect(() => readNgrams(writeSafetensors(looping, metadata))).toThrow(refused);
  });

  it("refuse no text, and settings outside of their ranges", () => {
    const vocabulary = buildVocabulary(sentencesOf("a b"));
    expect(() => trainNgrams([], vocabulary)).toThrow(expect.objectContaining({ code: "MODELING_TEXT_EMPTY" }));
    expect(() => buildVocabulary([{ words: [] }])).toThrow(expect.objectContaining({ code: "MODELING_TEXT_EMPTY" }));
    for (const settings of [{ order: 0 }, { order: 9 }, { minimumCounts: [] }, { minimumWriters: 0.5 }, { memoryMb: 0 }]) {
      expect(() => trainNgrams(sentencesOf("a b"), vocabulary, settings)).toThrow(
        expect.objectContaining({ code: "MODELING_SETTING_INVALID" }),
      );
    }
    const stopped = AbortSignal.abort();
    expect(() => trainNgrams(sentencesOf("a b"), vocabulary, { signal: stopped })).toThrow(
      expect.objectContaining({ code: "MODELING_ABORTED" }),
    );
  });
});
