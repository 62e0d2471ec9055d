import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { random } from "../random.ts";
import { plain } from "./fixtures/tree-problems.ts";
import type { BinSettings, GrowthSettings } from "./growth-settings.ts";
import { referenceBins } from "./reference-bins.ts";
import { ReferenceGrower } from "./reference-grower.ts";
import type { Tree } from "./tree.ts";

const bins: BinSettings = { maximumBins: 255, minimumBinRows: 1, sampleRows: 1000, seed: 1 };
/** Categories are ordered by their plain means. */
const settings: GrowthSettings = { ...plain, categorySmoothing: 0, categoryL2: 0 };

/** Grows one tree on targets with squared loss from 0: leaf values are means. */
function grow(columns: readonly (readonly number[])[], target: readonly number[], more: Partial<GrowthSettings> = {}, codes?: Int32Array) {
  const rows = target.length;
  const values = new Float32Array(rows * columns.length);
  for (const [j, column] of columns.entries()) for (const [i, value] of column.entries()) values[i * columns.length + j] = value;
  const binned = referenceBins({ rows, columns: columns.length, values }, bins, codes);
  const grower = new ReferenceGrower(binned, { ...settings, ...more });
  grower.gradient.set(target.map((value) => -value));
  grower.hessian.fill(1);
  return { grower, tree: grower.grow({ output: 0, seed: 3 }) };
}

function answers({ grower, tree }: { grower: ReferenceGrower; tree: Tree }): number[] {
  return Array.from(grower.leafOfRows(), (leaf) => Number((tree.value[leaf] ?? Number.NaN).toFixed(4)));
}

