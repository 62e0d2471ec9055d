// Golden values: scikit-learn 1.9.1, `npm run bench:peers && bench/peers/.venv/bin/python bench/peers/golden_linear.py`.
// Tolerance 2e-5 absolute: features are float32 and so are the products; scikit-learn's are float64. Where the minimum is found
// step by step, 3e-4: rounding of the float32 passes hides smaller steps on sixty rows.
import { describe, expect, it } from "vitest";
import type { DenseMatrix } from "../../kernels/index.ts";
import type { Estimator } from "../estimator.ts";
import { elasticNet, lasso } from "./elastic-net.ts";
import { asSparse, contexts, golden } from "./fixtures/golden-examples.ts";
import { huberRegression } from "./huber-regression.ts";
import type { FittedLinear } from "./linear-model.ts";
import { logisticRegression } from "./logistic-regression.ts";
import { multinomialRegression } from "./multinomial-regression.ts";
import { ridge } from "./ridge.ts";

const TOLERANCE = 2e-5;

/** Coefficients [outputs, columns], then intercepts, as scikit-learn prints them. */
function flat({ coefficients }: FittedLinear): number[] {
  const { outputs, intercept } = coefficients;
  const columns = coefficients.dense?.columns ?? coefficients.sparse?.width ?? 0;
  const weights = new Float64Array(columns * outputs);
  if (coefficients.dense !== undefined) weights.set(coefficients.dense.weight);
  for (const [place, column] of (coefficients.sparse?.original ?? []).entries()) {
    weights.set(coefficients.sparse?.weight.subarray(place * outputs, (place + 1) * outputs) ?? [], column * outputs);
  }
  const byOutput = Array.from({ length: outputs * columns }, (_, at) => weights[(at % columns) * outputs + Math.floor(at / columns)] ?? 0);
  const shift = (k: number): number =>
    [...(coefficients.dense?.centre ?? [])].reduce((sum, centre, j) => sum + centre * (weights[j * outputs + k] ?? 0), 0);
  return [...byOutput, ...intercept.map((value, k) => value - shift(k))];
}

function expectNear(got: readonly number[], wanted: readonly number[], tolerance: number = TOLERANCE): void {
  expect(got).toHaveLength(wanted.length);
  got.forEach((value, i) => {
    expect(Math.abs(value - (wanted[i] ?? Number.NaN)), `number ${i}: ${value}`).toBeLessThan(tolerance);
  });
}

const fit = async (
  estimator: Estimator<FittedLinear>,
  kind: "binary" | "multiclass" | "regression",
  weight?: Float64Array,
): Promise<number[]> => flat(await estimator.fit({ ...golden[kind], ...(weight === undefined ? {} : { weight }) }, contexts[kind]));

