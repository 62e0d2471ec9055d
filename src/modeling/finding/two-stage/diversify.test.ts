import { describe, expect, it } from "vitest";
import { diversify } from "./diversify.ts";

describe("diversify", () => {
  const ranked = [
    { item: 0, score: 0.9 },
    { item: 2, score: 0.8 },
    { item: 1, score: 0.75 },
    { item: 4, score: 0.5 },
  ];

  it("lets an item of a new kind pass one whose kind was taken, at the price that is asked", () => {
    const kindOf = (item: number): number => item % 2;
    expect(diversify(ranked, 3, kindOf, 0.1).map(({ item }) => item)).toEqual([0, 1, 2]);
    expect(diversify(ranked, 3, kindOf, 0.01).map(({ item }) => item)).toEqual([0, 2, 1]);
    expect(diversify(ranked, 3, kindOf, 0)).toEqual(ranked.slice(0, 3));
  });

  it("gives values that fall, and spares items of no kind", () => {
    expect(diversify(ranked, 4, () => 7, 0.2).map(({ score }) => Number(score.toFixed(2)))).toEqual([0.9, 0.6, 0.55, 0.3]);
    expect(diversify(ranked, 4, () => -1, 0.2)).toEqual(ranked);
  });
});
