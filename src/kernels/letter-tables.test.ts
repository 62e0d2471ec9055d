import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeLetters } from "./code-points.ts";
import { LetterCounts, type LetterWeights } from "./letter-model.ts";
import { addLetterScores } from "./letter-scores.ts";
import { packLetterTables } from "./letter-tables.ts";
import { extendHash } from "./rolling-hash.ts";

const longest = 4;
const classes = 9;
const step = 0.1;

/** Each class has some words of its own and some that all share, so that n-grams have one, few and many classes. */
function learned(): LetterWeights {
  const counts = new LetterCounts(longest, classes);
  for (let cls = 0; cls < classes; cls++) {
    for (const word of ["banana", "bandana", `ba${"xyzuvwqrs".charAt(cls)}na`, `${"xyzuvwqrs".charAt(cls)}olo`, cls < 3 ? "kiki" : "ana"]) {
      counts.add(
        Int32Array.from(word, (letter) => letter.charCodeAt(0)),
        word.length,
        cls,
        1 + cls,
      );
    }
  }
  return counts.weights([0, 0.7, 0.8, 0.8, 0.7]);
}

const weights = learned();
/** Words that were learned from, in any order: no n-gram in them is unknown. */
const text = fc
  .array(fc.constantFrom("banana", "bandana", "baxana", "BASANA", "xolo", "kiki", "ana"), { maxLength: 6 })
  .map((words) => words.join(" "));

/** Steps by class straight from the weights, an n-gram only where all that it begins with is in `kept`. */
function expected(letters: Int32Array, kept: (hash: number) => boolean): number[] {
  const sums = new Array<number>(classes).fill(0);
  for (let from = 0; from < letters.length; from++) {
    let hash = 0;
    for (let size = 1; size <= longest && from + size <= letters.length; size++) {
      const letter = letters[from + size - 1] ?? 0;
      if (size > 2 && letters[from + size - 2] === 32) break;
      hash = size === 1 ? letter : extendHash(hash, letter);
      if (hash === 32 && size === 1) continue;
      if (!kept(hash)) break;
      for (let e = 0; e < weights.count; e++) {
        if (weights.hash[e] === hash) sums[weights.cls[e] ?? 0]! += Math.round((weights.weight[e] ?? 0) / step);
      }
    }
  }
  return sums;
}

function lettersOf(value: string): Int32Array {
  const buffer = new Int32Array(100);
  return buffer.slice(0, writeLetters(value, buffer, 0));
}

function scoresOf(bytes: number, letters: Int32Array): number[] {
  const scores = new Int32Array(classes);
  addLetterScores(packLetterTables(weights, classes, { bytes, step }), longest, letters, scores);
  return [...scores];
}

describe("packLetterTables", () => {
  it("with room for all n-grams, the weights add up as if they stood in one list", () => {
    const known = new Set(weights.hash.subarray(0, weights.count));
    const tables = packLetterTables(weights, classes, { bytes: 1e6, step });
    expect([tables.kept, tables.fewHash.slots > 1, tables.manyHash.slots > 1]).toEqual([tables.learned, true, true]);
    fc.assert(
      fc.property(text, (value) => {
        const letters = lettersOf(value);
        const scores = new Int32Array(classes);
        addLetterScores(tables, longest, letters, scores);
        expect([...scores]).toEqual(expected(letters, (hash) => known.has(hash)));
      }),
      { numRuns: 300, seed: 4 },
    );
  });

  it("takes about one in 256 unknown n-grams for a known one, not more", () => {
    const tables = packLetterTables(weights, classes, { bytes: 1e6, step });
    let mistaken = 0;
    for (let letter = 0x1000; letter < 0x1000 + 4096; letter++) {
      const scores = new Int32Array(classes);
      addLetterScores(tables, longest, Int32Array.of(32, letter, 32), scores);
      if (scores.some((score) => score !== 0)) mistaken++;
    }
    expect(mistaken).toBeLessThan(3 * (4096 / 256) * 3);
  });

  it("within a budget, keeps fewer n-grams, those that all classes share among them", () => {
    const small = packLetterTables(weights, classes, { bytes: 300, step });
    expect(small.kept).toBeGreaterThan(10);
    expect(small.kept).toBeLessThan(small.learned);
    const bytes = 3 * small.mark.length + 2 * small.fewClass.length + small.manyWeight.length;
    expect(bytes).toBeLessThan(400);
    expect(scoresOf(300, lettersOf("banana"))).not.toEqual(scoresOf(1e6, lettersOf("banana")));
    expect(scoresOf(300, lettersOf("banana")).some((score) => score !== 0)).toBe(true);
  });

  it.each(["", "...", "жж ж"])("finds nothing in %j, which has no known letter", (value) => {
    expect(scoresOf(1e6, lettersOf(value)).every((score) => score === 0)).toBe(true);
  });
});
