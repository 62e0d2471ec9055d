import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { historyPackage, historyStart, purchase } from "../fixtures/history-package.ts";
import { logisticPackage } from "../fixtures/logistic-package.ts";
import { writePackage } from "../package/write-package.ts";
import { loadModel } from "./load-model.ts";
import type { LoadedModel } from "./loaded-model.ts";

let directory: string;
const now = (): number => historyStart + 3 * 24 * 3600 * 1000;
beforeEach(async () => {
  directory = join(await mkdtemp(join(tmpdir(), "millwright-history-")), "model");
});
afterEach(async () => rm(join(directory, ".."), { recursive: true, force: true }));

const predictionsOf = async (model: LoadedModel, ...rows: Record<string, unknown>[]): Promise<number[]> =>
  (await model.predict(rows)).map((reply) => reply.prediction);

test("a row counts itself and its entity's past; predicting changes nothing, observing does", async () => {
  await writePackage(directory, historyPackage("bought"));
  const model = await loadModel(directory, { now });
  expect(await predictionsOf(model, purchase("a", 2), purchase("b", 2))).toEqual([3, 1]);
  expect(await predictionsOf(model, purchase("a", 2))).toEqual([3]);
  model.observe([purchase("a", 2)]);
  expect(await predictionsOf(model, purchase("a", 2.5), purchase("a", 7.5), purchase("a", 100))).toEqual([4, 3, 1]);
  await model.close();
});

test("a label that comes late fills in its row, for windows that end a day before", async () => {
  await writePackage(directory, historyPackage("risk"));
  const model = await loadModel(directory, { now });
  expect(await predictionsOf(model, purchase("b", 0.5), purchase("b", 2.5))).toEqual([-1, 0]);
  expect(model.label([{ row: purchase("a", 1), values: { fraud: true } }])).toBe(1);
  expect(await predictionsOf(model, purchase("b", 2.5))).toEqual([0.5]);
  expect(model.label([{ row: purchase("a", 1.5), values: { fraud: true } }])).toBe(0);
  await model.close();
});

test.each<[string, Record<string, unknown>, Record<string, unknown>, RegExp]>([
  [
    "a column that nothing aggregates",
    purchase("a", 1),
    { froud: true },
    /label 0: no derived column aggregates "froud"\. Did you mean "fraud"\?/,
  ],
  ["text for a truth", purchase("a", 1), { fraud: "yes" }, /"fraud" is "yes"\. Send true, false or a finite number/],
  ["no time", { card: "a", shop: "s" }, { fraud: true }, /label 0: field "time" is missing/],
])("a label with %s is refused, and none of its request is kept", async (_what, row, values, message) => {
  await writePackage(directory, historyPackage("risk"));
  const model = await loadModel(directory, { now });
  expect(() =>
    model.label(
      [
        { row: purchase("a", 1), values: { fraud: true } },
        { row, values },
      ].reverse(),
    ),
  ).toThrow(message);
  expect(await predictionsOf(model, purchase("b", 2.5))).toEqual([0]);
  await model.close();
});

test("a row far ahead of the clock is predicted but does not become past", async () => {
  await writePackage(directory, historyPackage("bought"));
  const model = await loadModel(directory, { now });
  expect(await predictionsOf(model, purchase("a", 400_000))).toEqual([1]);
  expect(() => model.observe([purchase("a", 2), purchase("a", 400_000)])).toThrow(
    /SERVING_ROW_INVALID: "time" is 3121.* more than a day ahead/,
  );
  expect(await predictionsOf(model, purchase("a", 2))).toEqual([3]);
  await model.close();
});

test("a saved history goes on where it stopped", async () => {
  await writePackage(directory, historyPackage("bought"));
  const first = await loadModel(directory, { now });
  first.observe([purchase("a", 2), purchase("ünï", 2), purchase("", 2)]);
  const saved = first.saveHistory();
  await first.close();
  const second = await loadModel(directory, { now, ...(saved === undefined ? {} : { history: saved }) });
  expect(await predictionsOf(second, purchase("a", 2.5), purchase("ünï", 2.5))).toEqual([4, 2]);
  await second.close();
});

test("a model without history says so", async () => {
  await writePackage(directory, logisticPackage());
  const model = await loadModel(directory);
  expect(model.hasHistory).toBe(false);
  expect(() => model.label([])).toThrow(/SERVING_NO_HISTORY/);
  expect(() => model.observe([])).toThrow(/SERVING_NO_HISTORY/);
  await model.close();
});
