import { describe, expect, test } from "vitest";
import { random } from "../../kernels/index.ts";
import { abs, add } from "../../onnx/index.ts";
import { featureContract } from "../../testing/feature-contract.ts";
import { Table } from "../tables/table.ts";
import { category } from "./categories/category.ts";
import { oneHot } from "./categories/one-hot.ts";
import { ordinal } from "./categories/ordinal.ts";
import { targetEncoding } from "./categories/target-encoding.ts";
import { difference, expression, ratio, sum } from "./combinations/expression.ts";
import { interaction } from "./combinations/interaction.ts";
import type { Feature } from "./feature.ts";
import { flag } from "./numbers/flag.ts";
import { numeric, numerics } from "./numbers/numeric.ts";
import { spline } from "./numbers/spline.ts";
import { letters } from "./texts/letters.ts";
import { words } from "./texts/words.ts";
import { dateParts } from "./times/date-parts.ts";

const ROWS = 60;
const stream = random(5);
const texts = ["The cat sat", "a dog's DOG, 12 dogs", "Über 𝔘nicode — don’t", "", "one", "the cat the cat", "  ...  "];
const table = new Table("examples", {
  amount: {
    kind: "number",
    values: Float64Array.from({ length: ROWS }, (_, row) => (row % 7 === 0 ? Number.NaN : Math.abs(stream.normal()) * 50)),
  },
  change: { kind: "number", values: Float64Array.from({ length: ROWS }, () => stream.normal()) },
  same: { kind: "number", values: new Float64Array(ROWS).fill(3) },
  member: { kind: "boolean", values: Uint8Array.from({ length: ROWS }, (_, row) => [0, 1, 255][row % 3] ?? 0) },
  city: {
    kind: "category",
    codes: Int32Array.from({ length: ROWS }, (_, row) => (row % 5) - 1),
    dictionary: ["Bonn", "Köln", "Ulm", "Aix"],
  },
  note: { kind: "text", values: Array.from({ length: ROWS }, (_, row) => (row % 9 === 0 ? null : (texts[row % texts.length] ?? null))) },
  time: {
    kind: "timestamp",
    values: Float64Array.from({ length: ROWS }, (_, row) =>
      row % 11 === 0 ? Number.NaN : Date.UTC(1960 + row, row % 12, 1 + row, row % 24),
    ),
  },
});
const truth = Float64Array.from({ length: ROWS }, (_, row) => row % 3);

const cases: readonly { readonly feature: Feature; readonly keepsMissing?: string }[] = [
  { feature: numeric("amount") },
  { feature: numeric("amount", { transform: "log", clip: [0.01, 0.99], impute: "mean", indicator: false }) },
  { feature: numeric("change", { transform: "signed_log", indicator: true }) },
  { feature: numeric("same") },
  { feature: numeric("member", { impute: 0, standardise: false }) },
  {
    feature: numeric("amount", { impute: "none", transform: "quantile" }),
    keepsMissing: "impute none leaves NaN for learners that use it",
  },
  { feature: numerics(["amount", "change", "same"], { transform: "quantile" }) },
  { feature: flag("member") },
  { feature: spline("amount", { knots: 5, transform: "log" }) },
  { feature: spline("change", { knots: [-1, 0, 1] }) },
  { feature: oneHot("city") },
  { feature: oneHot("city", { minimumCount: 13, maximum: 2, other: "none" }) },
  { feature: oneHot("city", { sparse: true, maximum: 2 }) },
  { feature: ordinal("city", { order: ["Ulm", "Bonn", "Köln"] }) },
  { feature: category("city"), keepsMissing: "trees tell missing categories from others" },
  { feature: category("city", { minimumCount: 2 }), keepsMissing: "trees tell missing categories from others" },
  { feature: targetEncoding("city") },
  { feature: targetEncoding("city", { standardise: false, smoothing: 0, folds: 3 }) },
  {
    feature: dateParts("time", {
      parts: ["hour", "weekday", "day", "month", "day_of_year", "year", "is_weekend", "is_night", "days_since"],
    }),
  },
  { feature: dateParts("time", { parts: ["hour", "is_night", "month"], cyclic: true, night: [22, 4] }) },
  { feature: ratio("amount", "change", { clip: [0.05, 0.95] }) },
  { feature: difference("amount", "change") },
  { feature: sum(["amount", "change", "same"]) },
  { feature: expression("size", ["change", "same"], ({ change, same }) => add(abs(change), same)) },
  { feature: interaction(spline("amount", { knots: 3 }), oneHot("city")) },
  { feature: interaction(targetEncoding("city"), numeric("change", { transform: "quantile" })) },
  { feature: letters("note", { ngrams: [1, 5], buckets: 1024 }) },
  { feature: letters("note", { ngrams: [3, 3], buckets: 1000, words: false, weighting: "tfidf" }) },
  { feature: letters("note", { ngrams: [2, 4], vocabulary: 40, weighting: "binary" }) },
  { feature: letters("city", { ngrams: [2, 3], buckets: 64, weighting: "binary" }) },
  { feature: words("note", { ngrams: [1, 2], hash: 512 }) },
  { feature: words("note", { vocabulary: 10, weighting: "tfidf" }) },
];

for (const { feature, ...rest } of cases) {
  describe(`${feature.name} ${JSON.stringify(feature.settings)}`, () => {
    for (const classes of feature.kind === "target_encoding" ? [0, 2, 3] : [3]) {
      const context = { seed: 3, truth: classes === 2 ? truth.map((value) => Math.min(value, 1)) : truth, classes };
      for (const { title, check } of featureContract({ feature, table, context, ...rest })) test(`${title} (${classes} classes)`, check);
    }
  });
}

test("every kind of feature is under contract", () => {
  const kinds = [
    "category",
    "date_parts",
    "difference",
    "expression",
    "flag",
    "interaction",
    "letters",
    "numeric",
    "numerics",
    "one_hot",
    "ordinal",
  ];
  expect([...new Set(cases.map(({ feature }) => feature.kind))].sort()).toEqual([
    ...kinds,
    "ratio",
    "spline",
    "sum",
    "target_encoding",
    "words",
  ]);
});
