// The compiled grower against the plain one: the same bins and trees, to the last bit.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { random } from "../random.ts";
import { binRows } from "./bin-rows.ts";
import { asReference, binSettings, drawProblem, plain, type TreeProblem } from "./fixtures/tree-problems.ts";
import type { GrowthRequest, GrowthSettings } from "./growth-settings.ts";
import { referenceBins } from "./reference-bins.ts";
import { ReferenceGrower } from "./reference-grower.ts";
import { TreeGrower } from "./tree-grower.ts";

async function growBoth(problem: TreeProblem, settings: GrowthSettings, request: GrowthRequest) {
  const binned = await binRows(problem, binSettings, problem.categories);
  const reference = new ReferenceGrower(asReference(binned), settings);
  const grower = new TreeGrower(binned, settings);
  for (const one of [reference, grower]) {
    one.gradient.set(problem.gradient);
    one.hessian.set(problem.hessian);
  }
  const expected = reference.grow(request);
  const tree = grower.grow(request);
  const [expectedLeaves, leaves] = [reference.leafOfRows().slice(), grower.leafOfRows().slice()];
  grower.free();
  binned.free();
  return { expected, tree, expectedLeaves, leaves };
}

const settingsOf = fc.record({
  policy: fc.constantFrom<"leaf_wise" | "depth_wise">("leaf_wise", "depth_wise"),
  maximumLeaves: fc.constantFrom(0, 2, 7, 31),
  maximumDepth: fc.constantFrom(0, 3),
  minimumLeafRows: fc.constantFrom(1, 5, 20),
  minimumLeafHessian: fc.constantFrom(0, 3),
  l1: fc.constantFrom(0, 0, 0.5),
  l2: fc.constantFrom(0, 1),
  minimumGain: fc.constantFrom(0, 0.5),
  maximumLeafValue: fc.constantFrom(0, 0, 0.25),
  columnsPerNode: fc.constantFrom(0, 0, 2),
  maximumCategoriesPerSplit: fc.constantFrom(1, 32),
  minimumCategoryRows: fc.constantFrom(1, 4),
  randomThresholds: fc.constantFrom(false, false, true),
});

describe("the compiled grower", () => {
  it("grows the trees of the plain one on random problems with random settings", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1e6 }),
        fc.constantFrom(1, 7, 40, 300, 1500),
        fc.constantFrom(1, 3, 17, 40),
        settingsOf,
        fc.constantFrom("none", "monotone", "interactions", "columns", "rows"),
        fc.constantFrom(0, 0.9),
        async (seed, rows, columns, drawn, special, same) => {
          const problem = drawProblem(seed, rows, columns, same);
          const stream = random(seed);
          const monotone = Int8Array.from(problem.categories, (codes) => (codes > 0 ? 0 : stream.integer(3) - 1));
          const settings: GrowthSettings = {
            ...plain,
            ...drawn,
            ...(special === "monotone" ? { monotone } : {}),
            ...(special === "interactions" ? { interactions: [[0, 1, 2].filter((at) => at < columns), [columns - 1]] } : {}),
          };
          const request: GrowthRequest = {
            output: 0,
            seed,
            ...(special === "columns" ? { columns: Uint8Array.from({ length: columns }, () => stream.integer(2)) } : {}),
            ...(special === "rows" ? { rows: Int32Array.from({ length: rows }, (_, row) => row).filter(() => stream.next() < 0.6) } : {}),
          };
          const { expected, tree, expectedLeaves, leaves } = await growBoth(problem, settings, request);
          expect(tree).toEqual(expected);
          expect(leaves).toEqual(expectedLeaves);
        },
      ),
      { numRuns: 100 },
    );
  }, 120_000);
});

describe("compiled bins", () => {
  it("are those of the plain reading", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1e6 }),
        fc.constantFrom(1, 60, 3000),
        fc.constantFrom(2, 16, 255),
        fc.constantFrom(1, 3),
        fc.boolean(),
        async (seed, rows, maximumBins, minimumBinRows, isWeighted) => {
          const problem = drawProblem(seed, rows, 6);
          const stream = random(seed);
          const weight = isWeighted ? Float64Array.from({ length: rows }, () => stream.integer(5) / 4) : undefined;
          const settings = { maximumBins, minimumBinRows, sampleRows: 2000, seed };
          const expected = referenceBins(problem, settings, problem.categories, weight);
          const binned = await binRows(problem, settings, problem.categories, weight);
          expect(asReference(binned)).toEqual(expected);
          binned.free();
        },
      ),
      { numRuns: 30 },
    );
  }, 60_000);
});
