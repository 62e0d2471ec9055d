import fc from "fast-check";
import { expect, test } from "vitest";
import { randomRows, randomTrees } from "../../kernels/trees/fixtures/random-trees.ts";
import { newGraph, openGraph } from "../../onnx/index.ts";
import { type FittedTrees, fittedTrees } from "./fitted-trees.ts";
import type { TreeEnsemble, TreeLink } from "./tree-ensemble.ts";

/** x₀ ≤ 0.5 → 1, else 2 where x₁ is category 0 or 3, else 4; to which 10 is added. */
const byHand: TreeEnsemble = {
  columns: 2,
  outputs: 1,
  base: Float64Array.of(10),
  link: "identity",
  trees: [
    {
      output: 0,
      feature: Int32Array.of(0, 1),
      threshold: Float32Array.of(0.5, Number.NaN),
      missingLeft: Uint8Array.of(1, 0),
      left: Int32Array.of(-1, -2),
      right: Int32Array.of(1, -3),
      gain: Float64Array.of(5, 2),
      categories: [undefined, Int32Array.of(0, 3)],
      value: Float64Array.of(1, 2, 4),
      nodeWeight: Float64Array.of(8, 4),
      leafWeight: Float64Array.of(4, 1, 3),
      nodeRows: Float64Array.of(8, 4),
      leafRows: Float64Array.of(4, 1, 3),
    },
  ],
};

async function runGraph(model: FittedTrees, columns: number, values: Float32Array): Promise<Float32Array> {
  const graph = newGraph("trees");
  graph.output("prediction", model.emit({ dense: graph.input("dense", "float32", ["N", columns]) }));
  const session = await openGraph(graph.bytes());
  const { prediction } = await session.run({ dense: { type: "float32", shape: [values.length / columns, columns], data: values } });
  await session.close();
  return prediction?.data as Float32Array;
}

function predict(model: FittedTrees, columns: number, values: Float32Array): Float64Array {
  const rows = values.length / columns;
  return model.predict({ rows, dense: { rows, columns, values } }).values;
}

test("a tree built by hand sends numbers, categories and missing values to their leaves", () => {
  const rows = Float32Array.of(0.5, 1, 0.6, 3, 0.6, 1, Number.NaN, 3, 1, Number.NaN);
  expect([...predict(fittedTrees("trees", byHand), 2, rows)]).toEqual([11, 12, 14, 11, 14]);
});

test("columns are ranked by the gain of their splits", () => {
  const model = fittedTrees("trees", byHand, { iterations: 1 });
  expect([...(model.importance ?? [])]).toEqual([5, 2]);
  expect(model.learned).toEqual({ trees: 1, leaves: 3, iterations: 1 });
});

test("rows of another width are refused with a code", () => {
  const model = fittedTrees("trees", byHand);
  expect(() => predict(model, 3, new Float32Array(3))).toThrow(expect.objectContaining({ code: "MODELING_FEATURES_REFUSED" }));
});

test("zeros are read as missing where the ensemble says so", () => {
  const model = fittedTrees("trees", { ...byHand, zeroIsMissing: Uint8Array.of(0, 1) });
  expect([...predict(model, 2, Float32Array.of(1, 0, 1, 1e-36, 1, 3))]).toEqual([14, 14, 12]);
});

test("an ensemble without trees predicts its base", async () => {
  const model = fittedTrees("trees", { ...byHand, trees: [] });
  expect([...predict(model, 2, new Float32Array(4))]).toEqual([10, 10]);
  expect([...(await runGraph(model, 2, new Float32Array(4)))]).toEqual([10, 10]);
});

const links: readonly TreeLink[] = ["identity", "sigmoid", "softmax", "one_vs_rest", "exponential"];

test("the graph of any ensemble predicts what the ensemble does", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 1e6 }), fc.constantFrom(...links), fc.boolean(), async (seed, link, zeros) => {
      const columns = 4;
      const wanted = { columns, trees: 1 + (seed % 9), leaves: 12, outputs: 1 + (seed % 3), categories: [0, 5, 0, 70], seed };
      const zeroIsMissing = zeros ? { zeroIsMissing: Uint8Array.of(1, 0, 0, 0) } : {};
      const model = fittedTrees("trees", { ...randomTrees(wanted), link, ...zeroIsMissing });
      const values = randomRows(wanted, 40);
      const expected = predict(model, columns, values);
      const graphed = await runGraph(model, columns, values);
      expected.forEach((value, at) => {
        expect(Math.abs((graphed[at] ?? Number.NaN) - value)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(value)));
      });
    }),
    { numRuns: 60 },
  );
});
