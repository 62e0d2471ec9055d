import { describe, expect, it } from "vitest";
import { random } from "../../kernels/index.ts";
import type { Examples, FitContext } from "../estimator.ts";
import { boostedTrees } from "./boosted-trees.ts";
import type { BoostingSettings } from "./boosting/boosting-settings.ts";
import { trainTrees } from "./boosting/train-trees.ts";
import { trainingMemoryBytes } from "./boosting/training-memory.ts";
import { readLightgbm } from "./formats/lightgbm/read-lightgbm.ts";
import { readOnnxTrees } from "./formats/onnx/read-onnx-trees.ts";
import { readXgboost } from "./formats/xgboost/read-xgboost.ts";
import { acceleratedFailureTime } from "./objectives/accelerated-failure-time.ts";
import { lambdaRank } from "./objectives/lambda-rank.ts";
import { poisson } from "./objectives/poisson.ts";
import { quantiles } from "./objectives/quantiles.ts";
import { softmaxLogLoss } from "./objectives/softmax-log-loss.ts";
import { squared } from "./objectives/squared.ts";
import { extraTrees, randomForest } from "./random-forest.ts";

const context = (kind: FitContext["task"]["kind"], classes: number): FitContext => ({ task: { kind, classes }, seed: 1 });
const regression = context("regression", 0);

/** Rows of one column or several, given column by column. */
function rowsOf(columns: readonly (readonly number[])[], truth: readonly number[], categories?: Int32Array): Examples {
  const rows = truth.length;
  const values = Float32Array.from({ length: rows * columns.length }, (_, at) => {
    return columns[at % columns.length]?.[Math.floor(at / columns.length)] ?? Number.NaN;
  });
  const dense = { rows, columns: columns.length, values, ...(categories === undefined ? {} : { categories }) };
  return { features: { rows, dense }, truth: Float64Array.from(truth) };
}

const draw = random(2);
const noise = Array.from({ length: 300 }, () => draw.normal());
const signal = noise.map((value) => 3 * value + 0.1 * draw.normal());

const learners = [
  { name: "boosted trees", make: () => boostedTrees({ rounds: 60, minimumLeafRows: 1 }) },
  { name: "a random forest", make: () => randomForest({ trees: 40 }) },
  { name: "extremely randomised trees", make: () => extraTrees({ trees: 40 }) },
];

describe.each(learners)("$name", ({ make }) => {
  const errorOf = async (examples: Examples): Promise<number> => {
    const { values } = (await make().fit(examples, regression)).predict(examples.features);
    const squares = values.reduce((sum, value, row) => sum + (value - (examples.truth[row] ?? 0)) ** 2, 0);
    return Math.sqrt(squares / values.length);
  };

  it("pay no attention to a column that is always missing, or always the same", async () => {
    const missing = noise.map(() => Number.NaN);
    expect(await errorOf(rowsOf([missing, noise, noise.map(() => 7)], signal))).toBeLessThan(0.8);
    expect(await errorOf(rowsOf([missing], [1, 2, 3, 4]))).toBeCloseTo(Math.sqrt(1.25), 1);
  });

  it("answer a constant target, however large, and one row", async () => {
    const constant = await make().fit(
      rowsOf(
        [noise],
        noise.map(() => 123_456_789.123),
      ),
      regression,
    );
    expect(constant.predict(rowsOf([[0, 99]], [0, 0]).features).values[1]).toBeCloseTo(123_456_789.123, 3);
    const one = await make().fit(rowsOf([[5]], [42]), regression);
    expect(one.predict(rowsOf([[-1]], [0]).features).values[0]).toBeCloseTo(42, 6);
  });

  it("take infinite features as the largest and the smallest", async () => {
    const x = noise.map((value, row) => (row % 10 === 0 ? Math.sign(value) * Infinity : value));
    const examples = rowsOf([x], noise.map(Math.sign));
    expect(await errorOf(examples)).toBeLessThan(0.2);
  });

  it("refuse infinite and missing truths", async () => {
    for (const bad of [Infinity, Number.NaN]) {
      await expect(make().fit(rowsOf([[1, 2]], [1, bad]), regression)).rejects.toThrow(/MODELING_TARGET_NOT_FINITE.*row 1/);
    }
  });

  it("learn more classes than there are rows of them", async () => {
    const examples = rowsOf([[1, 2, 3, 4]], [0, 7, 7, 20]);
    const model = await make().fit(examples, context("multiclass", 30));
    const { values, width } = model.predict(examples.features);
    expect(width).toBe(30);
    for (let row = 0; row < 4; row++) {
      const shares = values.subarray(row * 30, (row + 1) * 30);
      expect(shares.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 6);
    }
  });

  it("learn from a column of 60,000 categories, and answer for one they have never seen", async () => {
    const rows = 60_000;
    const codes = Array.from({ length: rows }, (_, row) => (row < 30_000 ? row % 50 : row));
    const truth = codes.map((code) => (code < 50 ? (code % 2 === 0 ? 5 : -5) : 0));
    const examples = rowsOf([codes], truth, Int32Array.of(rows));
    const model = await make().fit(examples, regression);
    const asked = rowsOf([[4, 5, 59_999, 61_000, Number.NaN]], [0, 0, 0, 0, 0]);
    const { values } = model.predict(asked.features);
    expect(values[0]).toBeGreaterThan(2.5);
    expect(values[1]).toBeLessThan(-2.5);
    expect(Math.abs(values[3] ?? Number.NaN)).toBeLessThan(1);
    expect(values.every(Number.isFinite)).toBe(true);
  });

  it.each([2.5, 3, -1, Infinity])("refuse the category code %d of a column of three", async (code) => {
    const examples = rowsOf(
      [
        [1, 2, 3, 4],
        [0, 1, code, Number.NaN],
      ],
      [1, 2, 3, 4],
      Int32Array.of(0, 3),
    );
    await expect(make().fit(examples, regression)).rejects.toThrow(`KERNELS_CODE_UNKNOWN: column 1 holds ${code} in row 2`);
  });

  it("refuse class codes that do not exist, rows without columns and weights that cannot be", async () => {
    await expect(make().fit(rowsOf([[1, 2]], [0, 5]), context("binary", 2))).rejects.toThrow(/MODELING_TARGET_CLASS_UNKNOWN/);
    await expect(make().fit({ features: { rows: 2 }, truth: Float64Array.of(1, 2) }, regression)).rejects.toThrow(/MODELING_NO_FEATURES/);
    const weighted = { ...rowsOf([[1, 2]], [0, 5]), weight: Float64Array.of(1, -1) };
    await expect(make().fit(weighted, regression)).rejects.toThrow(/MODELING_WEIGHT_INVALID/);
  });
});

