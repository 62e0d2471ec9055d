// The compiled grower against the plain one: the same trees, to the last bit.
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { setKernelThreads } from "../kernel-threads.ts";
import { random } from "../random.ts";
import { binRows } from "./bin-rows.ts";
import type { BinnedRows } from "./binned-rows.ts";
import { logisticGradients, squaredGradients } from "./gradient-kernels.ts";
import type { GrowthRequest, GrowthSettings } from "./growth-settings.ts";
import { type ReferenceBins, referenceBins } from "./reference-bins.ts";
import { ReferenceGrower } from "./reference-grower.ts";
import type { Tree } from "./tree.ts";
import { TreeGrower } from "./tree-grower.ts";
import { treeMemoryBytes } from "./tree-memory-bytes.ts";

const plain: GrowthSettings = {
  policy: "leaf_wise",
  maximumLeaves: 31,
  maximumDepth: 0,
  minimumLeafRows: 1,
  minimumLeafHessian: 0,
  l1: 0,
  l2: 0,
  minimumGain: 0,
  maximumLeafValue: 0,
  columnsPerNode: 0,
  categorySmoothing: 10,
  categoryL2: 10,
  maximumCategoriesPerSplit: 32,
  minimumCategoryRows: 1,
  randomThresholds: false,
  precision: "exact",
};

interface Problem {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
  readonly categories: Int32Array;
  readonly gradient: Float32Array;
  readonly hessian: Float32Array;
}

/** Columns of few and many values, categories and missing ones; gradients that are whole numbers of 1/64, so that all sums are exact. */
function drawProblem(seed: number, rows: number, columns: number): Problem {
  const stream = random(seed);
  const categories = Int32Array.from({ length: columns }, () => (stream.next() < 0.3 ? 1 + stream.integer(40) : 0));
  const distinct = Array.from({ length: columns }, () => [2, 5, 1000][stream.integer(3)]!);
  const missing = Array.from({ length: columns }, () => [0, 0, 0.2, 1][stream.integer(stream.next() < 0.1 ? 4 : 3)]!);
  const values = new Float32Array(rows * columns);
  for (let at = 0; at < values.length; at++) {
    const column = at % columns;
    const drawn = categories[column]! > 0 ? stream.integer(categories[column]!) : stream.integer(distinct[column]!) / 8 - 3;
    values[at] = stream.next() < missing[column]! ? Number.NaN : drawn;
  }
  const gradient = Float32Array.from({ length: rows }, (_, row) => {
    const signal = (values[row * columns] || 0) - ((values[row * columns + columns - 1] || 0) > 1 ? 2 : 0);
    return Math.round(16 * (signal + stream.normal())) / 64;
  });
  const isConstant = stream.next() < 0.5;
  const hessian = Float32Array.from({ length: rows }, () => (isConstant ? 1 : (1 + stream.integer(64)) / 64));
  return { rows, columns, values, categories, gradient, hessian };
}

const binSettings = { maximumBins: 255, minimumBinRows: 1, sampleRows: 10_000, seed: 1 };

function asReference(binned: BinnedRows): ReferenceBins {
  const { rows, columns, bins, cuts, codes, others } = binned;
  const binOfRow = new Uint8Array(rows * columns);
  for (let column = 0; column < columns; column++) binOfRow.set(binned.columnBins(column), column * rows);
  return { rows, columns, bins, cuts, codes, others, binOfRow };
}

