import { describe, expect, it } from "vitest";
import type { Estimator, Examples } from "../estimator.ts";
import { elasticNet, lasso } from "./elastic-net.ts";
import { contexts, golden } from "./fixtures/golden-examples.ts";
import { huberRegression } from "./huber-regression.ts";
import { logisticRegression } from "./logistic-regression.ts";
import { multinomialRegression } from "./multinomial-regression.ts";
import { ridge } from "./ridge.ts";

type Kind = keyof typeof contexts;

const learners: readonly (readonly [string, Kind, () => Estimator])[] = [
  ["ridge", "regression", () => ridge()],
  ["ridge with several penalties", "regression", () => ridge({ penalties: [0, 1, 10] })],
  ["ridge without penalty", "regression", () => ridge({ penalty: 0 })],
  ["lasso", "regression", () => lasso({ penalty: 0.01 })],
  ["elastic net", "regression", () => elasticNet({ penalty: 0.01 })],
  ["Huber regression", "regression", () => huberRegression()],
  ["logistic regression", "binary", () => logisticRegression()],
  ["multinomial regression", "multiclass", () => multinomialRegression()],
];

/** The golden rows with other columns: `column(i, j)` of `columns`. */
function withColumns(kind: Kind, columns: number, column: (i: number, j: number) => number, rows = 60): Examples {
  const values = Float32Array.from({ length: rows * columns }, (_, at) => column(Math.floor(at / columns), at % columns));
  return { features: { rows, dense: { rows, columns, values } }, truth: golden[kind].truth.slice(0, rows) };
}

const signal = (i: number, j: number): number => golden.dense.values[(i % 60) * 4 + (j % 4)] ?? 0;

async function predictsFinite(make: () => Estimator, kind: Kind, examples: Examples): Promise<void> {
  const model = await make().fit(examples, contexts[kind]);
  expect(model.predict(examples.features).values.every(Number.isFinite)).toBe(true);
  expect(Object.values(model.learned).every((value) => typeof value === "string" || Number.isFinite(value))).toBe(true);
}

describe.each(learners)("%s", (_, kind, make) => {
  it("learns from constant columns without NaN", async () => {
    await predictsFinite(
      make,
      kind,
      withColumns(kind, 3, (i, j) => (j === 1 ? 1e6 : signal(i, j))),
    );
    await predictsFinite(
      make,
      kind,
      withColumns(kind, 2, () => 7),
    );
  });

  it("learns from collinear columns without NaN", async () => {
    await predictsFinite(
      make,
      kind,
      withColumns(kind, 4, (i, j) => signal(i, 0) * (j + 1)),
    );
  });

  it("learns from more columns than rows", async () => {
    await predictsFinite(
      make,
      kind,
      withColumns(kind, 40, (i, j) => Math.sin(i * 12.9 + j * 78.2 + i * j), 25),
    );
  });

  it("learns from columns of very different sizes", async () => {
    await predictsFinite(
      make,
      kind,
      withColumns(kind, 4, (i, j) => signal(i, j) * ([1e-20, 1, 1e6, 1e12][j] ?? 1) + ([0, 2000, 0, 1e13][j] ?? 0)),
    );
  });

  it("refuses a missing and an infinite value and names its place", async () => {
    for (const wrong of [Number.NaN, Infinity]) {
      const examples = withColumns(kind, 3, (i, j) => (i === 41 && j === 2 ? wrong : signal(i, j)));
      await expect(make().fit(examples, contexts[kind])).rejects.toThrow(/MODELING_FEATURE_NOT_FINITE: .* in row 41, dense column 2/);
    }
  });

  it("refuses weights that are negative or all 0", async () => {
    for (const weight of [new Float64Array(60), new Float64Array(60).fill(-1)]) {
      await expect(make().fit({ ...golden[kind], weight }, contexts[kind])).rejects.toThrow("MODELING_WEIGHT_INVALID");
    }
  });

  it("stops between two steps when it is asked to", async () => {
    const controller = new AbortController();
    const onProgress = (): void => controller.abort();
    const stopped = make().fit(golden[kind], { ...contexts[kind], signal: controller.signal, onProgress });
    await expect(stopped).rejects.toThrow("MODELING_ABORTED");
  });
});

describe("a huge penalty", () => {
  it("leaves the mean of the target to ridge", async () => {
    const { truth } = golden.regression;
    const mean = truth.reduce((sum, value) => sum + value, 0) / truth.length;
    const model = await ridge({ penalty: 1e15 }).fit(golden.regression, contexts.regression);
    for (const value of model.predict(golden.regression.features).values) expect(value).toBeCloseTo(mean, 6);
  });

  it("leaves the share of the positive class to logistic regression", async () => {
    const { truth } = golden.binary;
    const share = truth.reduce((sum, value) => sum + value, 0) / truth.length;
    const model = await logisticRegression({ penalty: 1e12, tolerance: 1e-12 }).fit(golden.binary, contexts.binary);
    for (const value of model.predict(golden.binary.features).values) expect(value).toBeCloseTo(share, 5);
  });
});

describe("settings", () => {
  it("are refused with the value received and the bounds", () => {
    expect(() => ridge({ penalty: -1 })).toThrow("MODELING_SETTING_INVALID: ridge was given penalty -1. Give a number of at least 0.");
    expect(() => logisticRegression({ penalty: Number.NaN })).toThrow("penalty NaN");
    expect(() => lasso({ penalties: [] })).toThrow("no penalties");
    expect(() => elasticNet({ l1Share: 1.5 })).toThrow("at most 1");
    expect(() => ridge({ penalty: 1, penalties: [1, 2] })).toThrow("both penalty and penalties");
  });
});

describe("several penalties", () => {
  it("are judged on the validation rows where there are some", async () => {
    const validation = { features: golden.binary.features, truth: golden.binary.truth.map((code) => 1 - code) };
    const estimator = logisticRegression({ penalties: [0.01, 1, 1000] });
    const model = await estimator.fit(golden.binary, { ...contexts.binary, validation });
    // Turned labels: the model that learned least is the best.
    expect(model.learned["penalty"]).toBe(1000);
  });

  it("are judged on rows that are held out where there are none", async () => {
    const model = await lasso({ penalties: [0.001, 100] }).fit(golden.regression, contexts.regression);
    expect(model.learned["penalty"]).toBe(0.001);
  });
});