describe("what has no types", () => {
  it.each([
    ["readXgboost", () => readXgboost(undefined as unknown as Uint8Array), "MODELING_FILE_INVALID"],
    ["readLightgbm", () => readLightgbm(undefined as unknown as string), "MODELING_FILE_INVALID"],
    ["readOnnxTrees", () => readOnnxTrees("tree" as unknown as Uint8Array), "MODELING_FILE_INVALID"],
  ])("is refused with a code by %s", (_, read, code) => {
    expect(read).toThrow(code);
  });

  it("is refused with a code by trainTrees, which needs an objective", async () => {
    const examples = rowsOf([[1, 2]], [1, 2]);
    for (const settings of [undefined, {}, { objective: "squared" }] as unknown as BoostingSettings[]) {
      await expect(trainTrees("trees", examples, settings, regression)).rejects.toThrow("MODELING_SETTING_INVALID");
    }
  });
});

describe("boosted trees", () => {
  it.each([
    [{ rounds: 0 }, /rounds 0.*at least 1/],
    [{ learningRate: 2 }, /learningRate 2.*at most 1/],
    [{ maximumLeaves: 1 }, /maximumLeaves 1.*at least 2/],
    [{ maximumBins: 300 }, /maximumBins 300.*at most 255/],
    [{ rowShare: 0 }, /rowShare 0.*above 0/],
    [{ monotone: [2] }, /monotone sign 2/],
    [{ interactions: [[-1]] }, /column -1/],
    [{ growth: "wide" as "leaf_wise" }, /growth "wide".*leaf_wise, depth_wise/],
    [{ dropout: {}, earlyStopping: {} }, /both dropout and earlyStopping/],
    [{ gradientSampling: {}, rowShare: 0.5 }, /both gradientSampling and rowShare/],
    [{ gradientSampling: { top: 0.8, others: 0.4 } }, /at most 1/],
    [{ bounds: 1.5 }, /bounds 1.5/],
    [{ objective: quantiles([0.1, 0.9]) }, /bounds/],
  ] as const)("refuse settings outside their ranges: %o", (settings, message) => {
    expect(() => boostedTrees(settings)).toThrow(message);
    expect(() => boostedTrees(settings)).toThrow(/MODELING_SETTING_INVALID/);
  });

  it("refuse signs and groups that do not fit the columns", async () => {
    const examples = rowsOf([noise, noise.map(() => 1)], signal, Int32Array.of(0, 3));
    const fit = (settings: Parameters<typeof boostedTrees>[0]): Promise<unknown> => boostedTrees(settings).fit(examples, regression);
    await expect(fit({ monotone: [1] })).rejects.toThrow(/1 monotone signs for 2 columns/);
    await expect(fit({ monotone: [0, 1] })).rejects.toThrow(/holds categories/);
    await expect(fit({ interactions: [[0, 2]] })).rejects.toThrow(/column 2 in interactions/);
  });

  it("refuse labels outside the objective's domain", async () => {
    await expect(boostedTrees({ objective: poisson() }).fit(rowsOf([[1, 2]], [1, -2]), regression)).rejects.toThrow(
      /MODELING_TARGET_OUTSIDE.*-2 in row 1/,
    );
    await expect(boostedTrees({ objective: lambdaRank() }).fit(rowsOf([[1, 2]], [1, 0]), regression)).rejects.toThrow(
      /MODELING_GROUPS_MISSING/,
    );
    await expect(boostedTrees({ objective: acceleratedFailureTime() }).fit(rowsOf([[1, 2]], [1, 0]), regression)).rejects.toThrow(
      /MODELING_TARGET_OUTSIDE/,
    );
    await expect(boostedTrees({ objective: softmaxLogLoss(3) }).fit(rowsOf([[1, 2]], [0, 1]), context("multiclass", 4))).rejects.toThrow(
      /MODELING_TASK_WRONG.*3 classes.*4/,
    );
  });

  it("are trained directly on nothing but rows, labels and validation rows that belong together", async () => {
    const sound = rowsOf([noise], signal);
    const train = (change: Partial<Examples>, validation?: Examples): Promise<unknown> =>
      trainTrees(
        "survival",
        { ...sound, ...change },
        { objective: squared(), rounds: 2, ...(validation === undefined ? {} : { earlyStopping: { on: "validation" } }) },
        validation === undefined ? regression : { ...regression, validation },
      );
    await expect(train({ truth: sound.truth.subarray(3) })).rejects.toThrow(/MODELING_ROWS_DIFFER.*297 truths for 300 rows/);
    await expect(train({ weight: new Float64Array(2).fill(1) })).rejects.toThrow(/MODELING_ROWS_DIFFER.*2 weights/);
    await expect(train({ group: new Int32Array(4) })).rejects.toThrow(/MODELING_ROWS_DIFFER.*4 queries/);
    await expect(train({ upper: new Float64Array(5) })).rejects.toThrow(/MODELING_ROWS_DIFFER.*5 upper times/);
    await expect(train({ truth: sound.truth.map(() => Number.NaN) })).rejects.toThrow(/MODELING_TARGET_NOT_FINITE/);
    await expect(train({ weight: sound.truth.map(() => -1) })).rejects.toThrow(/MODELING_WEIGHT_INVALID/);
    const short = { rows: 300, dense: { rows: 300, columns: 1, values: new Float32Array(7) } };
    await expect(train({ features: short })).rejects.toThrow(/MODELING_ROWS_DIFFER.*7 dense values for 300 rows of 1 columns/);
    await expect(train({}, rowsOf([noise, noise], signal))).rejects.toThrow(/MODELING_FEATURES_REFUSED.*1 dense columns.*2 to validate/);
    await expect(train({}, { ...sound, truth: sound.truth.subarray(1) })).rejects.toThrow(/MODELING_ROWS_DIFFER/);
    await expect(train({}, sound)).resolves.toBeDefined();
  });

  it("say how many rows early stopping needs", async () => {
    await expect(boostedTrees({ earlyStopping: {} }).fit(rowsOf([[1, 2]], [1, 2]), regression)).rejects.toThrow(/MODELING_TOO_FEW_ROWS/);
  });

  it("refuse to start where memory would not do, and say how much they need", async () => {
    const examples = rowsOf([noise], signal);
    await expect(boostedTrees({ memoryLimitBytes: 2 ** 20 }).fit(examples, regression)).rejects.toThrow(
      /MODELING_MEMORY_EXCEEDED.*MiB for 300 rows and 1 columns; the limit is 1 MiB/,
    );
    const settings = { outputs: 1, maximumBins: 255, maximumLeaves: 31, minimumLeafRows: 20 };
    const small = trainingMemoryBytes(1e5, 28, settings);
    expect(trainingMemoryBytes(1e7, 28, settings)).toBeGreaterThan(5 * small);
    expect(small).toBeGreaterThan(1e5 * 28);
  });

  it("give probabilities of one class the confidence that its rows have, and no more", async () => {
    const examples = rowsOf(
      [noise],
      signal.map((value) => Number(value > 0)),
    );
    const { values } = (await boostedTrees().fit(examples, context("binary", 2))).predict(examples.features);
    expect(values.every((value) => value > 0 && value < 1)).toBe(true);
  });
});
