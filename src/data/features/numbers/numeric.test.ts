import fc from "fast-check";
import { expect, test } from "vitest";
import { Table } from "../../tables/table.ts";
import type { Feature, FittedFeatures } from "../feature.ts";
import { fitFeatures } from "../fit-features.ts";
import { flag } from "./flag.ts";
import { numeric, numerics } from "./numeric.ts";
import { spline } from "./spline.ts";
import { interpolate, normalQuantile } from "./transforms.ts";

const missing = Number.NaN;

function numbers(columns: Record<string, readonly number[]>): Table {
  return new Table(
    "numbers",
    Object.fromEntries(
      Object.entries(columns).map(([name, values]) => [name, { kind: "number" as const, values: Float64Array.from(values) }]),
    ),
  );
}

function fit(feature: Feature, table: Table): Promise<FittedFeatures> {
  return fitFeatures([feature], table, { seed: 1, truth: new Float64Array(table.rows), classes: 0 });
}

function column(fitted: FittedFeatures, position: number): number[] {
  const { values, columns } = fitted.training.dense ?? { values: new Float32Array(), columns: 1 };
  return Array.from(values).filter((_, i) => i % columns === position);
}

test("1, 2, 3 standardise to −1.2247, 0, 1.2247", async () => {
  const fitted = await fit(numeric("x"), numbers({ x: [1, 2, 3] }));
  expect(column(fitted, 0)).toEqual([-1.2247449159622192, 0, 1.2247449159622192]);
  expect(fitted.denseNames).toEqual(["x"]);
});

test("a missing value becomes the median of the others, with a column that says so", async () => {
  const fitted = await fit(numeric("x", { standardise: false }), numbers({ x: [1, missing, 3, 9] }));
  expect(column(fitted, 0)).toEqual([1, 3, 3, 9]);
  expect(column(fitted, 1)).toEqual([0, 1, 0, 0]);
  expect(fitted.denseNames).toEqual(["x", "x is missing"]);
});

test("a missing value becomes the mean, or a number, when that is asked for", async () => {
  const table = numbers({ x: [1, missing, 3, 8] });
  expect(column(await fit(numeric("x", { impute: "mean", standardise: false }), table), 0)).toEqual([1, 4, 3, 8]);
  expect(column(await fit(numeric("x", { impute: -5, standardise: false }), table), 0)).toEqual([1, -5, 3, 8]);
});

test("impute none keeps NaN", async () => {
  const fitted = await fit(numeric("x", { impute: "none", standardise: false, indicator: false }), numbers({ x: [1, missing] }));
  expect(column(fitted, 0)).toEqual([1, missing]);
});

test("a value that was never missing in training is imputed in serving without a new column", async () => {
  const fitted = await fit(numeric("x", { standardise: false }), numbers({ x: [1, 2, 6] }));
  expect(fitted.denseWidth).toBe(1);
  expect((await fitted.matrix(numbers({ x: [missing] }))).dense?.values).toEqual(Float32Array.of(2));
});

test("log is log(1 + x), signed_log keeps the sign", async () => {
  const log = await fit(numeric("x", { transform: "log", standardise: false }), numbers({ x: [0, Math.E - 1] }));
  expect(column(log, 0)).toEqual([0, 1]);
  const signed = await fit(numeric("x", { transform: "signed_log", standardise: false }), numbers({ x: [1 - Math.E, 0, Math.E - 1] }));
  expect(column(signed, 0)).toEqual([-1, 0, 1]);
});

test("log refuses negative training values and says what to use", async () => {
  await expect(fit(numeric("x", { transform: "log" }), numbers({ x: [1, -3] }))).rejects.toThrow(
    'DATA_FEATURE_VALUES: "x" holds -3, which log cannot take. Use transform: "signed_log"',
  );
});

test("log takes a negative value in serving for 0", async () => {
  const fitted = await fit(numeric("x", { transform: "log", standardise: false }), numbers({ x: [0, 1] }));
  expect((await fitted.matrix(numbers({ x: [-5] }))).dense?.values).toEqual(Float32Array.of(0));
});

test("quantile gives normal scores: median 0, symmetric, flat beyond the ends", async () => {
  const values = Array.from({ length: 101 }, (_, i) => Math.exp(i / 10));
  const fitted = await fit(numeric("x", { transform: "quantile", standardise: false }), numbers({ x: values }));
  const scores = column(fitted, 0);
  expect(scores[50]).toBeCloseTo(0, 6);
  expect(scores[84]).toBeCloseTo(normalQuantile(0.84), 2);
  expect((scores[0] ?? 0) + (scores[100] ?? 0)).toBeCloseTo(0, 5);
  const beyond = await fitted.matrix(numbers({ x: [-1e9, 1e9] }));
  expect(beyond.dense?.values).toEqual(Float32Array.of(scores[0] ?? 0, scores[100] ?? 0));
});

