import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { declareInputs, fitFeatures, letterModels, Table } from "../../data/index.ts";
import { largestScore } from "../../modeling/index.ts";
import { newGraph, softmax, type Value } from "../../onnx/index.ts";
import { logisticPackage } from "../fixtures/logistic-package.ts";
import type { PackageContents } from "../package/manifest.ts";
import { writePackage } from "../package/write-package.ts";
import { loadModel } from "./load-model.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "millwright-accelerated-"));
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

const english = ["the cat sat on the mat", "where is the house", "this is the water", "they were there", "the night is dark"];
const german = ["die katze sitzt auf der matte", "wo ist das haus", "das ist das wasser", "sie waren dort", "die nacht ist dunkel"];
const texts = ["the dark house", "das dunkle haus", "", "1234", "wasser 💧 und water", "THE NIGHT’S CATS ".repeat(200)];

/** A package that tells two languages by their letters. */
async function languagePackage(): Promise<PackageContents> {
  const table = new Table("texts", { text: { kind: "text", values: [...english, ...german] } });
  const truth = Float64Array.from([...english, ...german], (_, row) => (row < english.length ? 0 : 1));
  const fitted = await fitFeatures([letterModels("text", { megabytes: 1 })], table, { seed: 0, truth, classes: 2 });
  const graph = newGraph("languages");
  graph.output("prediction", softmax(fitted.emit(declareInputs(graph, fitted.inputs)).dense as Value, 1));
  return {
    ...logisticPackage(),
    task: { kind: "multiclass", target: "language", classes: ["en", "de"] },
    policy: {},
    signature: {
      columns: [{ name: "text", kind: "text", nullable: false, maximumLength: 20_000 }],
      inputs: fitted.inputs,
      outputs: ["prediction"],
      history: {},
    },
    candidate: { name: largestScore().name, rung: "complex" },
    graph: graph.bytes(),
  };
}

describe("loadModel", () => {
  it("answers the same with kernels as with the runtime alone, row by row and together", async () => {
    const directory = join(folder, "model");
    await writePackage(directory, await languagePackage());
    const kernels = await loadModel(directory);
    const runtime = await loadModel(directory, { accelerate: false });
    expect(kernels.accelerated).toEqual(["letter_scores-1"]);
    expect(runtime.accelerated).toEqual([]);
    const rows = texts.map((text) => ({ text }));
    const expected = await runtime.predict(rows);
    expect(await kernels.predict(rows)).toEqual(expected);
    expect((await Promise.all(rows.map((row) => kernels.predict([row])))).flat()).toEqual(expected);
    expect(expected.slice(0, 2).map(({ label }) => label)).toEqual(["en", "de"]);
    await kernels.close();
    await runtime.close();
  });

  it("refuses a graph whose region was changed", async () => {
    const directory = join(folder, "model");
    const contents = await languagePackage();
    const text = Buffer.from(contents.graph ?? []).toString("latin1");
    const changed = Buffer.from(text.replace('"longest":7', '"longest":6'), "latin1");
    expect(changed.length).toBe(contents.graph?.length);
    await writePackage(directory, { ...contents, graph: changed });
    await expect(loadModel(directory)).rejects.toThrow(/ONNX_REGION_INVALID: region "letter_scores-1"/);
    await (await loadModel(directory, { accelerate: false })).close();
  });
});
