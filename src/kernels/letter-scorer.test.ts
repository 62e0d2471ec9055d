import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeLetters } from "./code-points.ts";
import { LetterCounts } from "./letter-model.ts";
import { openLetterScorer } from "./letter-scorer.ts";
import { addLetterScores } from "./letter-scores.ts";
import { packLetterTables } from "./letter-tables.ts";

const longest = 5;
const classes = 19;
const own = "xyzuvwqrsäжбдлпфцчш";
const counts = new LetterCounts(longest, classes);
for (let cls = 0; cls < classes; cls++) {
  for (const word of ["banana", "bandana", `ba${own.charAt(cls)}na`, `${own.charAt(cls)}olo`, cls < 4 ? "kiki" : "ana"]) {
    const letters = Int32Array.from(word, (letter) => letter.codePointAt(0) ?? 0);
    counts.add(letters, letters.length, cls, 1 + cls);
  }
}
const weights = counts.weights([0, 0.7, 0.8, 0.8, 0.7, 0.6]);

/** Rows of letters, padded with zeros to one length. */
function encode(texts: readonly string[]): { rows: Int32Array[]; padded: BigInt64Array; length: number } {
  const buffer = new Int32Array(4096);
  const rows = texts.map((text) => buffer.slice(0, writeLetters(text, buffer, 0)));
  const length = Math.max(1, ...rows.map((row) => row.length));
  const padded = new BigInt64Array(rows.length * length);
  rows.forEach((row, at) => {
    row.forEach((letter, place) => {
      padded[at * length + place] = BigInt(letter);
    });
  });
  return { rows, padded, length };
}

const text = fc.string({ unit: fc.constantFrom(..."abdnkixyzäжбд  o?"), maxLength: 60 });

describe("openLetterScorer", () => {
  it.each([200, 1e6])("adds exactly what the plain reading adds, within %d bytes", (bytes) => {
    const tables = packLetterTables(weights, classes, { bytes, step: 0.1 });
    const scorer = openLetterScorer(tables, longest);
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 12 }), (texts) => {
        const { rows, padded, length } = encode(texts);
        const scores = scorer.score(padded, rows.length, length) as Float32Array;
        rows.forEach((row, at) => {
          const expected = new Int32Array(classes);
          addLetterScores(tables, longest, row, expected);
          expect([...scores.subarray(at * classes, (at + 1) * classes)]).toEqual([...expected]);
        });
      }),
      { numRuns: 200, seed: 4 },
    );
  });

  it("does not lose sums of long texts, nor of more rows than one call takes", () => {
    const tables = packLetterTables(weights, classes, { bytes: 1e6, step: 0.01 });
    const scorer = openLetterScorer(tables, longest);
    const { rows, padded, length } = encode(Array.from({ length: 150 }, (_, at) => "banana kiki ".repeat(1 + 2 * at)));
    expect(rows.length * length).toBeGreaterThan(65_536);
    const scores = scorer.score(padded, rows.length, length) as Float32Array;
    const last = new Int32Array(classes);
    addLetterScores(tables, longest, rows[149] ?? new Int32Array(0), last);
    expect(Math.max(...last.map(Math.abs))).toBeGreaterThan(32_768);
    expect([...scores.subarray(149 * classes)]).toEqual([...last]);
  });

  it("names the row that holds something else than code points", () => {
    const scorer = openLetterScorer(packLetterTables(weights, classes, { bytes: 1e6, step: 0.1 }), longest);
    expect(scorer.score(BigInt64Array.of(32n, 97n, 32n, 32n, -1n, 32n), 2, 3)).toBe(1);
    expect(scorer.score(BigInt64Array.of(32n, 97n, 2n ** 40n), 1, 3)).toBe(0);
  });
});
