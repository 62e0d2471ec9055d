import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openTextIndex, saveTextIndex } from "../index-file.ts";
import { loadTextIndex } from "./load-text-index.ts";
import { TextIndex } from "./text-index.ts";

const documents = [
  { text: "How do I reset my password" },
  { text: "How do I change my picture" },
  { text: "Resetting the passwords of all users" },
  { text: "What is a password manager" },
];

function indexOf(texts = documents, settings = {}): TextIndex {
  const index = new TextIndex({ analyzer: { stem: "english", stopWords: "english" }, ...settings });
  index.addAll(texts);
  return index;
}

const found = (index: TextIndex, query: string, more = {}): number[] => [...index.search({ text: query }, { k: 10, ...more }).items];

describe("TextIndex", () => {
  test("scores one term by BM25's formula", () => {
    const index = new TextIndex();
    index.addAll([{ text: "a b" }, { text: "b" }, { text: "c" }]);
    const { items, scores } = index.search("a", { k: 3 });
    const length = 1 - 0.75 + (0.75 * 2) / (4 / 3);
    expect([...items]).toEqual([0]);
    expect(scores[0]).toBeCloseTo(Math.log(1 + 2.5 / 1.5) * (2.2 / (1 + 1.2 * length)), 5);
  });

  test("tf-idf scores of a document with itself are 1", () => {
    const index = indexOf(documents, { weighting: { kind: "tfidf", sublinear: true } });
    for (const [n, { text }] of documents.entries()) {
      const { items, scores } = index.search(text, { k: 1 });
      expect(items[0]).toBe(n);
      expect(scores[0]).toBeCloseTo(1, 5);
    }
  });

  test("endings and stop words make no difference, and an empty query or unknown words find nothing", () => {
    expect(found(indexOf(), "resets passwords").slice(0, 2).sort()).toEqual([0, 2]);
    expect(found(indexOf(), "")).toEqual([]);
    expect(found(indexOf(), "zebra")).toEqual([]);
  });

  test("a field counts as its weight says", () => {
    const fields = [{ name: "title", weight: 5 }, { name: "body" }];
    const index = new TextIndex({ fields });
    index.addAll([
      { title: "tea", body: "water and a cup" },
      { title: "water", body: "tea and a cup" },
    ]);
    expect([...index.search({ title: "tea" }, { k: 2 }).items]).toEqual([0, 1]);
  });

  test("documents that come later are found at once, and removed ones no more", () => {
    const index = indexOf();
    const number = index.add({ text: "a giraffe asks" });
    expect(found(index, "giraffe")).toEqual([number]);
    index.remove(number);
    expect(found(index, "giraffe")).toEqual([]);
    expect(index.alive).toBe(4);
    expect(() => index.remove(number)).toThrow(/MODELING_DOCUMENT_UNKNOWN.*document 4/);
  });

  test("adding one by one, removing and building anew give what building at once gives", () => {
    const text = fc
      .array(fc.constantFrom("red", "green", "blue", "tea", "cup"), { minLength: 1, maxLength: 5 })
      .map((words) => words.join(" "));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 12 }), text, (texts, query) => {
        const whole = indexOf(texts.map((one) => ({ text: one })));
        const grown = indexOf([]);
        for (const one of texts) grown.add({ text: one });
        grown.remove(grown.add({ text: query }));
        grown.compact();
        const a = whole.search(query, { k: 12 });
        const b = grown.search(query, { k: 12 });
        expect(b.items).toEqual(a.items);
        for (const [n, score] of a.scores.entries()) expect(b.scores[n]).toBeCloseTo(score, 5);
      }),
      { numRuns: 50 },
    );
  });

  test("a typing error finds the word where it is asked for, and a beginning does while one types", () => {
    const index = indexOf();
    expect(found(index, "pasword")).toEqual([]);
    expect(found(index, "pasword", { mostEdits: 1 }).sort()).toEqual([0, 2, 3]);
    expect(found(index, "pict")).toEqual([]);
    expect(found(index, "pict", { prefix: true })).toEqual([1]);
  });

  test("words side by side in the query lift documents that have them so", () => {
    const index = new TextIndex();
    index.addAll([{ text: "york is new to me" }, { text: "me is to new york" }]);
    const plain = index.search("new york", { k: 2 });
    expect(plain.scores[0]).toBe(plain.scores[1]);
    expect([...index.search("new york", { k: 2, phraseBoost: 1 }).items]).toEqual([1, 0]);
  });

  test("filters go before the cut", () => {
    expect(found(indexOf(), "password", { k: 1, allow: (document: number) => document === 3 })).toEqual([3]);
  });

  test("names settings that make no sense", () => {
    expect(() => new TextIndex({ fields: [] })).toThrow(/MODELING_SETTING_INVALID/);
    expect(() => new TextIndex({ fields: [{ name: "text", weight: -1 }] })).toThrow(/weight -1/);
    expect(() => indexOf().search("a", { k: 0 })).toThrow(/k 0/);
  });

  test("a megabyte of text is a query like another", () => {
    expect(found(indexOf(), "password ".repeat(120_000)).length).toBe(3);
  });
});

describe("a saved index", () => {
  test("answers as before, to the bit, after removals too", async () => {
    const index = indexOf();
    index.remove(0);
    const path = join(await mkdtemp(join(tmpdir(), "index-")), "words.safetensors");
    await saveTextIndex(index, path);
    const loaded = await openTextIndex(path);
    index.compact();
    expect(loaded.search("password picture", { k: 4 })).toEqual(index.search("password picture", { k: 4 }));
    expect(loaded.has(0)).toBe(false);
  });

  test("is refused by name where the file is cut short or something else", async () => {
    const path = join(await mkdtemp(join(tmpdir(), "index-")), "words.safetensors");
    await saveTextIndex(indexOf(), path);
    const whole = await readFile(path);
    for (const length of [0, 7, 40, whole.length - 1]) {
      await writeFile(path, whole.subarray(0, length));
      await expect(openTextIndex(path)).rejects.toThrow(/MODELING_INDEX_INVALID.*words\.safetensors/);
    }
    await writeFile(path, "hello, this is no index");
    await expect(openTextIndex(path)).rejects.toThrow(/words\.safetensors/);
  });

  test("is refused where its arrays do not fit each other", () => {
    const { settings, tensors } = indexOf().save();
    const broken =
      (name: string, value: Int32Array | Uint8Array): unknown =>
      () =>
        loadTextIndex({ settings, tensors: { ...tensors, [name]: value } });
    expect(broken("tokens", Int32Array.of(99))).toThrow(/MODELING_INDEX_INVALID/);
    expect(broken("termEnds", Int32Array.of(3))).toThrow(/MODELING_INDEX_INVALID/);
    expect(broken("removed", Int32Array.of(77))).toThrow(/document 77 of 4/);
    expect(broken("fieldStarts", Int32Array.of(0, 5, 2))).toThrow(/MODELING_INDEX_INVALID/);
  });
});
