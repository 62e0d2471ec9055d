import fc from "fast-check";
import { expect, test } from "vitest";
import { writeLetters, writeWords } from "../../../kernels/index.ts";
import { Table } from "../../tables/table.ts";
import { encodeInputs } from "../encode-inputs.ts";
import type { Feature, FittedFeatures } from "../feature.ts";
import { fitFeatures } from "../fit-features.ts";
import { letters } from "./letters.ts";
import { words } from "./words.ts";

function texts(values: readonly (string | null)[]): Table {
  return new Table("texts", { text: { kind: "text", values } });
}

function fit(feature: Feature, values: readonly (string | null)[]): Promise<FittedFeatures> {
  return fitFeatures([feature], texts(values), { seed: 1, truth: new Float64Array(values.length), classes: 2 });
}

function normalised(text: string): string {
  const buffer = new Int32Array(3 * text.length + 2);
  return String.fromCodePoint(...buffer.subarray(0, writeLetters(text, buffer, 0)));
}

/** Names of a vocabulary feature's columns in a row with their values. */
function named(fitted: FittedFeatures, row: number): Record<string, number> {
  const { sparse } = fitted.training;
  const names = fitted.features[0]?.outputNames ?? [];
  const from = sparse?.rowStart[row] ?? 0;
  const to = sparse?.rowStart[row + 1] ?? 0;
  const pairs = Array.from({ length: to - from }, (_, k): [string, number] => [
    (names[sparse?.index[from + k] ?? 0] ?? "").replace(/^text: "(.*)"$/u, "$1"),
    sparse?.value[from + k] ?? 0,
  ]);
  return Object.fromEntries(pairs);
}

test("letters are lower-case words between single spaces", () => {
  expect(normalised("  Hello,  WORLD! 42x")).toBe(" hello world x ");
  expect(normalised("")).toBe(" ");
  expect(normalised("don’t DON'T")).toBe(" don't don't ");
  expect(normalised("İstanbul Straße")).toBe(" i̇stanbul straße ");
  expect(normalised("नमस्ते 世界 𐐷x")).toBe(" नमस्ते 世界 𐐷x ");
  expect(normalised("e\u0301")).toBe(" é ");
});

test("letters agree with the same rule as a regular expression, for any text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 30 }), (text) => {
      const kept = text
        .toLowerCase()
        .normalize("NFC")
        .replaceAll("\u2019", "'")
        .replace(/[^\p{L}\p{M}']+/gu, " ")
        .trim();
      expect(normalised(text)).toBe(kept === "" ? " " : ` ${kept} `);
    }),
    { numRuns: 500, seed: 6 },
  );
});

test("words are hashes of runs of letters and digits with apostrophes inside", () => {
  const hashesOf = (text: string): number[] => {
    const buffer = new Int32Array(text.length + 1);
    return [...buffer.subarray(0, writeWords(text, buffer, 0))];
  };
  expect(hashesOf("a b")).toEqual([97, 98]);
  expect(hashesOf("ab")).toEqual([97 * 1_000_003 + 98]);
  expect(hashesOf("'Don’t' x-1")).toEqual([...hashesOf("don't"), ...hashesOf("x"), ...hashesOf("1")]);
  expect(hashesOf("don't")).toHaveLength(1);
  expect(hashesOf("a''b")).toEqual([97, 98]);
});

test("a text enters the graph as code points, padded with 0", () => {
  const { "text.letters": encoded } = encodeInputs([{ name: "text.letters", column: "text", encoding: "letters" }], texts(["ab", null]));
  expect(encoded?.shape).toEqual([2, 4]);
  expect(encoded?.data).toEqual(BigInt64Array.of(32n, 97n, 98n, 32n, 32n, 0n, 0n, 0n));
});

test("letter n-grams stay inside words, as char_wb of scikit-learn", async () => {
  // Golden: scikit-learn 1.9.1, CountVectorizer(analyzer="char_wb", ngram_range=(2, 3)) on "ab abc"; counts exact.
  const fitted = await fit(letters("text", { ngrams: [2, 3], vocabulary: 100, minimumCount: 1 }), ["ab abc"]);
  expect(named(fitted, 0)).toEqual({ " a": 2, ab: 2, bc: 1, "b ": 1, "c ": 1, " ab": 2, "ab ": 1, abc: 1, "bc ": 1 });
});

test("single letters leave spaces out", async () => {
  const fitted = await fit(letters("text", { ngrams: [1, 1], vocabulary: 100, minimumCount: 1 }), ["a b a"]);
  expect(named(fitted, 0)).toEqual({ a: 2, b: 1 });
});

test("letter n-grams may run across words when that is asked for", async () => {
  const fitted = await fit(letters("text", { ngrams: [3, 3], vocabulary: 100, minimumCount: 1, words: false }), ["a b"]);
  expect(named(fitted, 0)).toEqual({ " a ": 1, "a b": 1, " b ": 1 });
});

