import { describe, expect, it } from "vitest";
import { LetterCounts, type LetterWeights } from "./letter-model.ts";
import { extendHash } from "./rolling-hash.ts";

const discounts = [0, 0.7, 0.8, 0.6];
const longest = 3;
const corpus: readonly (readonly [string, number, number])[] = [
  ["abba", 0, 2],
  ["baba", 0, 1],
  ["ab", 0, 1.5],
  ["acca", 1, 1],
  ["ccab", 1, 2],
];

const codes = (word: string): Int32Array => Int32Array.from(word, (letter) => letter.charCodeAt(0));
const hashOf = (gram: string): number => [...codes(gram)].reduce((hash, code, at) => (at === 0 ? code : extendHash(hash, code)), 0);

function learned(): LetterWeights {
  const counts = new LetterCounts(longest, 2);
  for (const [word, cls, times] of corpus) counts.add(codes(word), word.length, cls, times);
  return counts.weights(discounts);
}

const reversed = (text: string): string => [...text].reverse().join("");

/** What counts for an n-gram: different letters before it, or occurrences where nothing is before it or it is as long as can be. */
function countOf(gram: string, cls: number, read: (word: string) => string): number {
  let occurrences = 0;
  const before = new Set<string>();
  for (const [word, of, times] of corpus) {
    const symbols = ` ${read(word)} `;
    for (let at = 0; of === cls && at + gram.length <= symbols.length; at++) {
      // The space in front of a word is given, not predicted.
      if (!symbols.startsWith(gram, at) || (gram === " " && at === 0)) continue;
      occurrences += times;
      if (at > 0) before.add(symbols.charAt(at - 1));
    }
  }
  return gram.length === longest || before.size === 0 ? occurrences : before.size;
}

/** P(letter | context) as the definition says it, by recursion over the corpus, read in one direction. */
function probability(letter: string, context: string, cls: number, read: (word: string) => string): number {
  const counts = new Map([..." abc"].map((symbol) => [symbol, countOf(context + symbol, cls, read)]));
  const shorter = context === "" ? 1 / 5000 : probability(letter, context.slice(1), cls, read);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0) return shorter;
  const d = discounts[context.length + 1] ?? 0;
  const freed = [...counts.values()].reduce((sum, count) => sum + Math.min(d, count), 0);
  return Math.max(0, (counts.get(letter) ?? 0) - d) / total + (freed / total) * shorter;
}

/** Log likelihood of a word from the weights alone. */
function score({ count, hash, cls, weight, perLetter, perWord }: LetterWeights, word: string, of: number): number {
  const byHash = new Map(Array.from({ length: count }, (_, e) => [`${hash[e]} ${cls[e]}`, weight[e] ?? 0]));
  const symbols = ` ${word} `;
  let sum = (perWord[of] ?? 0) + (word.length + 1) * ((perLetter[of] ?? 0) + Math.log(1 / 5000));
  for (let from = 0; from < symbols.length; from++) {
    for (let size = 1; size <= longest && from + size <= symbols.length; size++) {
      const gram = symbols.slice(from, from + size);
      if (gram !== " ") sum += byHash.get(`${hashOf(gram)} ${of}`) ?? 0;
    }
  }
  return sum;
}

describe("letter models", () => {
  it("add up to the log likelihood of the definition, mean of both directions, for known words, new ones and unknown letters", () => {
    const weights = learned();
    for (const word of ["abba", "ccab", "bac", "xay", "a"]) {
      for (const cls of [0, 1]) {
        let expected = 0;
        for (const read of [(text: string) => text, reversed]) {
          const symbols = ` ${read(word)} `;
          for (let at = 1; at < symbols.length; at++) {
            expected += Math.log(probability(symbols.charAt(at), symbols.slice(Math.max(0, at - longest + 1), at), cls, read)) / 2;
          }
        }
        expect(score(weights, word, cls), `${word} in class ${cls}`).toBeCloseTo(expected, 10);
      }
    }
  });

  it("say nothing that is not finite, and know each n-gram's length and beginning", () => {
    const { count, weight, order, prefix, hash } = learned();
    expect([...weight.subarray(0, count)].every(Number.isFinite)).toBe(true);
    const at = [...hash].indexOf(hashOf("abb"));
    expect([order[at], prefix[at]]).toEqual([3, hashOf("ab")]);
    expect(prefix[[...hash].indexOf(hashOf("a"))]).toBe(-1);
  });
});