async function growBoth(problem: Problem, settings: GrowthSettings, request: GrowthRequest) {
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

afterAll(() => setKernelThreads(2));

describe("the compiled grower", () => {
  it("grows the trees of the plain one on random problems with random settings", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1e6 }),
        fc.constantFrom(1, 7, 40, 300, 1500),
        fc.constantFrom(1, 3, 17, 40),
        settingsOf,
        fc.constantFrom("none", "monotone", "interactions", "columns", "rows"),
        async (seed, rows, columns, drawn, special) => {
          const problem = drawProblem(seed, rows, columns);
          const stream = random(seed);
          const monotone = Int8Array.from(problem.categories, (codes) => (codes > 0 ? 0 : stream.integer(3) - 1));
          const settings: GrowthSettings = {
            ...{ ...plain, ...drawn },
            ...(special === "monotone" ? { monotone } : {}),
            ...(special === "interactions" ? { interactions: [[0, 1, 2].filter((at) => at < columns), [columns - 1]] } : {}),
          };
          const request: GrowthRequest = {
            ...{ output: 0, seed },
            ...(special === "columns" ? { columns: Uint8Array.from({ length: columns }, () => stream.integer(2)) } : {}),
            ...(special === "rows" ? { rows: Int32Array.from({ length: rows }, (_, row) => row).filter(() => stream.next() < 0.6) } : {}),
          };
          const { expected, tree, expectedLeaves, leaves } = await growBoth(problem, settings, request);
          expect(tree).toEqual(expected);
          expect(leaves).toEqual(expectedLeaves);
        },
      ),
      { numRuns: Number(process.env["RUNS"] ?? 60), endOnFailure: true },
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
      { numRuns: 30, endOnFailure: true },
    );
  }, 60_000);
});

/** Grows three trees on 40,000 rows, on exactly so many threads. */
async function growOnThreads(threads: number, precision: GrowthSettings["precision"], columns: number): Promise<Tree[]> {
  setKernelThreads(threads);
  const problem = drawProblem(11, 40_000, columns);
  const binned = await binRows(problem, binSettings, problem.categories);
  const grower = new TreeGrower(binned, { ...plain, precision, minimumLeafRows: 20 });
  const [score, label] = [grower.newFloats(problem.rows), grower.newFloats(problem.rows)];
  label.set(problem.gradient.map((value) => Number(value > 0)));
  binned.memory.gatherTeam();
  while (binned.memory.kernels.joined() < threads - 1) await new Promise((resolve) => setTimeout(resolve, 1));
  const trees = [0, 1, 2].map((round) => {
    logisticGradients(grower, score, label);
    const rows = round === 2 ? Int32Array.from({ length: 30_000 }, (_, row) => row + (row >> 3)) : undefined;
    const tree = grower.grow({ output: 0, seed: round, ...(rows === undefined ? {} : { rows }) });
    grower.addLastTree(score, tree.value);
    return tree;
  });
  grower.free();
  binned.free();
  return trees;
}

describe("trees on several threads", () => {
  for (const precision of ["exact", "quantised"] as const) {
    for (const columns of [20, 50]) {
      it(`are the same to the last bit on 1, 2, 3 and 4, ${precision}, ${columns} columns`, async () => {
        const alone = await growOnThreads(1, precision, columns);
        expect(alone.map((tree) => tree.value.length)).toEqual([31, 31, 31]);
        for (const threads of [2, 3, 4]) expect(await growOnThreads(threads, precision, columns)).toEqual(alone);
      }, 60_000);
    }
  }
});

describe("quantised gradients", () => {
  it("part rows much as exact ones do, and leave full precision to the leaves", async () => {
    const problem = drawProblem(3, 20_000, 10);
    const binned = await binRows(problem, binSettings, problem.categories);
    const lossOf = (precision: GrowthSettings["precision"]): number => {
      const grower = new TreeGrower(binned, { ...plain, precision, minimumLeafRows: 20 });
      grower.gradient.set(problem.gradient);
      grower.hessian.fill(1);
      const tree = grower.grow({ output: 0, seed: 5 });
      const leafOf = grower.leafOfRows();
      const sums = new Float64Array(tree.value.length);
      problem.gradient.forEach((value, row) => {
        sums[leafOf[row]!]! += value;
      });
      tree.value.forEach((value, leaf) => {
        expect(value).toBeCloseTo(-sums[leaf]! / tree.leafRows[leaf]!, 4);
      });
      const loss = problem.gradient.reduce((sum, value, row) => sum + (value + tree.value[leafOf[row]!]!) ** 2, 0);
      grower.free();
      return loss;
    };
    expect(lossOf("quantised")).toBeLessThan(lossOf("exact") * 1.02);
    binned.free();
  });
});

