// Golden values: scikit-learn 1.9.1, bench/peers/golden_linear.py; tolerance 1e-9 (dense weights are float64), 1e-6 sparse (float32).
import { describe, expect, it } from "vitest";
import { asSparse, contexts, golden, goldenCounts } from "../linear/fixtures/golden-examples.ts";
import { complementNaiveBayes, naiveBayes } from "./naive-bayes.ts";

const multinomial = [
  0.3, 0.45, 0.25, 0.1679930005893428, 0.28754911755856793, 0.5444578818520892, 0.20874694607498034, 0.6971625711195059,
  0.09409048280551376, 0.6166984777677107, 0.24993258391927017, 0.1333689383130185,
];
const complement = [
  0.3333333333333333, 0.3333333333333333, 0.3333333333333333, 0.28407817715930567, 0.2657608977672215, 0.45016092507347194,
  0.29698909156577397, 0.45654494107211174, 0.24646596736211446, 0.48251301654100415, 0.23579017919788908, 0.28169680426110594,
];

describe("naive Bayes", () => {
  it.each([
    ["multinomial", () => naiveBayes({ smoothing: 0.7 }), multinomial],
    ["complement", () => complementNaiveBayes({ smoothing: 0.7 }), complement],
  ] as const)("gives scikit-learn's probabilities in its %s form, on dense and on sparse counts", async (_, make, wanted) => {
    const examples = goldenCounts();
    const { dense } = examples.features;
    if (dense === undefined) throw new Error("no dense columns");
    const model = await make().fit(examples, contexts.multiclass);
    const got = model.predict(examples.features).values;
    wanted.forEach((probability, i) => {
      expect(got[i]).toBeCloseTo(probability, 9);
    });
    const sparse = await make().fit({ ...examples, features: asSparse(dense) }, contexts.multiclass);
    const gotSparse = sparse.predict(asSparse(dense)).values;
    wanted.forEach((probability, i) => {
      expect(gotSparse[i]).toBeCloseTo(probability, 6);
    });
  });

  it("scores two classes by the difference of their logarithms", async () => {
    // Class 0 saw columns [2, 0], class 1 [1, 3]; smoothing 1: P(j|0) = 3/4, 1/4; P(j|1) = 2/6, 4/6; equal priors.
    const dense = { rows: 2, columns: 2, values: Float32Array.of(2, 0, 1, 3) };
    const model = await naiveBayes().fit({ features: { rows: 2, dense }, truth: Float64Array.of(0, 1) }, contexts.binary);
    const query = { rows: 1, dense: { rows: 1, columns: 2, values: Float32Array.of(1, 1) } };
    const odds = ((2 / 6) * (4 / 6)) / ((3 / 4) * (1 / 4));
    expect(model.predict(query).values[0]).toBeCloseTo(odds / (1 + odds), 12);
  });

  it("gives a column that never occurred the smoothed probability of nothing", async () => {
    const sparse = { rows: 2, columns: 3, rowStart: Int32Array.of(0, 1, 2), index: Int32Array.of(0, 1), value: Float32Array.of(1, 9) };
    const model = await naiveBayes().fit({ features: { rows: 2, sparse }, truth: Float64Array.of(0, 1) }, contexts.binary);
    const unseen = { rows: 1, columns: 3, rowStart: Int32Array.of(0, 1), index: Int32Array.of(2), value: Float32Array.of(1) };
    const odds = 1 / 12 / (1 / 4);
    expect(model.predict({ rows: 1, sparse: unseen }).values[0]).toBeCloseTo(odds / (1 + odds), 6);
  });

  it("refuses negative counts, missing values and smoothing of 0", async () => {
    await expect(naiveBayes().fit(golden.binary, contexts.binary)).rejects.toThrow("MODELING_FEATURE_NEGATIVE");
    const dense = { rows: 2, columns: 1, values: Float32Array.of(1, Number.NaN) };
    const missing = { features: { rows: 2, dense }, truth: Float64Array.of(0, 1) };
    await expect(naiveBayes().fit(missing, contexts.binary)).rejects.toThrow("MODELING_FEATURE_NOT_FINITE");
    expect(() => naiveBayes({ smoothing: 0 })).toThrow("MODELING_SETTING_INVALID");
  });
});
