// The suites must fail where something is wrong: each part below breaks one promise.
import { describe, expect, it } from "vitest";
import { accuracy, type Estimator, type Fitted, type Metric, prior, rmse } from "../modeling/index.ts";
import { type ContractCheck, estimatorContract, metricContract } from "./index.ts";

/** Titles of the checks that fail. */
async function failures(checks: readonly ContractCheck[]): Promise<string> {
  const failed = await Promise.all(
    checks.map(({ title, check }) =>
      check().then(
        () => [],
        () => [title],
      ),
    ),
  );
  return failed.flat().join("\n");
}

/** Accuracy with another way to compute it. */
function broken(change: Partial<Metric>): readonly ContractCheck[] {
  return metricContract({ ...accuracy, ...change });
}

/** The prior, fitted in another way. */
function wrong(change: (model: Fitted) => Fitted, more: Partial<Estimator> = {}): readonly ContractCheck[] {
  return estimatorContract(() => ({ ...prior(), fit: async (examples, context) => change(await prior().fit(examples, context)), ...more }));
}

describe("the metric contract fails", () => {
  it("where weights are ignored", async () => {
    const found = await failures(broken({ prepare: (judged) => () => accuracy.prepare(judged)(judged.truth.map(() => 1)) }));
    expect(found).toMatch(/weight 2 as two rows/);
    expect(found).toMatch(/weight 0 as none/);
    expect(found).toMatch(/NaN where no row has weight/);
  });

  it("where the direction is wrong", async () => {
    expect(await failures(metricContract({ ...rmse, direction: "maximize" }))).toMatch(/best for perfect predictions/);
  });

  it("where the value leaves the range, or the name is not snake case", async () => {
    expect(await failures(broken({ range: [0, 0.1] }))).toMatch(/within its range/);
    expect(await failures(broken({ name: "Accuracy" }))).toMatch(/has a name/);
  });

  it("where the first row counts more", async () => {
    const prepare: Metric["prepare"] = (judged) => (weight) =>
      accuracy.prepare(judged)(weight.map((value, row) => (row === 0 ? 9 * value : value)));
    expect(await failures(broken({ prepare }))).toMatch(/order of the rows/);
  });

  it("where state is kept or the judged rows are changed", async () => {
    let calls = 0;
    expect(await failures(broken({ prepare: () => () => calls++ / 1000 }))).toMatch(/keeps no state/);
  });
});

describe("the estimator contract fails", () => {
  it("where the model answers another than its graph, or not by the seed", async () => {
    expect(
      await failures(
        wrong((model) => ({ ...model, predict: ({ rows }) => ({ rows, width: 1, values: new Float64Array(rows).fill(0.123) }) })),
      ),
    ).toMatch(/graph predicts/);
    let calls = 0;
    const drifting = wrong((model) => ({ ...model, learned: { calls: calls++ } }));
    expect(await failures(drifting)).toMatch(/same bits/);
  });

  it("where answers are not finite", async () => {
    const infinite = wrong((model) => ({
      ...model,
      predict: (features) => ({ ...model.predict(features), values: model.predict(features).values.fill(Number.NaN) }),
    }));
    expect(await failures(infinite)).toMatch(/finite predictions/);
  });

  it("where the signal is ignored, the examples are changed or another task is accepted", async () => {
    const careless: Partial<Estimator> = {
      fit: (examples, { task, seed }) => {
        examples.truth[0] = 0;
        examples.truth[1] = 0;
        examples.truth[2] = 0;
        return prior().fit(examples, { task: task.kind === "regression" ? { kind: "binary", classes: 2 } : task, seed });
      },
    };
    const found = await failures(wrong((model) => model, careless));
    expect(found).toMatch(/MODELING_ABORTED/);
    expect(found).toMatch(/changes neither its examples/);
    expect(found).toMatch(/refuses other tasks/);
  });

  it("where settings are no plain data", async () => {
    expect(await failures(wrong((model) => model, { settings: { penalty: Number.NaN } }))).toMatch(/plain settings/);
  });
});