describe("linear learners find what scikit-learn finds", () => {
  it("ridge", async () => {
    expectNear(
      await fit(ridge({ penalty: 2 }), "regression"),
      [0.6184846552668677, -1.4710224055692172, 0.48084710681740134, -0.14927111199994308, 2.9842897874235836],
    );
  });

  it("ridge with row weights", async () => {
    expectNear(
      await fit(ridge({ penalty: 2 }), "regression", golden.weight),
      [0.6627709890836194, -1.5723397004181612, 0.41631499596793464, -0.2429873972569599, 3.082003558052559],
    );
  });

  it("ridge with sparse columns, step by step", async () => {
    const examples = { ...golden.regression, features: asSparse(golden.dense) };
    const model = await ridge({ penalty: 2, tolerance: 1e-12 }).fit(examples, contexts.regression);
    expectNear(flat(model), [0.6184846552668677, -1.4710224055692172, 0.48084710681740134, -0.14927111199994308, 2.9842897874235836], 3e-4);
  });

  it("ridge chooses the penalty with the least leave-one-out error", async () => {
    const model = await ridge({ penalties: [0.01, 0.1, 1, 10, 100] }).fit(golden.regression, contexts.regression);
    expect(model.learned["penalty"]).toBe(0.1);
    expect(model.learned["chosenBy"]).toBe("leave-one-out");
    expect(model.learned["leftOutError"]).toBeCloseTo(0.0914943201546393, 6);
  });

  it("lasso, with a useless column at exactly 0", async () => {
    const got = await fit(lasso({ penalty: 0.1, tolerance: 1e-9 }), "regression");
    expectNear(got, [0.20089197344586268, -1.6207266854825828, 0.18625232787064508, 0, 3.03993469478627]);
    expect(got[3]).toBe(0);
  });

  it("elastic net", async () => {
    const got = await fit(elasticNet({ penalty: 0.1, l1Share: 0.3, tolerance: 1e-9 }), "regression");
    expectNear(got, [0.46660129576221515, -1.363351858895902, 0.4504023346715501, 0, 2.881093718089435]);
  });

  it("Huber regression with a tenth of the targets 15 too high", async () => {
    const model = await huberRegression({ penalty: 0.5, tolerance: 1e-12, mostIterations: 1000 }).fit(golden.outliers, contexts.regression);
    expectNear(flat(model), [0.6969202777317349, -1.5009062860939235, 0.4205318122340356, -0.1761918752026202, 3.1126016537173142], 5e-4);
  });

  it("logistic regression: penalty 2 is C = 0.5", async () => {
    const got = await fit(logisticRegression({ penalty: 2, tolerance: 1e-12 }), "binary");
    expectNear(got, [0.9785409606838548, -1.8894700294838556, 0.953189498611281, -0.02669026475313923, -0.19901870441727684], 3e-4);
  });

  it("logistic regression with row weights", async () => {
    const got = await fit(logisticRegression({ penalty: 2, tolerance: 1e-12 }), "binary", golden.weight);
    expectNear(got, [1.5092905187025274, -2.399301692018919, 1.1180628419046459, -0.2731772454078108, -0.014935204207344515], 3e-4);
  });

  it("logistic regression on sparse columns", async () => {
    const examples = { ...golden.binary, features: asSparse(golden.dense) };
    const model = await logisticRegression({ penalty: 2, tolerance: 1e-12 }).fit(examples, contexts.binary);
    expectNear(flat(model), [0.9785409606838548, -1.8894700294838556, 0.953189498611281, -0.02669026475313923, -0.19901870441727684], 3e-4);
  });

  const multinomial = [
    -0.6166145186795379, 1.6737562130483694, -0.8112864949455055, -0.44527387111435873, -0.08510337959354534, -0.050258485831162186,
    -0.1286397673677497, 0.2767142287473666, 0.7017178982730833, -1.6234977272172078, 0.9399262623132552, 0.1685596423669922,
    -0.15476030967549695, 0.9202713903138847, -0.7655110806383876,
  ];

  it("multinomial regression with three classes", async () => {
    expectNear(await fit(multinomialRegression({ penalty: 2, tolerance: 1e-12 }), "multiclass"), multinomial, 3e-4);
  });

  it("multinomial regression on sparse columns", async () => {
    const examples = { ...golden.multiclass, features: asSparse(golden.dense) };
    const model = await multinomialRegression({ penalty: 2, tolerance: 1e-12 }).fit(examples, contexts.multiclass);
    expectNear(flat(model), multinomial, 3e-4);
  });

  it("logistic regression with some columns dense and the others sparse", async () => {
    const { rows, columns, values } = golden.dense;
    const part = (first: number): DenseMatrix => ({
      rows,
      columns: 2,
      values: Float32Array.from({ length: rows * 2 }, (_, at) => values[Math.floor(at / 2) * columns + first + (at % 2)] ?? 0),
    });
    const features = { ...asSparse(part(2)), dense: part(0) };
    const model = await logisticRegression({ penalty: 2, tolerance: 1e-12 }).fit({ ...golden.binary, features }, contexts.binary);
    const whole = await logisticRegression({ penalty: 2, tolerance: 1e-12 }).fit(golden.binary, contexts.binary);
    const got = model.predict(features).values;
    whole.predict(golden.binary.features).values.forEach((probability, i) => {
      expect(got[i]).toBeCloseTo(probability, 4);
    });
  });

  it("stochastic softmax regression comes within a twentieth of the exact one's loss", async () => {
    const examples = { ...golden.multiclass, features: asSparse(golden.dense) };
    const meanLoss = async (estimator: Estimator<FittedLinear>): Promise<number> => {
      const { values } = (await estimator.fit(examples, contexts.multiclass)).predict(examples.features);
      return examples.truth.reduce((sum, code, i) => sum - Math.log(values[i * 3 + code] ?? 0), 0) / examples.truth.length;
    };
    const exact = await meanLoss(multinomialRegression({ penalty: 0.5 }));
    const stochastic = await meanLoss(multinomialRegression({ penalty: 0.5, solver: "stochastic", epochs: 60 }));
    expect(stochastic / exact).toBeLessThan(1.05);
  });
});
