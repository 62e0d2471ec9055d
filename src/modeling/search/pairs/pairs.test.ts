import { describe, expect, test } from "vitest";
import { fitPairClassifier, type LabelledPair, restorePairClassifier } from "./pair-classifier.ts";
import { shiftPrior } from "./prior-shift.ts";
import { comparisonNames, fitTextComparer } from "./text-comparer.ts";

const kinds = ["phone", "car", "house", "boat", "watch", "camera", "piano", "tent", "desk", "lamp"];
const things = ["old", "new", "small", "wooden"].flatMap((look) => kinds.map((kind) => `${look} ${kind}`));
const pairs: LabelledPair[] = things.flatMap((thing, n) => {
  const other = things[(n + 3) % things.length] ?? "";
  return [
    { first: `How can I repair my ${thing}?`, second: `How do I fix my ${thing}`, same: true },
    { first: `How can I sell my ${thing}?`, second: `How do I fix my ${thing}`, same: false },
    { first: `What does a ${thing} cost?`, second: `What is the price of a ${thing}`, same: true },
    { first: `What does a ${thing} cost?`, second: `What does a ${other} cost?`, same: false },
  ];
});

describe("fitTextComparer", () => {
  const comparer = fitTextComparer(
    pairs.flatMap(({ first, second }) => [first, second]),
    { dimensions: 10 },
    0,
  );
  const column = (a: string, b: string, name: string): number =>
    comparer.compare(comparer.prepare(a), comparer.prepare(b))[comparisonNames.indexOf(name)] ?? Number.NaN;

  test("does not depend on which text comes first, and equal texts have all in common", () => {
    const [a, b] = ["How can I sell my boat in Paris?", "Where is a boat"].map((text) => comparer.prepare(text)) as [never, never];
    const back = comparer.compare(b, a);
    for (const [n, value] of comparer.compare(a, b).entries()) expect(value).toBeCloseTo(back[n] ?? Number.NaN, 9);
    expect(column("What does a car cost", "What does a car cost", "word_overlap")).toBe(1);
    expect(column("What does a car cost", "What does a car cost", "stem_cosine")).toBeCloseTo(1, 6);
  });

  test("sees numbers, names and negations that differ", () => {
    expect(column("Is iPhone 6 good", "Is iPhone 7 good", "numbers_apart")).toBe(2);
    expect(column("Is it cold in Norway?", "Is it cold in Spain?", "names_apart")).toBeGreaterThan(0);
    expect(column("Can I fly", "Can I not fly", "negations_differ")).toBe(1);
  });

  test("empty texts can be compared", () => {
    expect(comparer.compare(comparer.prepare(""), comparer.prepare("")).every(Number.isFinite)).toBe(true);
  });
});

describe("fitPairClassifier", () => {
  test("learns which words mean the same, and answers alike after saving", async () => {
    const model = await fitPairClassifier(pairs, { rounds: 60, dimensions: 10 }, 0);
    const asked = [
      { first: "How can I repair my bike?", second: "How do I fix my bike" },
      { first: "How can I sell my bike?", second: "How do I fix my bike" },
    ];
    const [same = 0, other = 1] = model.probabilities(asked);
    expect(same).toBeGreaterThan(0.5);
    expect(other).toBeLessThan(0.5);
    expect(restorePairClassifier(model.save()).probabilities(asked)).toEqual(model.probabilities(asked));
    expect(model.probabilities(asked, 0.01)[0]).toBeLessThan(same);
  });

  test("refuses no pairs, and pairs of one label", async () => {
    await expect(fitPairClassifier([], {}, 0)).rejects.toThrow(/MODELING_TARGET_EMPTY/);
    await expect(fitPairClassifier([{ first: "a b", second: "a c", same: true }], {}, 0)).rejects.toThrow(/MODELING_TARGET_ONE_CLASS/);
  });

  test("refuses a file that lacks a part", async () => {
    const { settings, tensors } = (await fitPairClassifier(pairs, { rounds: 5, dimensions: 5 }, 0)).save();
    const { trees: _, ...rest } = tensors;
    expect(() => restorePairClassifier({ settings, tensors: rest })).toThrow(/MODELING_INDEX_INVALID/);
  });
});

test("a prior of one half becomes the actual one, and certainty stays", () => {
  expect(shiftPrior(0.5, 0.5, 0.01)).toBeCloseTo(0.01, 12);
  expect(shiftPrior(1, 0.5, 0.01)).toBe(1);
  expect(shiftPrior(0.3, 0.2, 0.2)).toBeCloseTo(0.3, 12);
});
