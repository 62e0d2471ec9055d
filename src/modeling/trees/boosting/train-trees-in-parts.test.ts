import { describe, expect, it } from "vitest";
import { random, takeRows } from "../../../kernels/index.ts";
import type { Examples, FitContext, FitProgress } from "../../estimator.ts";
import { fittedTrees } from "../fitted-trees.ts";
import { squared } from "../objectives/squared.ts";
import { trainTrees } from "./train-trees.ts";
import { type ExampleParts, partsMemoryBytes, trainTreesInParts } from "./train-trees-in-parts.ts";

const COLUMNS = 3;
const context: FitContext = { task: { kind: "regression", classes: 0 }, seed: 1 };
const boosting = { objective: squared(), rounds: 60, maximumLeaves: 8 };

/** y = x₀ + a step of x₁ + noise of 0.1. */
function rowsOf(count: number, seed: number): Examples {
  const rng = random(seed);
  const values = Float32Array.from({ length: count * COLUMNS }, () => rng.normal());
  const truth = Float64Array.from(
    { length: count },
    (_, row) => (values[row * COLUMNS] ?? 0) + ((values[row * COLUMNS + 1] ?? 0) > 0 ? 1 : 0) + 0.1 * rng.normal(),
  );
  return { features: { rows: count, dense: { rows: count, columns: COLUMNS, values } }, truth };
}

const all = rowsOf(12_000, 1);
const test = rowsOf(2000, 2);

/** The rows in parts, with a note of which were read together. */
function inParts(parts: number): ExampleParts & { readonly reads: number[][] } {
  const reads: number[][] = [];
  const size = all.truth.length / parts;
  return {
    columns: COLUMNS,
    sizes: new Array<number>(parts).fill(size),
    reads,
    read: async (wanted) => {
      reads.push([...wanted]);
      const rows = Int32Array.from(wanted.flatMap((part) => Array.from({ length: size }, (_, row) => part * size + row)));
      return { features: takeRows(all.features, rows), truth: Float64Array.from(rows, (row) => all.truth[row] ?? 0) };
    },
  };
}

function error(ensemble: Parameters<typeof fittedTrees>[1]): number {
  const { values } = fittedTrees("trees", ensemble).predict(test.features);
  return Math.sqrt(values.reduce((sum, value, row) => sum + (value - (test.truth[row] ?? 0)) ** 2, 0) / values.length);
}

/** Memory for so many rows of three columns. */
function memoryFor(rows: number): number {
  return partsMemoryBytes(rows, COLUMNS, { outputs: 1, maximumBins: 255, maximumLeaves: 8, minimumLeafRows: 20 });
}

describe("trainTreesInParts", () => {
  it("learns from every row once, in groups that fit, and about as well as from all at once", async () => {
    const parts = inParts(12);
    const steps: number[] = [];
    const onProgress = ({ step }: FitProgress): number => steps.push(step);
    const memory = { memoryLimit: memoryFor(3000) };
    const { ensemble, rounds } = await trainTreesInParts("trees", parts, boosting, memory, { ...context, onProgress });
    expect(steps).toEqual([15, 30, 45, 60]);
    expect(parts.reads.map(({ length }) => length)).toEqual([3, 3, 3, 3]);
    expect(parts.reads.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, part) => part));
    expect(rounds).toBe(60);
    const whole = await trainTrees("trees", all, boosting, context);
    expect(error(ensemble)).toBeLessThan(1.15 * error(whole.ensemble));
  });

  it("is plain boosting when all parts fit", async () => {
    const { ensemble } = await trainTreesInParts("trees", inParts(12), boosting, { memoryLimit: memoryFor(12_000) }, context);
    const whole = await trainTrees("trees", all, boosting, context);
    expect(ensemble).toEqual(whole.ensemble);
  });

  it("refuses memory that does not hold a part, fewer rounds than groups, and early stopping", async () => {
    const parts = inParts(12);
    const tight = { memoryLimit: memoryFor(1000) };
    await expect(trainTreesInParts("trees", parts, boosting, { memoryLimit: 1e8 }, context)).rejects.toThrow("MODELING_MEMORY_TOO_SMALL");
    await expect(trainTreesInParts("trees", parts, { ...boosting, rounds: 5 }, tight, context)).rejects.toThrow("MODELING_SETTING_INVALID");
    await expect(trainTreesInParts("trees", parts, { ...boosting, earlyStopping: {} }, tight, context)).rejects.toThrow(
      "MODELING_SETTING_INVALID",
    );
    expect(parts.reads).toEqual([]);
  });
});
