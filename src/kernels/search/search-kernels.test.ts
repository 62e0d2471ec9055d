import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SparseMatrix } from "../matrix.ts";
import { random } from "../random.ts";
import { transposeSparse } from "../transpose-sparse.ts";
import { coOccurrences, positiveMutualInformation } from "./co-occurrence.ts";
import { nearWords } from "./near-words.ts";
import { randomizedSvd } from "./randomized-svd.ts";
import { bestScores } from "./score-lists.ts";

/** Optimal string alignment by its definition. */
function edits(a: string, b: string): number {
  const d = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)));
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      d[i]![j] = Math.min(d[i - 1]![j]! + 1, d[i]![j - 1]! + 1, d[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d[i]![j] = Math.min(d[i]![j]!, d[i - 2]![j - 2]! + 1);
    }
  }
  return d[a.length]![b.length]!;
}

const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 6 });

describe("nearWords", () => {
  test("finds exactly the words within some edits", () => {
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 30 }), word, fc.integer({ min: 0, max: 2 }), (words, typed, most) => {
        const sorted = [...words].sort();
        const expected = sorted.flatMap((own, at) => (edits(typed, own) <= most ? [{ at, edits: edits(typed, own) }] : []));
        expect(nearWords(sorted, typed, most, false)).toEqual(expected);
      }),
    );
  });

  test("finds exactly the words with a beginning within some edits", () => {
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 30 }), word, fc.integer({ min: 0, max: 1 }), (words, typed, most) => {
        const sorted = [...words].sort();
        const nearest = (own: string): number =>
          Math.min(...Array.from({ length: own.length + 1 }, (_, n) => edits(typed, own.slice(0, n))));
        const expected = sorted.flatMap((own, at) => (nearest(own) <= most ? [{ at, edits: nearest(own) }] : []));
        expect(nearWords(sorted, typed, most, true)).toEqual(expected);
      }),
    );
  });
});

function sparseOf(rows: readonly (readonly number[])[]): SparseMatrix {
  const rowStart = Int32Array.from(
    [0, ...rows.keys()].map(
      (_, i) =>
        rows
          .slice(0, i)
          .flat()
          .filter((v) => v !== 0).length,
    ),
  );
  const cells = rows.flatMap((row) => row.map((value, column) => ({ value, column }))).filter(({ value }) => value !== 0);
  const index = Int32Array.from(cells, ({ column }) => column);
  return { rows: rows.length, columns: rows[0]!.length, rowStart, index, value: Float32Array.from(cells, ({ value }) => value) };
}

describe("randomizedSvd", () => {
  test("gives back a matrix of low rank, orthonormal directions and the same bits for a seed", () => {
    const stream = random(3);
    const factors = Array.from({ length: 12 }, () => [stream.normal(), stream.normal()]);
    const rows = factors.map(([a, b]) => Array.from({ length: 8 }, (_, j) => Math.fround(a! * (j + 1) + b! * (j % 3))));
    const found = randomizedSvd(sparseOf(rows), 2, { seed: 1 });
    rows.forEach((row, i) => {
      row.forEach((value, j) => {
        let sum = 0;
        for (let r = 0; r < 2; r++) sum += found.left[i * 2 + r]! * found.values[r]! * found.right[j * 2 + r]!;
        expect(sum).toBeCloseTo(value, 4);
      });
    });
    for (let a = 0; a < 2; a++) {
      for (let b = 0; b < 2; b++) {
        let sum = 0;
        for (let j = 0; j < 8; j++) sum += found.right[j * 2 + a]! * found.right[j * 2 + b]!;
        expect(sum).toBeCloseTo(a === b ? 1 : 0, 8);
      }
    }
    expect(randomizedSvd(sparseOf(rows), 2, { seed: 1 })).toEqual(found);
  });

  test("asks for no more directions than there are, and a zero matrix has none of any strength", () => {
    expect(
      randomizedSvd(
        sparseOf([
          [1, 0],
          [0, 2],
        ]),
        5,
        { seed: 0 },
      ).values,
    ).toEqual(Float64Array.of(2, 1));
    expect(
      randomizedSvd(
        sparseOf([
          [0, 0],
          [0, 0],
        ]),
        1,
        { seed: 0 },
      ).values,
    ).toEqual(Float64Array.of(0));
  });
});

test("a transposed matrix transposed is the matrix", () => {
  const matrix = sparseOf([
    [1, 0, 2],
    [0, 3, 0],
  ]);
  expect(transposeSparse(transposeSparse(matrix))).toEqual(matrix);
});

test("the best scores come in order, equals by a seeded order that is not the code's", () => {
  const best = bestScores(Float32Array.of(1, 3, 0, 2), 3, 0);
  expect([...best.items]).toEqual([1, 3, 0]);
  expect([...bestScores(Float32Array.of(1, 3, 0, 2), 2, 0, (code) => code !== 1).items]).toEqual([3, 0]);
  const equals = bestScores(new Float32Array(50).fill(1), 50, 7).items;
  expect([...equals]).not.toEqual([...equals].sort((a, b) => a - b));
  expect(bestScores(new Float32Array(50).fill(1), 50, 7).items).toEqual(equals);
});

test("company within a window is counted both ways, and information is what exceeds chance", () => {
  const runs = { documents: 2, fields: 1, tokens: Int32Array.of(0, 1, 2, 0, 1), fieldStarts: Int32Array.of(0, 3, 5) };
  const counts = coOccurrences(runs, 3, 1);
  expect([...counts.rowStart]).toEqual([0, 1, 3, 4]);
  expect([...counts.index]).toEqual([1, 0, 2, 1]);
  expect([...counts.value]).toEqual([2, 2, 1, 1]);
  const information = positiveMutualInformation(counts, 0, 1);
  // P(1 | 0) / P(1) = 1 / (3/6)
  expect(information.value[0]).toBeCloseTo(Math.log(2), 6);
});
