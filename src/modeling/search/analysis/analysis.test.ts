import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyzer } from "./analyzer.ts";
import { segmentWords } from "./segment-words.ts";
import { stemWords } from "./stem-words.ts";

const segmenter = new Intl.Segmenter("en", { granularity: "word" });
const unicodeWords = (text: string): string[] =>
  Array.from(segmenter.segment(text))
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment);

describe("segmentWords", () => {
  test("finds the words of Unicode's segmentation in texts of letters, digits and marks of punctuation", () => {
    const piece = fc.constantFrom("a", "Zoë", "don't", "x2", "naïve", "мир", "שלום", "7", "GPU", "l’eau", "日本語", "ประเทศไทย");
    const mark = fc.constantFrom(" ", ", ", "? ", " - ", "! (", ") ", "; ", "\n");
    fc.assert(
      fc.property(fc.array(fc.tuple(piece, mark), { maxLength: 12 }), (parts) => {
        const text = parts.flat().join("");
        expect(segmentWords(text)).toEqual(unicodeWords(text));
      }),
    );
  });

  test("divides a script without spaces by its dictionary", () => {
    expect(segmentWords("我喜欢读书")).toEqual(unicodeWords("我喜欢读书"));
    expect(segmentWords("我喜欢读书").length).toBeGreaterThan(1);
  });
});

describe("analyzer", () => {
  test("makes small letters, takes accents off, leaves stop words out and cuts endings", () => {
    const { terms } = analyzer({ stem: "english", stopWords: "english" });
    expect(terms("How do I reset my PASSWORDS at the Café?")).toEqual(["reset", "password", "cafe"]);
  });

  test("runs of characters count a space at either end of each word, and a short word is one run", () => {
    expect(analyzer({ of: "letters", ngrams: [3, 4] }).terms("go a")).toEqual([" go", "go ", " go ", " a "]);
  });

  test("runs of words go from the shortest to the longest", () => {
    expect(analyzer({ ngrams: [1, 2] }).terms("a b c")).toEqual(["a", "b", "c", "a b", "b c"]);
  });

  test("an empty text and a text of marks have no terms; a megabyte of letters is read in part", () => {
    expect(analyzer().terms("")).toEqual([]);
    expect(analyzer().terms("?! …")).toEqual([]);
    expect(analyzer({ stem: "english" }).terms("ab ".repeat(350_000)).length).toBe(33_334);
  });

  test("names the setting that is wrong", () => {
    expect(() => analyzer({ ngrams: [2, 1] })).toThrow(/MODELING_SETTING_INVALID.*\[2, 1\]/);
    expect(() => stemWords("klingon" as never)).toThrow(/klingon.*english/);
  });

  test("endings of several languages are cut", () => {
    expect(stemWords("english")("passwords")).toBe(stemWords("english")("password"));
    expect(stemWords("german")("häuser")).toBe(stemWords("german")("häusern"));
  });
});
