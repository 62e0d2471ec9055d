import { describe, expect, test } from "vitest";
import { bestScores, random } from "../../../kernels/index.ts";
import { TextIndex } from "./text-index.ts";

/** Texts of words whose frequencies fall like 1/rank. */
function texts(count: number, seed: number): string[] {
  const stream = random(seed);
  const word = (): string => `w${Math.floor(Math.exp(stream.next() * Math.log(400)))}`;
  return Array.from({ length: count }, () => Array.from({ length: 3 + stream.integer(8) }, word).join(" "));
}

describe("PrunedSearch", () => {
  // More than 65,536 documents are looked at in two ranges.
  test.each([
    ["bm25", 4000, 200],
    ["tfidf", 4000, 200],
    ["bm25", 70_000, 30],
  ] as const)("gives what scoring every document gives, to the bit (%s, %i documents)", (kind, documents, queries) => {
    const index = new TextIndex({ weighting: { kind } });
    index.addAll(texts(documents, 1).map((text) => ({ text })));
    for (const text of texts(300, 2)) index.add({ text });
    for (const document of [5, 77, documents + 100]) index.remove(document);
    const isOdd = (document: number): boolean => document % 2 === 1;
    for (const query of texts(queries, 3)) {
      for (const allow of [undefined, isOdd]) {
        const mayAnswer = (document: number): boolean => index.has(document) && (allow?.(document) ?? true);
        const all = bestScores(index.scores(query), 7, 4, mayAnswer);
        expect(index.search(query, { k: 7, seed: 4, ...(allow === undefined ? {} : { allow }) })).toEqual(all);
      }
    }
  });
});