describe("the reference grower", () => {
  it("cuts in the middle between neighbouring values and answers the means of the sides", () => {
    const { grower, tree } = grow([[1, 2, 4, 8]], [1, 1, 5, 5], { maximumLeaves: 2 });
    expect(Array.from(tree.threshold)).toEqual([3]);
    expect(Array.from(tree.left)).toEqual([-1]);
    expect(Array.from(tree.right)).toEqual([-2]);
    expect(answers({ grower, tree })).toEqual([1, 1, 5, 5]);
    // 2·1² + 2·5² − 4·3²
    expect(tree.gain[0]).toBeCloseTo(16, 6);
    expect([tree.nodeRows[0], ...tree.leafRows]).toEqual([4, 2, 2]);
  });

  it("sends missing values to the side where they lower the loss more", () => {
    const low = grow([[Number.NaN, 1, 2, 3, 4]], [0, 0, 0, 9, 9], { maximumLeaves: 2 });
    const high = grow([[Number.NaN, 1, 2, 3, 4]], [9, 0, 0, 9, 9], { maximumLeaves: 2 });
    expect([low.tree.missingLeft[0], high.tree.missingLeft[0]]).toEqual([1, 0]);
  });

  it("can set missing values against all others, with a threshold of infinity", () => {
    const { tree } = grow([[Number.NaN, Number.NaN, 1, 2]], [5, 5, 0, 0]);
    expect([tree.threshold[0], tree.missingLeft[0]]).toEqual([Infinity, 0]);
  });

  it("parts categories by their means, several against several in one split", () => {
    const codes = [0, 1, 2, 3, 4, 0, 1, 2, 3, 4];
    const { grower, tree } = grow([codes], [9, 0, 9, 0, 9, 9, 0, 9, 0, 9], { maximumLeaves: 2 }, Int32Array.of(5));
    expect([tree.categories?.[0]].map((left) => Array.from(left ?? []))).toEqual([[0, 2, 4]]);
    expect(answers({ grower, tree })).toEqual([9, 0, 9, 0, 9, 9, 0, 9, 0, 9]);
  });

  it("of equal gains takes the lower column and then the lower cut", () => {
    const { tree } = grow(
      [
        [1, 2, 3],
        [1, 2, 3],
      ],
      [0, 1, 0],
      { maximumLeaves: 2 },
    );
    expect([tree.feature[0], tree.threshold[0]]).toEqual([0, 1.5]);
  });

  it("shrinks leaf values by l1 and l2 and bounds them", () => {
    const value = (more: Partial<GrowthSettings>) => grow([[1, 1]], [4, 6], more).tree.value[0] ?? Number.NaN;
    expect(value({ l2: 3 })).toBeCloseTo(2, 6);
    expect(value({ l1: 4 })).toBeCloseTo(3, 6);
    expect(value({ maximumLeafValue: 1.5 })).toBeCloseTo(1.5, 6);
  });

  it("grows level by level where asked", () => {
    const x = [1, 2, 3, 4, 5, 6, 7, 8];
    const y = [0, 0, 0, 2, 100, 101, 140, 180];
    const byLevel = grow([x], y, { policy: "depth_wise", maximumLeaves: 4 }).tree;
    const byLeaf = grow([x], y, { policy: "leaf_wise", maximumLeaves: 4 }).tree;
    expect([byLevel.left[0], byLevel.right[0]].every((child) => (child ?? -1) >= 0)).toBe(true);
    expect(byLeaf.left[0]).toBeLessThan(0);
  });

  it("keeps the least rows of a leaf and the largest depth", () => {
    const x = Array.from({ length: 64 }, (_, i) => i);
    const wide = grow([x], x, { minimumLeafRows: 10, maximumLeaves: 0 }).tree;
    expect(Math.min(...wide.leafRows)).toBeGreaterThanOrEqual(10);
    expect(grow([x], x, { maximumDepth: 2, maximumLeaves: 0 }).tree.value.length).toBe(4);
  });

  it("never lets predictions fall along a column that they must rise with", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const draw = random(seed);
        const x = Array.from({ length: 60 }, () => draw.integer(20));
        const other = Array.from({ length: 60 }, () => draw.integer(5));
        const grown = grow(
          [x, other],
          x.map((value) => Math.sin(value) * 5 + draw.normal()),
          { monotone: Int8Array.of(1, 0) },
        );
        const answered = answers(grown);
        for (let i = 0; i < 60; i++) {
          for (let j = 0; j < 60; j++) {
            if (other[i] === other[j] && (x[i] ?? 0) < (x[j] ?? 0)) expect(answered[i]).toBeLessThanOrEqual((answered[j] ?? 0) + 1e-9);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it("lets only columns of one group meet on a way from the root", () => {
    const draw = random(5);
    const columns = Array.from({ length: 4 }, () => Array.from({ length: 200 }, () => draw.normal()));
    const target = Array.from({ length: 200 }, (_, i) => columns.reduce((product, column) => product * ((column[i] ?? 0) + 2), 1));
    const { tree } = grow(columns, target, { interactions: [[0, 1], [2]] });
    const ways = (node: number, met: readonly number[]): (readonly number[])[] =>
      node < 0 ? [met] : [tree.left, tree.right].flatMap((side) => ways(side[node] ?? -1, [...met, tree.feature[node] ?? -1]));
    for (const way of ways(0, [])) {
      const met = new Set(way);
      expect(met.size <= 1 || [...met].every((column) => column <= 1)).toBe(true);
    }
  });

  it("learns from the rows asked for and still says the leaf of every row", () => {
    const { grower } = grow([[1, 2, 3, 4]], [0, 0, 7, 70]);
    const tree = grower.grow({ output: 2, rows: Int32Array.of(0, 1, 2), seed: 1 });
    expect(tree.output).toBe(2);
    expect(tree.leafRows.reduce((sum, rows) => sum + rows, 0)).toBe(3);
    expect(answers({ grower, tree })).toEqual([0, 0, 7, 7]);
  });

  it("looks at the columns that it did not draw where none of those it drew can part a node", () => {
    const constant = [0, 0, 0, 0];
    const { tree } = grow([constant, constant, constant, [1, 2, 3, 4]], [0, 0, 7, 7], { columnsPerNode: 1, maximumLeaves: 2 });
    expect(Array.from(tree.feature)).toEqual([3]);
  });

  it("draws columns and thresholds by the seed alone", () => {
    const draw = random(9);
    const columns = Array.from({ length: 6 }, () => Array.from({ length: 100 }, () => draw.normal()));
    const target = Array.from({ length: 100 }, (_, i) => (columns[2]?.[i] ?? 0) + draw.normal());
    const settings = { columnsPerNode: 2, randomThresholds: true } as const;
    const [one, two] = [grow(columns, target, settings).tree, grow(columns, target, settings).tree];
    expect(one).toEqual(two);
    expect(new Set(one.feature).size).toBeGreaterThan(2);
  });
});

describe("reference bins", () => {
  it("give every value a bin of its own while there are enough, infinite ones too", () => {
    const values = Float32Array.of(-Infinity, 0, 1, Infinity, Number.NaN);
    const { cuts, binOfRow } = referenceBins({ rows: 5, columns: 1, values }, bins);
    expect(Array.from(cuts[0] ?? [])).toEqual([-Infinity, 0.5, 1]);
    expect(Array.from(binOfRow)).toEqual([1, 2, 3, 4, 0]);
  });

  it("hold equal weight where there are more values than bins", () => {
    const values = Float32Array.from({ length: 1000 }, (_, i) => i);
    const { binOfRow } = referenceBins({ rows: 1000, columns: 1, values }, { ...bins, maximumBins: 10 });
    const counts = new Array<number>(11).fill(0);
    for (const bin of binOfRow) counts[bin] = (counts[bin] ?? 0) + 1;
    expect(counts).toEqual([0, ...new Array<number>(10).fill(100)]);
  });

  it("list the most frequent categories and put the rest together", () => {
    const values = Float32Array.of(7, 7, 7, 3, 3, 5, 9, Number.NaN);
    const few = { ...bins, maximumBins: 3, minimumBinRows: 2 };
    const { codes, others, binOfRow } = referenceBins({ rows: 8, columns: 1, values }, few, Int32Array.of(10));
    expect([Array.from(codes[0] ?? []), others[0]]).toEqual([[7, 3], 3]);
    expect(Array.from(binOfRow)).toEqual([1, 1, 1, 2, 2, 3, 3, 0]);
  });
});
