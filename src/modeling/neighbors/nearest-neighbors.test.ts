// Golden values: scikit-learn 1.9.1, bench/peers/golden_linear.py; tolerance 1e-6 (float32 distances).
import { describe, expect, it } from "vitest";
import { takeRows } from "../../kernels/index.ts";
import { contexts, golden } from "../linear/fixtures/golden-examples.ts";
import { nearestNeighbors } from "./nearest-neighbors.ts";

const last = Int32Array.from({ length: 50 }, (_, i) => i + 10);
const first = Int32Array.of(0, 1, 2, 3);

function without(kind: "multiclass" | "regression"): { features: ReturnType<typeof takeRows>; truth: Float64Array } {
  return { features: takeRows(golden[kind].features, last), truth: golden[kind].truth.slice(10) };
}

describe("nearest neighbours", () => {
  it("give scikit-learn's shares of the classes", async () => {
    const model = await nearestNeighbors({ k: 5 }).fit(without("multiclass"), contexts.multiclass);
    const got = model.predict(takeRows({ rows: 60, dense: golden.dense }, first)).values;
    [0.2, 0.8, 0, 0, 1, 0, 0, 0.2, 0.8, 0, 0.8, 0.2].forEach((share, i) => {
      expect(got[i]).toBeCloseTo(share, 6);
    });
  });

  it("give scikit-learn's values weighted by distance", async () => {
    const model = await nearestNeighbors({ k: 5, weights: "distance" }).fit(without("regression"), contexts.regression);
    const got = model.predict(takeRows({ rows: 60, dense: golden.dense }, first)).values;
    [1.9895569959049844, 3.2070674184711656, 4.613292495069709, 3.133031690063071].forEach((value, i) => {
      expect(Math.abs((got[i] ?? 0) - value)).toBeLessThan(1e-5);
    });
  });

  it("answer with the value of an equal row where distance counts", async () => {
    const model = await nearestNeighbors({ k: 5, weights: "distance" }).fit(golden.regression, contexts.regression);
    const got = model.predict(golden.regression.features).values;
    golden.regression.truth.forEach((value, i) => {
      expect(got[i]).toBeCloseTo(value, 5);
    });
  });

  it("use every row where there are fewer than k, and none of weight 0", async () => {
    const weight = golden.regression.truth.map((_, i) => (i < 2 ? 1 : 0));
    const model = await nearestNeighbors({ k: 100 }).fit({ ...golden.regression, weight }, contexts.regression);
    const mean = ((golden.regression.truth[0] ?? 0) + (golden.regression.truth[1] ?? 0)) / 2;
    expect(model.learned).toMatchObject({ storedRows: 2, k: 2 });
    expect(model.predict(takeRows(golden.regression.features, first)).values[3]).toBeCloseTo(mean, 5);
  });

  it("refuse more rows than they may store", async () => {
    const fitted = nearestNeighbors({ mostRows: 59 }).fit(golden.regression, contexts.regression);
    await expect(fitted).rejects.toThrow("MODELING_TOO_MANY_ROWS: nearest_neighbors was given 60 rows and stores at most 59.");
  });
});
