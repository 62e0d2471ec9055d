import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { setKernelThreads } from "../kernel-threads.ts";
import { randomRows, randomTrees } from "./fixtures/random-trees.ts";
import { TreePredictor } from "./tree-predictor.ts";
import { walkTrees } from "./walk-trees.ts";

const shapes = fc.record({
  columns: fc.integer({ min: 1, max: 6 }),
  trees: fc.integer({ min: 0, max: 21 }),
  // Up to 32 leaves a tree is masked, above it is walked.
  leaves: fc.constantFrom(1, 2, 8, 31, 32, 33, 120),
  outputs: fc.integer({ min: 1, max: 3 }),
  withCategories: fc.boolean(),
  zeros: fc.boolean(),
  rows: fc.constantFrom(0, 1, 2, 7, 8, 15, 16, 17, 63, 64, 65, 200),
  seed: fc.integer({ min: 0, max: 1e9 }),
});

describe("the compiled predictor", () => {
  test("gives the bits of the plain walk, for any trees and rows", () => {
    fc.assert(
      fc.property(shapes, ({ withCategories, zeros, rows, ...shape }) => {
        const categories = withCategories ? Array.from({ length: shape.columns }, (_, j) => [0, 3, 33, 200][j % 4] ?? 0) : [];
        const sum = randomTrees({ ...shape, categories });
        const whole = zeros ? { ...sum, zeroIsMissing: Uint8Array.from({ length: shape.columns }, (_, j) => j % 2) } : sum;
        const values = randomRows({ ...shape, categories }, rows);
        expect(new TreePredictor(whole).scores(values, rows)).toEqual(walkTrees(whole, values, rows));
      }),
      { numRuns: 300 },
    );
  });

  test("gives the same bits for a row alone as in a batch, and again after a larger batch", () => {
    const shape = { columns: 5, trees: 30, leaves: 31, outputs: 2, categories: [0, 9], seed: 5 };
    const predictor = new TreePredictor(randomTrees(shape));
    const values = randomRows(shape, 5000);
    const batch = predictor.scores(values, 5000);
    for (const i of [0, 17, 4999]) {
      expect([...predictor.scoreRow(values.subarray(i * 5, i * 5 + 5))]).toEqual([...batch.subarray(i * 2, i * 2 + 2)]);
    }
    expect(predictor.scores(values.subarray(0, 500), 100)).toEqual(batch.slice(0, 200));
  });

  test("gives the same bits on one, two and four threads", () => {
    const shape = { columns: 7, trees: 60, leaves: 40, seed: 6 };
    const sum = randomTrees(shape);
    const values = randomRows(shape, 20_000);
    const expected = walkTrees(sum, values, 20_000);
    try {
      for (const threads of [1, 2, 4]) {
        setKernelThreads(threads);
        const predictor = new TreePredictor(sum);
        expect(predictor.scores(values, 20_000)).toEqual(expected);
        expect(predictor.scores(values, 20_000)).toEqual(expected);
      }
    } finally {
      setKernelThreads(2);
    }
  });

  test("scores more rows than it holds at once", () => {
    const shape = { columns: 300, trees: 5, leaves: 9, seed: 7 };
    const sum = randomTrees(shape);
    const values = randomRows(shape, 8000);
    expect(new TreePredictor(sum).scores(values, 8000)).toEqual(walkTrees(sum, values, 8000));
  });

  test("follows a tree as deep as it has nodes", () => {
    const depth = 5000;
    const tree = {
      output: 0,
      feature: new Int32Array(depth),
      threshold: Float32Array.from({ length: depth }, (_, node) => depth - node),
      missingLeft: new Uint8Array(depth),
      left: Int32Array.from({ length: depth }, (_, node) => (node === depth - 1 ? ~depth : node + 1)),
      right: Int32Array.from({ length: depth }, (_, node) => ~node),
      gain: new Float64Array(depth),
      value: Float64Array.from({ length: depth + 1 }, (_, leaf) => leaf),
      nodeWeight: new Float64Array(depth),
      leafWeight: new Float64Array(depth + 1),
      nodeRows: new Float64Array(depth),
      leafRows: new Float64Array(depth + 1),
    };
    const sum = { columns: 1, outputs: 1, base: new Float64Array(1), trees: [tree] };
    expect([...new TreePredictor(sum).scores(Float32Array.of(0, 2.5, 6000, Number.NaN), 4)]).toEqual([5000, 4998, 0, 0]);
  });
});
