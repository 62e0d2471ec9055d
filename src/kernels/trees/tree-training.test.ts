// What a training does with trees: threads, precision, order of rows, losses, chunks, memory.
import { afterAll, describe, expect, it } from "vitest";
import { kernelThreads, setKernelThreads } from "../kernel-threads.ts";
import { binRows } from "./bin-rows.ts";
import { asReference, binSettings, drawProblem, plain } from "./fixtures/tree-problems.ts";
import { logisticGradients, squaredGradients } from "./gradient-kernels.ts";
import type { GrowthSettings } from "./growth-settings.ts";
import { ReferenceGrower } from "./reference-grower.ts";
import type { Tree } from "./tree.ts";
import { TreeGrower } from "./tree-grower.ts";
import { treeMemoryBytes } from "./tree-memory-bytes.ts";

const usualThreads = kernelThreads();
afterAll(() => setKernelThreads(usualThreads));

/** Grows three trees on 40,000 rows, on exactly so many threads. */
async function growOnThreads(threads: number, precision: GrowthSettings["precision"], columns: number, same: number): Promise<Tree[]> {
  setKernelThreads(threads);
  const problem = drawProblem(11, 40_000, columns, same);
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
    if (threads === 1 && round === 0 && precision === "exact") {
      const reference = new ReferenceGrower(asReference(binned), { ...plain, minimumLeafRows: 20 });
      reference.gradient.set(grower.gradient);
      reference.hessian.set(grower.hessian);
      expect(tree).toEqual(reference.grow({ output: 0, seed: round }));
    }
    grower.addLastTree(score, tree.value);
    return tree;
  });
  grower.free();
  binned.free();
  return trees;
}

describe("trees on several threads", () => {
  for (const precision of ["exact", "quantised"] as const) {
    for (const [columns, same] of [
      [20, 0],
      [50, 0],
      [50, 0.9],
    ] as const) {
      it(`are the same to the last bit on 1, 2, 3 and 4, ${precision}, ${columns} columns, ${same} of them the same`, async () => {
        const alone = await growOnThreads(1, precision, columns, same);
        expect(Math.min(...alone.map((tree) => tree.value.length))).toBeGreaterThan(10);
        for (const threads of [2, 3, 4]) expect(await growOnThreads(threads, precision, columns, same)).toEqual(alone);
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
  it.each([0, 0.9])("are numbered anew with all that belongs to them, and give the same trees; %d the same", async (same) => {
    const problem = drawProblem(21, 5000, 20, same);
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
