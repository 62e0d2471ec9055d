import fc from "fast-check";
import { expect, test } from "vitest";
import { Table } from "../../tables/table.ts";
import type { Feature, FittedFeatures } from "../feature.ts";
import { fitFeatures } from "../fit-features.ts";
import { category } from "./category.ts";
import { oneHot } from "./one-hot.ts";
import { ordinal } from "./ordinal.ts";
import { targetEncoding } from "./target-encoding.ts";

function cities(values: readonly (string | null)[]): Table {
  const dictionary = [...new Set(values.filter((value) => value !== null))];
  const codes = Int32Array.from(values, (value) => (value === null ? -1 : dictionary.indexOf(value)));
  return new Table("cities", { city: { kind: "category", codes, dictionary } });
}

function fit(feature: Feature, table: Table, truth: readonly number[] = [], classes = 0, seed = 1): Promise<FittedFeatures> {
  return fitFeatures([feature], table, {
    seed,
    classes,
    truth: truth.length > 0 ? Float64Array.from(truth) : new Float64Array(table.rows),
  });
}

function rows(fitted: FittedFeatures, values: Float32Array | undefined = fitted.training.dense?.values): number[][] {
  const all = Array.from(values ?? []);
  return Array.from({ length: all.length / fitted.denseWidth }, (_, i) => all.slice(i * fitted.denseWidth, (i + 1) * fitted.denseWidth));
}

async function served(fitted: FittedFeatures, values: readonly (string | null)[]): Promise<number[][]> {
  return rows(fitted, (await fitted.matrix(cities(values))).dense?.values);
}

test("a category for trees is a code by name; rare and unknown ones share the last, missing stays missing", async () => {
  const fitted = await fit(category("city", { minimumCount: 2 }), cities(["Ulm", "Bonn", "Ulm", "Bonn", "Kiel", null]));
  expect(rows(fitted)).toEqual([[1], [0], [1], [0], [2], [Number.NaN]]);
  expect(fitted.training.dense?.categories).toEqual(Int32Array.of(3));
  expect(await served(fitted, ["Ulm", "Köln", null])).toEqual([[1], [2], [Number.NaN]]);
});

test("each category has a column, in order of the names; unknown ones have none", async () => {
  const fitted = await fit(oneHot("city"), cities(["Ulm", "Bonn", "Ulm"]));
  expect(fitted.denseNames).toEqual(["city = Bonn", "city = Ulm"]);
  expect(rows(fitted)).toEqual([
    [0, 1],
    [1, 0],
    [0, 1],
  ]);
  expect(await served(fitted, ["Köln", null])).toEqual([
    [0, 0],
    [0, 0],
  ]);
});

test("rare and unknown categories share a column, missing has its own", async () => {
  const fitted = await fit(oneHot("city", { minimumCount: 2 }), cities(["Ulm", "Bonn", "Ulm", null]));
  expect(fitted.denseNames).toEqual(["city = Ulm", "city is another", "city is missing"]);
  expect(await served(fitted, ["Ulm", "Bonn", "Köln", null])).toEqual([
    [1, 0, 0],
    [0, 1, 0],
    [0, 1, 0],
    [0, 0, 1],
  ]);
});

test("the most frequent categories are kept, equals by name", async () => {
  const fitted = await fit(oneHot("city", { maximum: 2, other: "none" }), cities(["c", "b", "a", "c"]));
  expect(fitted.denseNames).toEqual(["city = a", "city = c"]);
});

test("a sparse one-hot holds one column per row and nothing for unknown categories", async () => {
  const fitted = await fit(oneHot("city", { sparse: true }), cities(["b", "a"]));
  const { sparse } = await fitted.matrix(cities(["a", "?", "b"]));
  expect([sparse?.rowStart, sparse?.index, sparse?.value]).toEqual([Int32Array.of(0, 1, 1, 2), Int32Array.of(0, 1), Float32Array.of(1, 1)]);
});

