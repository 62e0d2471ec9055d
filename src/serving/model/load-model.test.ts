import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Table } from "../../data/index.ts";
import { lettersPackage } from "../fixtures/letters-package.ts";
import { logisticPackage, logisticRow, numberColumns } from "../fixtures/logistic-package.ts";
import { writePackage } from "../package/write-package.ts";
import { loadModel } from "./load-model.ts";

let folder: string;
let directory: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "millwright-model-"));
  directory = join(folder, "model");
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

const many = Array.from({ length: 50 }, (_, i) => ({ ...logisticRow(i), ...(i % 3 === 0 ? { measure_1: null, online: null } : {}) }));

function asTable(rows: readonly Readonly<Record<string, unknown>>[]): Table {
  const numbers = Object.fromEntries(
    numberColumns.map((name) => [
      name,
      { kind: "number", values: Float64Array.from(rows, (row) => (row[name] as number | null) ?? Number.NaN) } as const,
    ]),
  );
  const dictionary = ["NL", "BE", "DE"];
  return new Table("rows", {
    ...numbers,
    country: { kind: "category", codes: Int32Array.from(rows, (row) => dictionary.indexOf(row["country"] as string)), dictionary },
    online: { kind: "boolean", values: Uint8Array.from(rows, (row) => (row["online"] === null ? 255 : Number(row["online"]))) },
  });
}

test("rows one by one, rows together and a table give the same bits", async () => {
  await writePackage(directory, logisticPackage());
  const model = await loadModel(directory);
  const together = await model.predict(many);
  const alone = await Promise.all(many.map(async (row) => (await model.predict([row]))[0]));
  expect(alone).toEqual(together);
  const scored = await model.scoreTable(asTable(many));
  expect([...scored.values]).toEqual(together.map((reply) => reply.prediction));
  const table = await model.predictTable(asTable(many));
  expect(table.names).toEqual(["prediction", "label", "confidence", "decision"]);
  expect(table.row(4)).toEqual(together[4]);
  await model.close();
});

test("the model's version is the beginning of its id", async () => {
  const { id } = await writePackage(directory, logisticPackage());
  const model = await loadModel(directory);
  expect(model.version).toBe(id.slice(0, 12));
  await model.close();
});

test("an empty request gets an empty reply, an empty table an empty table", async () => {
  await writePackage(directory, logisticPackage());
  const model = await loadModel(directory);
  expect(await model.predict([])).toEqual([]);
  expect((await model.predictTable(asTable([]))).rows).toBe(0);
  await model.close();
});

test("a row that does not fit is refused before anything runs, with its number", async () => {
  await writePackage(directory, logisticPackage());
  const model = await loadModel(directory);
  await expect(model.predict([logisticRow(1), { ...logisticRow(2), country: "FR" }])).rejects.toThrow(
    /SERVING_ROW_INVALID: row 1: "country" is "FR"/,
  );
  await model.close();
});

test("a table without a column of the model is refused by name", async () => {
  await writePackage(directory, logisticPackage());
  const model = await loadModel(directory);
  await expect(model.predictTable(asTable(many).without(["amount"]))).rejects.toThrow(/DATA_COLUMN_MISSING.*"amount"/);
  await model.close();
});

test("a closed model predicts no more; closing twice is fine", async () => {
  await writePackage(directory, logisticPackage());
  const model = await loadModel(directory);
  await model.close();
  await model.close();
  await expect(model.predict([logisticRow()])).rejects.toThrow(/SERVING_MODEL_CLOSED/);
});

test("a system's reply adds to the standard one; its exception has a code", async () => {
  await writePackage(directory, logisticPackage());
  const model = await loadModel<Record<string, unknown>, { prediction: number; shown: string }>(directory, {
    reply: (row, { prediction }) => ({ shown: `${row["country"]}: ${prediction > 0}` }),
  });
  expect((await model.predict([{ ...logisticRow(), country: "BE" }]))[0]).toMatchObject({
    prediction: expect.any(Number),
    shown: "BE: true",
  });
  await model.close();
  const broken = await loadModel(directory, {
    reply: () => {
      throw new Error("boom");
    },
  });
  await expect(broken.predict([logisticRow()])).rejects.toThrow(/SERVING_REPLY_FAILED: .*boom/);
  await broken.close();
});

test("a rule that won predicts when the system gives it, and is asked for otherwise", async () => {
  const { graph: _, ...contents } = logisticPackage();
  await writePackage(directory, {
    ...contents,
    candidate: { name: "large_amounts", rung: "heuristic" },
    signature: { ...contents.signature, inputs: [], outputs: [] },
  });
  await expect(loadModel(directory)).rejects.toThrow(/PACKAGE_NEEDS_SYSTEM: the winner "large_amounts" of "toy-fraud" is a rule/);
  const model = await loadModel(directory, { rule: (row) => (Number(row["amount"]) > 50 ? 0.9 : 0.1) });
  expect(
    await model.predict([
      { ...logisticRow(), amount: 60 },
      { ...logisticRow(), amount: 40 },
    ]),
  ).toMatchObject([
    { label: "fraud", decision: "act" },
    { label: "honest", decision: "pass" },
  ]);
  await model.close();
});

test.each<[string, () => unknown, RegExp]>([
  [
    "throws",
    () => {
      throw new Error("no table");
    },
    /the rule threw: no table/,
  ],
  ["answers 2 for a probability", () => 2, /the rule answered 2\. .*P\(positive\)/],
  ["answers with a class", () => "fraud", /the rule answered "fraud"/],
])("a rule that %s fails with a code", async (_what, rule, message) => {
  const { graph: _, ...contents } = logisticPackage();
  await writePackage(directory, { ...contents, signature: { ...contents.signature, inputs: [], outputs: [] } });
  const model = await loadModel(directory, { rule: rule as () => number });
  await expect(model.predict([logisticRow()])).rejects.toThrow(message);
  await model.close();
});

test("texts of very different length in one call are each predicted as if alone", async () => {
  await writePackage(directory, lettersPackage());
  const model = await loadModel(directory);
  const texts = ["a", "bb ".repeat(3000), "", "ccc", "x".repeat(15_000), "ünï"].map((text) => ({ text }));
  const together = await model.predict(texts);
  const alone = await Promise.all(texts.map(async (row) => (await model.predict([row]))[0]));
  expect(together).toEqual(alone);
  // Distinct texts give distinct sums, so a mixed-up order would show.
  expect(new Set(together.map((reply) => reply.prediction)).size).toBe(texts.length);
  const table = new Table("texts", { text: { kind: "text", values: texts.map((row) => row.text) } });
  expect([...(await model.scoreTable(table)).values]).toEqual(together.map((reply) => reply.prediction));
  await model.close();
});
