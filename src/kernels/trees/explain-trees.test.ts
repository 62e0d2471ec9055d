import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { explainAgainst, PathExplainer } from "./explain-trees.ts";
import { randomRows, randomTrees } from "./fixtures/random-trees.ts";
import { goesLeft, type TreeSum, walkTrees } from "./walk-trees.ts";

const columns = 4;
const shapes = fc.record({
  columns: fc.constant(columns),
  trees: fc.integer({ min: 1, max: 4 }),
  leaves: fc.integer({ min: 1, max: 14 }),
  outputs: fc.integer({ min: 1, max: 2 }),
  categories: fc.constantFrom([], [0, 5, 0, 40]),
  seed: fc.integer({ min: 0, max: 1e9 }),
});

/** A game: what is known when the columns of a coalition (bits) are. */
type Game = (coalition: number) => number;

const size = (coalition: number): number => coalition.toString(2).replaceAll("0", "").length;
const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));

/** The definition: what a column adds to each coalition of others, weighted. */
function shapleyByDefinition(game: Game): number[] {
  return Array.from({ length: columns }, (_, i) => {
    let sum = 0;
    for (let s = 0; s < 1 << columns; s++) {
      if ((s >> i) & 1) continue;
      const weight = (factorial(size(s)) * factorial(columns - size(s) - 1)) / factorial(columns);
      sum += weight * (game(s | (1 << i)) - game(s));
    }
    return sum;
  });
}

function interactionByDefinition(game: Game, i: number, j: number): number {
  const [a, b] = [1 << i, 1 << j];
  let sum = 0;
  for (let s = 0; s < 1 << columns; s++) {
    if (s & (a | b)) continue;
    const weight = (factorial(size(s)) * factorial(columns - size(s) - 2)) / (2 * factorial(columns - 1));
    sum += weight * (game(s | a | b) - game(s | a) - game(s | b) + game(s));
  }
  return sum;
}

/** Known columns go the row's way, unknown ones both ways, by the shares of the training weights. */
function pathGame(sum: TreeSum, output: number, row: Float32Array): Game {
  const below = (tree: TreeSum["trees"][number], child: number, coalition: number): number => {
    if (child < 0) return tree.value[~child] ?? 0;
    const [left, right] = [tree.left[child] ?? 0, tree.right[child] ?? 0];
    const cover = (next: number): number => (next < 0 ? tree.leafWeight[~next] : tree.nodeWeight[next]) ?? 0;
    const column = tree.feature[child] ?? 0;
    if ((coalition >> column) & 1) return below(tree, goesLeft(tree, child, row[column] ?? 0) ? left : right, coalition);
    const share = cover(left) / (cover(left) + cover(right));
    return share * below(tree, left, coalition) + (1 - share) * below(tree, right, coalition);
  };
  return (coalition) =>
    sum.trees
      .filter((tree) => tree.output === output)
      .reduce((total, tree) => total + below(tree, tree.feature.length === 0 ? -1 : 0, coalition), sum.base[output] ?? 0);
}

/** Unknown columns have the values of the background rows. */
function backgroundGame(sum: TreeSum, output: number, row: Float32Array, background: Float32Array): Game {
  const rows = background.length / columns;
  return (coalition) => {
    const mixed = background.map((value, at) => ((coalition >> (at % columns)) & 1 ? (row[at % columns] ?? 0) : value));
    const scores = walkTrees(sum, mixed, rows);
    return Array.from({ length: rows }, (_, i) => scores[i * sum.outputs + output] ?? 0).reduce((total, score) => total + score / rows, 0);
  };
}

function expectClose(found: Float64Array | readonly number[], expected: readonly number[]): void {
  expect(found.length).toBe(expected.length);
  expected.forEach((value, at) => {
    expect(Math.abs((found[at] ?? Number.NaN) - value)).toBeLessThan(1e-12);
  });
}

