import { describe, expect, it } from "vitest";
import { trainNgrams } from "../train-ngrams.ts";
import { buildVocabulary, type Sentence } from "../vocabulary.ts";
import { perplexity } from "./perplexity.ts";

const sentence = (text: string): Sentence => ({ words: text.split(" ") });

describe("perplexity", () => {
  it("of a model of two equally frequent words is what their probabilities say", () => {
    const text = [sentence("a b"), sentence("b a")];
    const model = trainNgrams(text, buildVocabulary(text), { order: 1, open: false });
    // Each of a, b and the end has 1/3.
    const result = perplexity(model, [text], { seed: 0 });
    expect(result.perplexity.value).toBeCloseTo(3, 6);
    // Six tokens of log2(3) bits over eight characters: a word and what is behind it, four times.
    expect(result.bitsPerCharacter.value).toBeCloseTo((6 * Math.log2(3)) / 8, 6);
    expect(result).toMatchObject({ tokens: 6, unknownShare: 0 });
  });

  it("counts unknown words as one class, leaves them out, or makes them cost their letters too", () => {
    const text = [sentence("a b c"), sentence("b a"), sentence("zoo a")];
    const vocabulary = buildVocabulary(text, { minimumCount: 2 });
    const model = trainNgrams(text, vocabulary, { order: 2 });
    const letters = ["zoo", "cab", "b"].map((word) => ({ words: [...word] }));
    const spelling = trainNgrams(letters, buildVocabulary(letters), { order: 2 });
    const held = [[sentence("a zoo b")]];
    const asClass = perplexity(model, held, { seed: 0 });
    const left = perplexity(model, held, { seed: 0, unknown: "skip" });
    const spelled = perplexity(model, held, { seed: 0, unknown: "spell", spelling });
    expect(asClass.unknownShare).toBeCloseTo(1 / 3, 12);
    expect([asClass.tokens, left.tokens, spelled.tokens]).toEqual([4, 3, 4]);
    expect(spelled.perplexity.value).toBeGreaterThan(asClass.perplexity.value);
    expect(() => perplexity(model, held, { seed: 0, unknown: "spell" })).toThrow(
      expect.objectContaining({ code: "MODELING_SETTING_INVALID" }),
    );
    expect(() => perplexity(model, [], { seed: 0 })).toThrow(expect.objectContaining({ code: "MODELING_TEXT_EMPTY" }));
  });

  it("has an interval over documents: none for equal ones, the same for the same seed, around the value", () => {
    const text = [sentence("a b a b c"), sentence("c a"), sentence("b")];
    const model = trainNgrams(text, buildVocabulary(text), { order: 2 });
    const equal = perplexity(
      model,
      Array.from({ length: 5 }, () => [text[0] ?? sentence("a")]),
      { seed: 1 },
    ).perplexity;
    expect(equal.high - equal.low).toBeLessThan(1e-9);
    const mixed = perplexity(
      model,
      text.map((one) => [one]),
      { seed: 1 },
    );
    expect(mixed.perplexity.low).toBeLessThan(mixed.perplexity.value);
    expect(mixed.perplexity.high).toBeGreaterThan(mixed.perplexity.value);
    expect(
      perplexity(
        model,
        text.map((one) => [one]),
        { seed: 1 },
      ),
    ).toEqual(mixed);
  });
});
