import { describe, expect, it } from "vitest";
import { random } from "../../../kernels/index.ts";
import type { Examples, FitContext } from "../../estimator.ts";
import { squared } from "../objectives/squared.ts";
import { trainTrees, trainTreesInChunks } from "./train-trees.ts";

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

describe("trainTreesInChunks", () => {
  const all = examples(500, 1);
  const chunks = {
    rows: 500,
    columns: COLUMNS,
    *chunks() {
      for (let first = 0; first < 500; first += 150) yield valuesOf(all).slice(first * COLUMNS, (first + 150) * COLUMNS);
    },
  };

  it("grows the same trees as from a matrix of the same rows", async () => {
    const whole = await trainTrees("boosted_trees", all, boosting, context);
    const parts = await trainTreesInChunks("boosted_trees", { chunks, truth: all.truth }, boosting, context);
    expect(whole.ensemble.trees).toHaveLength(40);
    expect(parts.ensemble).toEqual(whole.ensemble);
  });

  it.each([
    ["earlyStopping on a holdout", { earlyStopping: {} }],
    ["dropout", { dropout: {} }],
  ])("refuses %s, which reads rows again", async (part, more) => {
    const training = trainTreesInChunks("boosted_trees", { chunks, truth: all.truth }, { ...boosting, ...more }, context);
    await expect(training).rejects.toThrow(`boosted_trees was given rows in chunks and ${part}.`);
  });
});