test("hashed letters count every n-gram once in some bucket, for any texts", async () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "ж", " ", "-", "𐐷"), maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 5 }), async (values) => {
      const fitted = await fit(letters("text", { ngrams: [1, 3], buckets: 64 }), values);
      values.forEach((value, row) => {
        const expected = normalised(value)
          .trim()
          .split(" ")
          .filter((word) => word !== "")
          .reduce((total, word) => total + 3 * ([...word].length + 2) - 5, 0);
        const { sparse } = fitted.training;
        const counts = sparse?.value.subarray(sparse.rowStart[row], sparse.rowStart[row + 1]) ?? new Float32Array();
        expect(counts.reduce((a, b) => a + b, 0)).toBe(expected);
      });
    }),
    { numRuns: 30, seed: 8 },
  );
});

test("buckets are used evenly: 20,000 different 5-grams leave as few buckets empty as chance would", async () => {
  const alphabet = "abcdefghijklmnopqrstuvwxyz";
  const values = Array.from({ length: 2000 }, (_, i) => {
    let state = i * 2_654_435_761;
    return Array.from({ length: 10 }, () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return alphabet[Math.floor(state / 65_536) % 26];
    }).join("");
  });
  const fitted = await fit(letters("text", { ngrams: [5, 5], buckets: 4096 }), values);
  const used = new Float64Array(4096);
  fitted.training.sparse?.index.forEach((column) => {
    used[column] = (used[column] ?? 0) + 1;
  });
  const mean = used.reduce((a, b) => a + b, 0) / 4096;
  const variance = used.reduce((a, b) => a + (b - mean) ** 2, 0) / 4096;
  // Poisson: the variance equals the mean.
  expect(variance / mean).toBeGreaterThan(0.7);
  expect(variance / mean).toBeLessThan(1.4);
});

test("words and pairs of words are counted", async () => {
  const fitted = await fit(words("text", { ngrams: [1, 2], vocabulary: 100, minimumCount: 1 }), ["the cat the CAT", "a"]);
  expect(named(fitted, 0)).toEqual({ the: 2, cat: 2, "the cat": 2, "cat the": 1 });
  expect(named(fitted, 1)).toEqual({ a: 1 });
});

test("binary weighting counts a word once", async () => {
  const fitted = await fit(words("text", { vocabulary: 10, minimumCount: 1, weighting: "binary" }), ["b a b b", "b"]);
  expect(named(fitted, 0)).toEqual({ b: 1, a: 1 });
});

test("a vocabulary leaves out words of too few rows and keeps the most frequent", async () => {
  const fitted = await fit(words("text", { vocabulary: 1 }), ["x y", "x y", "x z z z"]);
  expect(fitted.features[0]?.outputNames).toEqual(['text: "x"']);
});

test("tf-idf agrees with scikit-learn", async () => {
  // Golden: scikit-learn 1.9.1, TfidfVectorizer(token_pattern=r"\w+").fit_transform(["b a b", "a c", "a"]).toarray(); 1e-6.
  const fitted = await fit(words("text", { vocabulary: 10, minimumCount: 1, weighting: "tfidf" }), ["b a b", "a c", "a"]);
  const first = named(fitted, 0);
  // idf(a) = ln(4/4) + 1 = 1, idf(b) = ln(4/2) + 1: row 0 is (1, 2 · 1.6931…) / length.
  expect(first["a"]).toBeCloseTo(0.2832169249871526, 6);
  expect(first["b"]).toBeCloseTo(0.95905587605771, 6);
  expect(named(fitted, 2)).toEqual({ a: 1 });
});

test("a text behind its limit is cut, not refused", async () => {
  const fitted = await fit(letters("text", { ngrams: [1, 1], buckets: 4 }), ["a".repeat(50_000)]);
  expect(fitted.training.sparse?.value).toEqual(Float32Array.of(20_000));
});

test("rows of very unequal length keep their places", async () => {
  const values = Array.from({ length: 300 }, (_, i) => "ab ".repeat((i * 37) % 200));
  const fitted = await fit(words("text", { hash: 16 }), values);
  const { sparse } = fitted.training;
  values.forEach((_, row) => {
    const counts = sparse?.value.subarray(sparse.rowStart[row], sparse.rowStart[row + 1]) ?? new Float32Array();
    expect(counts.reduce((a, b) => a + b, 0)).toBe((row * 37) % 200);
  });
});

test("letters refuses n-grams of the wrong order, and buckets beside a vocabulary", () => {
  expect(() => letters("text", { ngrams: [5, 1] })).toThrow("DATA_FEATURE_SETTING: letters(text): ngrams is [5, 1].");
  expect(() => letters("text", { buckets: 8, vocabulary: 8 })).toThrow("both buckets and a vocabulary were given");
});