// Golden: scipy 1.17.1, scipy.stats.norm.ppf([0.001, 0.02, 0.5, 0.975]); tolerance 1e-8.
test("the normal quantile agrees with scipy", () => {
  const expected = [-3.090232306167813, -2.053748910631823, 0, 1.959963984540054];
  [0.001, 0.02, 0.5, 0.975].forEach((probability, i) => {
    expect(Math.abs(normalQuantile(probability) - (expected[i] ?? 0))).toBeLessThan(1e-8);
  });
});

test("interpolate is exact at the knots and linear between them", () => {
  const knots = { x: [0, 1, 3], y: [10, 20, 0] };
  expect([-1, 0, 0.5, 1, 2, 3, 9].map((x) => interpolate(knots, x))).toEqual([10, 10, 15, 20, 10, 0, 0]);
});

test("clip moves values beyond the training quantiles to them", async () => {
  const values = Array.from({ length: 101 }, (_, i) => i);
  const fitted = await fit(numeric("x", { clip: [0.1, 0.9], standardise: false }), numbers({ x: values }));
  const served = await fitted.matrix(numbers({ x: [-1e6, 50, 1e6] }));
  expect(served.dense?.values).toEqual(Float32Array.of(10, 50, 90));
});

test("clip refuses quantiles in the wrong order", async () => {
  await expect(fit(numeric("x", { clip: [0.9, 0.1] }), numbers({ x: [1] }))).rejects.toThrow("DATA_FEATURE_SETTING: clip is [0.9, 0.1].");
});

test("a number that float32 cannot hold is refused in training", async () => {
  await expect(fit(numeric("x"), numbers({ x: [1, 1e39] }))).rejects.toThrow("DATA_FEATURE_VALUES");
});

test("a category column is refused with the features to use", async () => {
  const table = new Table("t", { x: { kind: "category", codes: Int32Array.of(0), dictionary: ["a"] } });
  await expect(fit(numeric("x"), table)).rejects.toThrow('DATA_COLUMN_KIND: column "x" of table "t" holds category');
});

test("numerics gives the columns of numeric side by side, indicators behind them", async () => {
  const table = numbers({ a: [1, 2, 3], b: [4, missing, 8] });
  const together = await fit(numerics(["a", "b"]), table);
  expect(together.denseNames).toEqual(["a", "b", "b is missing"]);
  expect(column(together, 0)).toEqual(column(await fit(numeric("a"), table), 0));
  expect(column(together, 1)).toEqual(column(await fit(numeric("b"), table), 0));
});

test("standardised columns have mean 0 and standard deviation 1, whatever they held", async () => {
  const values = fc.array(fc.double({ min: -1000, max: 1000, noNaN: true }), { minLength: 3, maxLength: 40 });
  const transform = fc.constantFrom("none" as const, "signed_log" as const, "quantile" as const);
  await fc.assert(
    fc.asyncProperty(values, transform, async (x, chosen) => {
      const scaled = column(await fit(numeric("x", { transform: chosen }), numbers({ x: [...x, 0, 5] })), 0);
      const mean = scaled.reduce((a, b) => a + b, 0) / scaled.length;
      const variance = scaled.reduce((a, b) => a + (b - mean) ** 2, 0) / scaled.length;
      expect(Math.abs(mean)).toBeLessThan(1e-3);
      expect(Math.abs(variance - 1)).toBeLessThan(1e-3);
    }),
    { numRuns: 40, seed: 11 },
  );
});

test("a column that never varies becomes 0", async () => {
  expect(column(await fit(numeric("x"), numbers({ x: [0.1, 0.1, 0.1] })), 0)).toEqual([0, 0, 0]);
});

test("a flag is 0 or 1, and missing has a column of its own", async () => {
  const table = new Table("t", { x: { kind: "boolean", values: Uint8Array.of(0, 1, 255) } });
  const fitted = await fit(flag("x"), table);
  expect(fitted.training.dense?.values).toEqual(Float32Array.of(0, 0, 1, 0, 0, 1));
  expect(fitted.denseNames).toEqual(["x", "x is missing"]);
});

test("a spline over knots 0, 10, 20 fills one stretch after the other and stays flat beyond them", async () => {
  const fitted = await fit(spline("x", { knots: [0, 10, 20] }), numbers({ x: [-5, 0, 5, 10, 15, 20, 1e6] }));
  expect(column(fitted, 0)).toEqual([0, 0, 0.5, 1, 1, 1, 1]);
  expect(column(fitted, 1)).toEqual([0, 0, 0, 0, 0.5, 1, 1]);
});

test("a spline's knots are quantiles of the training rows", async () => {
  const fitted = await fit(spline("x", { knots: 3 }), numbers({ x: [0, 1, 2, 3, 100] }));
  expect(fitted.features[0]?.learned["knots"]).toEqual([0, 2, 100]);
});

test("a spline needs two knots", () => {
  expect(() => spline("x", { knots: 1 })).toThrow("DATA_FEATURE_SETTING: spline(x): got 1 knots. Give 2 to 1000 knots.");
});