describe("explanations by paths", () => {
  test("are the Shapley values of the definition", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const sum = randomTrees(shape);
        const row = randomRows(shape, 1);
        const found = new PathExplainer(sum, "weight").values(row, 1);
        for (let k = 0; k < sum.outputs; k++) {
          expectClose(found.subarray(k * columns, (k + 1) * columns), shapleyByDefinition(pathGame(sum, k, row)));
        }
      }),
      { numRuns: 150 },
    );
  });

  test("have pairs that are the interaction values of the definition, and rows that sum to the Shapley values", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const sum = { ...randomTrees({ ...shape, outputs: 1 }) };
        const row = randomRows(shape, 1);
        const explainer = new PathExplainer(sum, "weight");
        const [found, values] = [explainer.interactions(row, 1), explainer.values(row, 1)];
        const game = pathGame(sum, 0, row);
        for (let i = 0; i < columns; i++) {
          for (let j = 0; j < columns; j++) {
            if (i !== j) expect(Math.abs((found[i * columns + j] ?? 0) - interactionByDefinition(game, i, j))).toBeLessThan(1e-12);
          }
          const total = found.subarray(i * columns, (i + 1) * columns).reduce((all, value) => all + value, 0);
          expect(Math.abs(total - (values[i] ?? 0))).toBeLessThan(1e-12);
        }
      }),
      { numRuns: 100 },
    );
  });

  test("add up to the scores within 1e-9, for many large trees", () => {
    const shape = { columns: 12, trees: 200, leaves: 255, outputs: 2, categories: [0, 9], seed: 3 };
    const sum = randomTrees(shape);
    const values = randomRows(shape, 20);
    const explainer = new PathExplainer(sum, "rows");
    const explained = explainer.values(values, 20);
    walkTrees(sum, values, 20).forEach((score, at) => {
      const parts = explained.subarray(at * 12, (at + 1) * 12).reduce((total, value) => total + value, explainer.base[at % 2] ?? 0);
      expect(Math.abs(parts - score)).toBeLessThan(1e-9);
    });
  });

  test("give nothing to ways that no training row went and the row does not go, and finite numbers everywhere", () => {
    const [tree] = randomTrees({ columns: 2, trees: 1, leaves: 14, seed: 12 }).trees;
    if (tree === undefined) throw new Error("no tree");
    const empty = {
      ...tree,
      leafWeight: tree.leafWeight.map((weight, leaf) => (leaf % 2 === 0 ? 0 : weight)),
      nodeWeight: tree.nodeWeight.map(() => 0),
    };
    const sum = { columns: 2, outputs: 1, base: Float64Array.of(0.25), trees: [empty] };
    const explainer = new PathExplainer(sum, "weight");
    for (const row of [Float32Array.of(0, 0), Float32Array.of(2, -3), Float32Array.of(Number.NaN, 1)]) {
      const total = explainer.values(row, 1).reduce((all, value) => all + value, explainer.base[0] ?? 0);
      expect(total).toBeCloseTo(walkTrees(sum, row, 1)[0] ?? Number.NaN, 12);
    }
  });

  test.each([4000, 10_000])("refuse a tree that asks for %i columns on one path", (depth) => {
    const tree = {
      output: 0,
      feature: Int32Array.from({ length: depth }, (_, node) => node),
      threshold: new Float32Array(depth),
      missingLeft: new Uint8Array(depth),
      left: Int32Array.from({ length: depth }, (_, node) => (node === depth - 1 ? ~depth : node + 1)),
      right: Int32Array.from({ length: depth }, (_, node) => ~node),
      gain: new Float64Array(depth),
      value: new Float64Array(depth + 1),
      nodeWeight: new Float64Array(depth),
      leafWeight: new Float64Array(depth + 1),
      nodeRows: new Float64Array(depth),
      leafRows: new Float64Array(depth + 1),
    };
    const sum = { columns: depth, outputs: 1, base: new Float64Array(1), trees: [tree] };
    expect(() => new PathExplainer(sum, "weight")).toThrow(expect.objectContaining({ code: "MODELING_TREES_TOO_DEEP" }));
  });
});

test("explanations against a background are the Shapley values of the definition, and add up to the scores", () => {
  fc.assert(
    fc.property(shapes, (shape) => {
      const sum = randomTrees(shape);
      const row = randomRows(shape, 1);
      const background = randomRows({ ...shape, seed: shape.seed + 1 }, 3);
      const { base, values } = explainAgainst(sum, row, 1, background, 3);
      for (let k = 0; k < sum.outputs; k++) {
        const own = values.subarray(k * columns, (k + 1) * columns);
        expectClose(own, shapleyByDefinition(backgroundGame(sum, k, row, background)));
        const total = own.reduce((all, value) => all + value, base[k] ?? 0);
        expect(Math.abs(total - (walkTrees(sum, row, 1)[k] ?? 0))).toBeLessThan(1e-12);
      }
    }),
    { numRuns: 150 },
  );
});
