import { expect, test } from "vitest";
import { concat, mul, reduceSum } from "../../../onnx/index.ts";
import { Table } from "../../tables/table.ts";
import { category } from "../categories/category.ts";
import { oneHot } from "../categories/one-hot.ts";
import { targetEncoding } from "../categories/target-encoding.ts";
import type { Feature, FittedFeatures } from "../feature.ts";
import { fitFeatures } from "../fit-features.ts";
import { numeric } from "../numbers/numeric.ts";
import { words } from "../texts/words.ts";
import { difference, expression, ratio } from "./expression.ts";
import { interaction } from "./interaction.ts";

const table = new Table("t", {
  a: { kind: "number", values: Float64Array.of(6, 8, Number.NaN) },
  b: { kind: "number", values: Float64Array.of(2, 0, 5) },
  kind: { kind: "category", codes: Int32Array.of(0, 1, 0), dictionary: ["x", "y"] },
  note: { kind: "text", values: ["one", "two", "two"] },
});

function fit(...features: Feature[]): Promise<FittedFeatures> {
  return fitFeatures(features, table, { seed: 1, truth: Float64Array.of(0, 1, 1), classes: 2 });
}

test("6 / 2 is 3; 8 / 0 and a missing value count as missing", async () => {
  const fitted = await fit(ratio("a", "b", { standardise: false }));
  expect(fitted.denseNames).toEqual(["a / b", "a / b is missing"]);
  expect([...(fitted.training.dense?.values ?? [])]).toEqual([3, 0, 3, 1, 3, 1]);
});

test("6 − 2 is 4", async () => {
  const fitted = await fit(difference("a", "b", { standardise: false, indicator: false, impute: 0 }));
  expect([...(fitted.training.dense?.values ?? [])]).toEqual([4, 8, 0]);
});

test("an expression may give several columns", async () => {
  const both = expression("both", ["b"], ({ b }) => concat([b, mul(b, b)], 1), { standardise: false });
  const fitted = await fit(both);
  expect(fitted.denseNames).toEqual(["both 1", "both 2"]);
  expect([...(fitted.training.dense?.values ?? [])]).toEqual([2, 4, 0, 0, 5, 25]);
});

test("an expression that gives no column per row is refused", async () => {
  await expect(fit(expression("sum", ["b"], ({ b }) => reduceSum(b, [0, 1])))).rejects.toThrow(
    "DATA_FEATURE_SETTING: sum: gives float32 []. Give float32 [N, width].",
  );
});

test("an interaction with category codes is refused", async () => {
  await expect(fit(interaction(category("kind"), numeric("b")))).rejects.toThrow(/DATA_FEATURE_SETTING.*no numbers/);
});

test("an interaction multiplies every column of one feature with every column of the other", async () => {
  const fitted = await fit(interaction(oneHot("kind"), numeric("b", { standardise: false })));
  expect(fitted.denseNames).toEqual(["kind = x × b", "kind = y × b"]);
  expect([...(fitted.training.dense?.values ?? [])]).toEqual([2, 0, 0, 0, 5, 0]);
});

test("an interaction with a cross-fitted feature is cross-fitted", async () => {
  const target = targetEncoding("kind", { standardise: false, smoothing: 0, folds: 3 });
  const fitted = await fit(interaction(target, numeric("b", { standardise: false })));
  // Row 0 is alone in its fold; the other row of kind x has label 1: 1 · 2. Row 1 is the only y: mean of the others 0.5 · 0.
  expect([...(fitted.training.dense?.values ?? [])]).toEqual([2, 0, 0]);
});

test("an interaction refuses a sparse feature", async () => {
  await expect(fit(interaction(words("note", { hash: 8 }), numeric("b")))).rejects.toThrow("one of the two features is sparse");
});

test("dense columns stand side by side, sparse ones behind each other, and inputs are shared", async () => {
  const fitted = await fit(
    numeric("b", { standardise: false }),
    oneHot("kind", { sparse: true }),
    oneHot("kind"),
    words("note", { vocabulary: 5, minimumCount: 1 }),
  );
  expect(fitted.inputs.map((input) => input.name)).toEqual(["b", "kind", "note.words"]);
  expect([fitted.denseWidth, fitted.sparseWidth]).toEqual([3, 4]);
  expect([...(fitted.training.dense?.values ?? [])]).toEqual([2, 1, 0, 0, 0, 1, 5, 1, 0]);
  // The vocabulary is ["two", "one"]: more rows first.
  expect(fitted.training.sparse?.index).toEqual(Int32Array.of(0, 3, 1, 2, 0, 2));
});

test("weighted and plain bags side by side keep their weights", async () => {
  const fitted = await fit(oneHot("kind", { sparse: true }), words("note", { vocabulary: 5, minimumCount: 1, weighting: "tfidf" }));
  expect(fitted.training.sparse?.index).toEqual(Int32Array.of(0, 3, 1, 2, 0, 2));
  expect(fitted.training.sparse?.value).toEqual(new Float32Array(6).fill(1));
});

test("no features give a matrix without columns", async () => {
  const fitted = await fit();
  expect(fitted.training).toEqual({ rows: 3 });
});

test("a feature over a missing column names the nearest one", async () => {
  await expect(fit(numeric("bb"))).rejects.toThrow('DATA_COLUMN_MISSING: table "t" has no column "bb".');
});
