import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { declareInputs, fitFeatures, numerics, Table } from "../../data/index.ts";
import { random } from "../../kernels/index.ts";
import { randomTrees } from "../../kernels/trees/fixtures/random-trees.ts";
import { fittedTrees } from "../../modeling/index.ts";
import { newGraph } from "../../onnx/index.ts";
import { logisticPackage } from "../fixtures/logistic-package.ts";
import type { PackageContents } from "../package/manifest.ts";
import { writePackage } from "../package/write-package.ts";
import { loadModel } from "./load-model.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "millwright-trees-"));
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

const names = Array.from({ length: 8 }, (_, j) => `c${j}`);
const stream = random(1);
const rows = Array.from({ length: 200 }, () =>
  Object.fromEntries(names.map((name) => [name, stream.next() < 0.1 ? null : stream.normal()])),
);

/** A package of trees over eight number columns, as they are or scaled. */
async function treePackage(standardise: boolean): Promise<PackageContents> {
  const columns = names.map(
    (name) => [name, { kind: "number", values: Float64Array.from(rows, (row) => row[name] ?? Number.NaN) }] as const,
  );
  const table = new Table("rows", Object.fromEntries(columns));
  const feature = numerics(names, { impute: "none", indicator: false, standardise });
  const fitted = await fitFeatures([feature], table, { seed: 0, truth: new Float64Array(table.rows), classes: 2 });
  const model = fittedTrees("boosted_trees", { ...randomTrees({ columns: 8, trees: 60, leaves: 31, seed: 2 }), link: "sigmoid" });
  const graph = newGraph("trees");
  graph.output("prediction", model.emit(fitted.emit(declareInputs(graph, fitted.inputs))));
  return {
    ...logisticPackage(),
    signature: {
      columns: names.map((name) => ({ name, kind: "number", nullable: true })),
      inputs: fitted.inputs,
      outputs: ["prediction"],
      history: {},
    },
    candidate: { name: "boosted_trees", rung: "complex" },
    graph: graph.bytes(),
  };
}

test.each([
  ["as they are", false],
  ["scaled", true],
])("a package of trees on columns %s answers with kernels as with the runtime alone", async (_, standardise) => {
  const directory = join(folder, "model");
  await writePackage(directory, await treePackage(standardise));
  const kernels = await loadModel(directory);
  const runtime = await loadModel(directory, { accelerate: false });
  expect(kernels.accelerated).toEqual(["side_by_side-1", "trees-1"]);
  expect(runtime.accelerated).toEqual([]);
  const [expected, found] = [await runtime.predict(rows), await kernels.predict(rows)];
  const alone = (await Promise.all(rows.map((row) => kernels.predict([row])))).flat();
  expect(alone).toEqual(found);
  found.forEach(({ prediction, label }, at) => {
    expect(Math.abs(prediction - (expected[at]?.prediction ?? Number.NaN))).toBeLessThanOrEqual(1e-6);
    expect(label).toBe(expected[at]?.label);
  });
  await kernels.close();
  await runtime.close();
});