describe("sorted rows", () => {
  it("are numbered anew with all that belongs to them, and give the same trees", async () => {
    const problem = drawProblem(21, 5000, 20);
    const binned = await binRows(problem, binSettings, problem.categories);
    const grower = new TreeGrower(binned, plain);
    const label = grower.newFloats(problem.rows);
    const grow = (): Tree => grower.grow({ output: 0, seed: 1 });
    label.set(problem.gradient);
    grower.gradient.set(problem.gradient);
    grower.hessian.set(problem.hessian);
    const expected = grow();
    const leavesBefore = grower.leafOfRows().slice();
    const order = grower.sortRows();
    expect(order.toSorted()).toEqual(Int32Array.from({ length: problem.rows }, (_, row) => row));
    expect(label).toEqual(Float32Array.from(order, (row) => problem.gradient[row]!));
    expect(grow()).toEqual(expected);
    expect(grower.leafOfRows().slice()).toEqual(Int32Array.from(order, (row) => leavesBefore[row]!));
    grower.free();
    binned.free();
  });
});

describe("compiled losses", () => {
  const rows = 10_007;
  const score = Float32Array.from({ length: rows }, (_, row) => Math.sin(row) * 12);
  const label = Float32Array.from({ length: rows }, (_, row) => row % 2);
  const weight = Float32Array.from({ length: rows }, (_, row) => (row % 5) / 2);
  const probability = (row: number): number => 1 / (1 + Math.exp(-score[row]!));
  const losses = [
    ["squared", squaredGradients, (row: number) => score[row]! - label[row]!, () => 1],
    [
      "logistic",
      logisticGradients,
      (row: number) => probability(row) - label[row]!,
      (row: number) => probability(row) * (1 - probability(row)),
    ],
  ] as const;
  for (const [name, kernel, gradient, hessian] of losses) {
    it(`answer the ${name} loss's derivatives, weighted and not`, async () => {
      const binned = await binRows({ rows, columns: 1, values: score }, binSettings);
      const grower = new TreeGrower(binned, plain);
      const floats = [score, label, weight].map((values) => {
        const copy = grower.newFloats(rows);
        copy.set(values);
        return copy;
      });
      for (const weights of [undefined, floats[2]!]) {
        kernel(grower, floats[0]!, floats[1]!, weights);
        for (let row = 0; row < rows; row++) {
          const factor = weights === undefined ? 1 : weight[row]!;
          expect(Math.abs(grower.gradient[row]! - factor * gradient(row))).toBeLessThan(2e-6);
          expect(Math.abs(grower.hessian[row]! - factor * hessian(row))).toBeLessThan(1e-6);
        }
      }
      grower.free();
      binned.free();
    });
  }
});

describe("rows in chunks", () => {
  it("become the same bins as a matrix, whatever the chunks, and are not kept", async () => {
    const problem = drawProblem(8, 3000, 7);
    let passes = 0;
    async function* chunks() {
      passes++;
      for (let row = 0; row < problem.rows; row += 700) yield problem.values.slice(row * 7, Math.min(problem.rows, row + 700) * 7);
    }
    const settings = { ...binSettings, sampleRows: 500 };
    const whole = await binRows(problem, settings, problem.categories);
    const expected = asReference(whole);
    whole.free();
    const parts = await binRows({ rows: problem.rows, columns: 7, chunks }, settings, problem.categories);
    expect(asReference(parts)).toEqual(expected);
    expect(passes).toBe(2);
    parts.free();
  });
});

describe("the estimate of memory", () => {
  it("is above what a training takes, by less than half", async () => {
    const problem = drawProblem(4, 60_000, 30);
    const binned = await binRows(problem, { ...binSettings, sampleRows: 20_000 }, problem.categories);
    const grower = new TreeGrower(binned, plain);
    grower.gradient.set(problem.gradient);
    grower.hessian.set(problem.hessian);
    grower.grow({ output: 0, seed: 1 });
    const taken = binned.memory.mark();
    const estimated = treeMemoryBytes(60_000, 30, { ...plain, maximumBins: 255, sampleRows: 20_000 });
    expect(estimated).toBeGreaterThan(taken);
    expect(estimated).toBeLessThan(taken * 1.5);
    grower.free();
    binned.free();
  });
});
