import { describe, expect, it } from "vitest";
import { random } from "../../../kernels/index.ts";
import type { Examples, FitContext, FitProgress } from "../../estimator.ts";
import { fittedTrees } from "../fitted-trees.ts";
import { squared } from "../objectives/squared.ts";
import { trainTrees, trainTreesInChunks } from "./train-trees.ts";
import { trainTreesInParts } from "./train-trees-in-parts.ts";

const COLUMNS = 3;
const context: FitContext = { task: { kind: "regression", classes: 0 }, seed: 5 };
const boosting = { objective: squared(), rounds: 40, minimumLeafRows: 5 };

/** A bent signal of the first of three columns, with noise. */
function examples(rows: number, seed: number): Examples {
  const draw = random(seed);
  const values = Float32Array.from({ length: rows * COLUMNS }, () => draw.normal());
  const truth = Float64Array.from({ length: rows }, (_, row) => Math.sin(2 * (values[row * COLUMNS] ?? 0)) + 0.1 * draw.normal());
  return { features: { rows, dense: { rows, columns: COLUMNS, values } }, truth };
}

function valuesOf({ features }: Examples): Float32Array {
  return features.dense?.values ?? new Float32Array(0);
}

describe("rows in chunks", () => {
  const all = examples(500, 1);
  const chunks = {
    rows: 500,
    columns: COLUMNS,
    *chunks() {
      for (let first = 0; first < 500; first += 150) yield valuesOf(all).slice(first * COLUMNS, (first + 150) * COLUMNS);
    },
  };

  it("give the same trees as a matrix of the same rows", async () => {
    const whole = await trainTrees("boosted_trees", all, boosting, context);
    const parts = await trainTreesInChunks("boosted_trees", { chunks, truth: all.truth }, boosting, context);
    expect(whole.ensemble.trees).toHaveLength(40);
    expect(parts.ensemble).toEqual(whole.ensemble);
  });

  it.each([
    ["earlyStopping on a holdout", { earlyStopping: {} }],
    ["dropout", { dropout: {} }],
  ])("are refused with %s, which reads rows again", async (part, more) => {
    const training = trainTreesInChunks("boosted_trees", { chunks, truth: all.truth }, { ...boosting, ...more }, context);
    await expect(training).rejects.toThrow(`boosted_trees was given rows in chunks and ${part}.`);
  });
});

describe("rows in parts", () => {
  const parts = [examples(300, 1), examples(300, 2), examples(300, 3), examples(300, 4)];
  const read: number[][] = [];
  const source = {
    columns: COLUMNS,
    sizes: parts.map(({ truth }) => truth.length),
    read: async (wanted: readonly number[]): Promise<Examples> => {
      read.push([...wanted]);
      const taken = wanted.flatMap((at) => parts[at] ?? []);
      const values = Float32Array.from(taken.flatMap((one) => [...valuesOf(one)]));
      const rows = values.length / COLUMNS;
      return {
        features: { rows, dense: { rows, columns: COLUMNS, values } },
        truth: Float64Array.from(taken.flatMap(({ truth }) => [...truth])),
      };
    },
  };
  /** What the process takes itself, and about so many rows of this width beside it. */
  const memoryFor = (rows: number) => ({ memoryLimit: 260e6 + rows * 170 });

  it("that all fit are one training", async () => {
    const trained = await trainTreesInParts("boosted_trees", source, boosting, memoryFor(2000), context);
    const whole = await trainTrees("boosted_trees", await source.read([0, 1, 2, 3]), boosting, context);
    expect(trained.ensemble).toEqual(whole.ensemble);
  });

  it("that fit by twos are each read once, and the trees of all learn the signal", async () => {
    read.length = 0;
    const steps: number[] = [];
    const onProgress = ({ step }: FitProgress): number => steps.push(step);
    const { ensemble, rounds } = await trainTreesInParts("boosted_trees", source, boosting, memoryFor(700), { ...context, onProgress });
    expect(steps).toEqual([20, 40]);
    expect(read).toEqual([
      [0, 2],
      [1, 3],
    ]);
    expect(rounds).toBe(40);
    const fresh = examples(500, 9);
    const { values } = fittedTrees("t", ensemble).predict(fresh.features);
    const error = Math.sqrt(values.reduce((sum, value, row) => sum + (value - (fresh.truth[row] ?? 0)) ** 2, 0) / 500);
    expect(error).toBeLessThan(0.2);
  });

  it("are refused where one does not fit, or where there are fewer rounds than groups", async () => {
    const train = (rows: number, rounds: number) =>
      trainTreesInParts("boosted_trees", source, { ...boosting, rounds }, memoryFor(rows), context);
    await expect(train(200, 40)).rejects.toThrow("MODELING_MEMORY_TOO_SMALL");
    await expect(train(320, 3)).rejects.toThrow("3 rounds for 4 groups of rows");
  });
});
