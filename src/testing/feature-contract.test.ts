import { expect, test } from "vitest";
import { type Feature, type FittedFeature, Table } from "../data/index.ts";
import { add, log, mul, reduceMean, sub } from "../onnx/index.ts";
import { featureContract } from "./feature-contract.ts";

const table = new Table("t", { x: { kind: "number", values: Float64Array.of(1, 2, 4, 9) } });

/** A feature of one column that emits what it is told. */
function featureOf(emit: FittedFeature["emit"], changed: Partial<FittedFeature> = {}): Feature {
  const fitted: FittedFeature = {
    name: "bad",
    group: "bad",
    inputs: [{ name: "x", column: "x", encoding: "number" }],
    width: 1,
    sparse: false,
    outputNames: ["x"],
    emit,
    learned: {},
    ...changed,
  };
  const fit = (rows: Table): FittedFeature => {
    rows.any("x");
    return fitted;
  };
  return { name: "bad", kind: "bad", columns: ["x"], group: "bad", fit };
}

/** Titles of the checks that a feature breaks. */
async function broken(feature: Feature): Promise<string[]> {
  const checks = featureContract({ feature, table, context: { seed: 1, truth: new Float64Array(4), classes: 2 } });
  const titles = await Promise.all(
    checks.map(({ title, check }) =>
      check().then(
        () => "",
        () => title,
      ),
    ),
  );
  return titles.filter((title) => title !== "");
}

function inputOf(inputs: Parameters<FittedFeature["emit"]>[0]) {
  const x = inputs.get("x");
  if (x === undefined) throw new Error("no input");
  return x;
}

test("a feature that looks at other rows is caught", async () => {
  const titles = await broken(
    featureOf((inputs) => {
      const x = inputOf(inputs);
      return { dense: sub(x, reduceMean(x, [0], true)) };
    }),
  );
  expect(titles).toContain("gives a row that is served alone what it got in training");
});

test("a feature that lets NaN and infinity through is caught", async () => {
  const titles = await broken(featureOf((inputs) => ({ dense: log(inputOf(inputs)) })));
  expect(titles).toEqual(
    expect.arrayContaining(["gives numbers where every value is missing", "gives numbers where every value is strange"]),
  );
});

test("a feature that names fewer columns than it gives is caught", async () => {
  const two = featureOf((inputs) => ({ dense: add(inputOf(inputs), inputOf(inputs)) }), { outputNames: [] });
  expect(await broken(two)).toContain("has the width, names and inputs that it says");
});

test("a feature whose state changes from fit to fit is caught", async () => {
  let fits = 0;
  const restless: Feature = {
    ...featureOf(() => ({})),
    fit: (rows, context) => {
      const factor = ++fits;
      return featureOf((inputs) => ({ dense: mul(inputOf(inputs), inputOf(inputs).graph.scalar(factor)) })).fit(rows, context);
    },
  };
  expect(await broken(restless)).toContain("gives equal bits when it is fitted again");
});
