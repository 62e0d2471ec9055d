import { describe, expect, it } from "vitest";
import { blendNaiveBayes } from "./blend-naive-bayes.ts";
import { LetterCounts } from "./letter-model.ts";
import { extendHash } from "./rolling-hash.ts";

const longest = 4;
const corpus: readonly (readonly [string, number, number])[] = [
  ["abba", 0, 2],
  ["bab", 0, 1],
  ["acca", 1, 1],
  ["ccab", 1, 3],
];
const codes = (word: string): Int32Array => Int32Array.from(word, (letter) => letter.charCodeAt(0));

/** N-grams of a word with its spaces, the space alone left out. */
function gramsOf(word: string): string[] {
  const symbols = ` ${word} `;
  const grams: string[] = [];
  for (let from = 0; from < symbols.length; from++) {
    for (let size = 1; size <= longest && from + size <= symbols.length; size++) grams.push(symbols.slice(from, from + size));
  }
  return grams.filter((gram) => gram !== " ");
}

/** Naive Bayes as the definition says it. */
function naiveBayes(word: string, of: number, smoothing: number): number {
  const seen = corpus.flatMap(([known, cls, times]) => gramsOf(known).map((gram) => ({ gram, cls, times })));
  const different = new Set(seen.map(({ gram }) => gram)).size;
  const sum = (rows: typeof seen): number => rows.reduce((total, { times }) => total + times, 0);
  const ofClass = seen.filter(({ cls }) => cls === of);
  return gramsOf(word)
    .map((gram) => (sum(ofClass.filter((row) => row.gram === gram)) + smoothing) / (sum(ofClass) + smoothing * different))
    .reduce((total, probability) => total + Math.log(probability), 0);
}

describe("blendNaiveBayes", () => {
  it.each(["abba", "cab", "xyz", "b"])("adds the share of naive Bayes' log likelihood of %j", (word) => {
    const counts = new LetterCounts(longest, 2);
    for (const [known, cls, times] of corpus) counts.add(codes(known), known.length, cls, times);
    const plain = counts.weights([0, 0.7, 0.7, 0.7, 0.7]);
    const [share, smoothing] = [0.3, 0.1];
    const blended = blendNaiveBayes(plain, { share, smoothing, longest });
    const hashes = gramsOf(word).map((gram) => codes(gram).reduce((hash, code) => extendHash(hash, code)));
    for (const of of [0, 1]) {
      let added = (word.length + 1) * ((blended.perLetter[of] ?? 0) - (plain.perLetter[of] ?? 0));
      added += (blended.perWord[of] ?? 0) - (plain.perWord[of] ?? 0);
      for (let e = 0; e < plain.count; e++) {
        const times = plain.cls[e] === of ? hashes.filter((hash) => hash === plain.hash[e]).length : 0;
        added += times * ((blended.weight[e] ?? 0) - (plain.weight[e] ?? 0));
      }
      expect(added, `class ${of}`).toBeCloseTo(share * naiveBayes(word, of, smoothing), 10);
    }
  });
});