test("one-hot rows sum to 1 at the most, for any training and serving categories", async () => {
  const value = fc.option(fc.constantFrom("a", "b", "c", "ß", "d e"), { nil: null });
  const some = fc.array(value, { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(some, some, fc.integer({ min: 1, max: 3 }), async (training, serving, minimumCount) => {
      const fitted = await fit(oneHot("city", { minimumCount }), cities(training));
      for (const row of rows(fitted)) expect(row.reduce((a, b) => a + b, 0)).toBe(1);
      for (const row of await served(fitted, serving)) expect(row.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(1);
    }),
    { numRuns: 30, seed: 4 },
  );
});

test("oneHot refuses a maximum of 0", () => {
  expect(() => oneHot("city", { maximum: 0 })).toThrow("DATA_FEATURE_SETTING: one_hot(city): maximum is 0.");
});

test("ordinal gives ranks; what is not in the order counts as missing", async () => {
  const feature = ordinal("city", { order: ["low", "mid", "high"], standardise: false });
  const fitted = await fit(feature, cities(["high", "low", null, "mid", "?"]));
  expect(fitted.denseNames).toEqual(["city", "city is missing"]);
  expect(rows(fitted)).toEqual([
    [2, 0],
    [0, 0],
    [1, 1],
    [1, 0],
    [1, 1],
  ]);
});

test("ordinal refuses an order that repeats a category", () => {
  expect(() => ordinal("city", { order: ["a", "a"] })).toThrow("DATA_FEATURE_SETTING");
});

test("served target encoding is the smoothed mean: (2 · 0.75 + 10 · 0.5) / 12", async () => {
  const table = cities(["a", "a", "b", "b"]);
  const fitted = await fit(targetEncoding("city", { standardise: false }), table, [1, 0.5, 0, 0.5]);
  const encoded = await served(fitted, ["a", "b", "?", null]);
  const expected = [(1.5 + 5) / 12, (0.5 + 5) / 12, 0.5, 0.5];
  encoded.forEach((row, i) => {
    expect(row[0]).toBeCloseTo(expected[i] ?? 0, 6);
  });
});

test("a missing category that training rows had has a mean of its own", async () => {
  const fitted = await fit(targetEncoding("city", { standardise: false, smoothing: 0 }), cities(["a", null, null, "a"]), [0, 1, 1, 0]);
  expect(await served(fitted, [null, "a"])).toEqual([[1], [0]]);
});

test("with three classes each has a column, and the columns of a row sum to 1", async () => {
  const table = cities(["a", "b", "a", "b", "c", "a"]);
  const fitted = await fit(targetEncoding("city", { standardise: false, folds: 2 }), table, [0, 1, 2, 0, 1, 2], 3);
  expect(fitted.denseNames).toEqual(["class 0 by city", "class 1 by city", "class 2 by city"]);
  for (const row of rows(fitted)) expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
});

test("changing a row's label never changes that row's own training value", async () => {
  const labels = fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 8, maxLength: 24 });
  await fc.assert(
    fc.asyncProperty(labels, fc.nat(), fc.integer({ min: 1, max: 99 }), async (truth, at, seed) => {
      const row = at % truth.length;
      const table = cities(truth.map((_, i) => ["a", "b", "c"][i % 3] ?? null));
      const feature = targetEncoding("city", { standardise: false, smoothing: 1 });
      const before = rows(await fit(feature, table, truth, 2, seed));
      const flipped = truth.with(row, 1 - (truth[row] ?? 0));
      const after = rows(await fit(feature, table, flipped, 2, seed));
      expect(after[row]).toEqual(before[row]);
      expect(after).not.toEqual(before);
    }),
    { numRuns: 30, seed: 9 },
  );
});

test("training values are cross-fitted: a category that has one row gets the mean of the others", async () => {
  const table = cities(["a", "a", "a", "only"]);
  const fitted = await fit(targetEncoding("city", { standardise: false, folds: 4, smoothing: 0 }), table, [0, 0, 0, 1]);
  expect(rows(fitted)[3]).toEqual([0]);
  expect(await served(fitted, ["only"])).toEqual([[1]]);
});

test("targetEncoding refuses one fold", () => {
  expect(() => targetEncoding("city", { folds: 1 })).toThrow("DATA_FEATURE_SETTING: target_encoding(city): folds is 1.");
});
