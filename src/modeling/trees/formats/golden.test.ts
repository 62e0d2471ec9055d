// Models of XGBoost and LightGBM with what these libraries predict from them: fixtures/*.json, written by bench/peers/golden_trees.py.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fittedTrees } from "../fitted-trees.ts";
import type { TreeEnsemble } from "../tree-ensemble.ts";
import { readLightgbm } from "./lightgbm/read-lightgbm.ts";
import { writeLightgbm } from "./lightgbm/write-lightgbm.ts";
import { readXgboost } from "./xgboost/read-xgboost.ts";
import { writeXgboost } from "./xgboost/write-xgboost.ts";

interface Case {
  readonly name: string;
  readonly model: string;
  readonly format?: "ubj" | "json";
  readonly rows: readonly (number | null)[];
  readonly margin: readonly number[];
  /** Of margins before the link; 1 unless told. */
  readonly scale?: number;
  readonly prediction: readonly number[];
}

interface Golden {
  readonly source: string;
  readonly columns: number;
  readonly cases: readonly Case[];
}

function golden(library: string): Golden {
  return JSON.parse(readFileSync(join(import.meta.dirname, `fixtures/${library}.json`), "utf8"));
}

/** Both libraries' rows are float32; their own float32 sums are compared within 1e-6. */
function expectNear(found: Float64Array, expected: readonly number[]): void {
  expect(found.length).toBe(expected.length);
  expected.forEach((value, at) => {
    expect(Math.abs((found[at] ?? Number.NaN) - value), `number ${at}`).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(value)));
  });
}

function expectPredictions(ensemble: TreeEnsemble, { rows, margin, scale = 1, prediction }: Case, columns: number): void {
  const values = Float32Array.from(rows, (value) => value ?? Number.NaN);
  const features = { rows: rows.length / columns, dense: { rows: rows.length / columns, columns, values } };
  const model = fittedTrees("trees", ensemble);
  expectNear(
    model.scores(features),
    margin.map((value) => value * scale),
  );
  expectNear(model.predict(features).values, prediction);
}

const xgboost = golden("xgboost");
const lightgbm = golden("lightgbm");
const bytesOf = ({ model, format }: Case): Uint8Array => Buffer.from(model, format === "ubj" ? "base64" : "utf8");

describe(`models of ${xgboost.source}`, () => {
  test.each(xgboost.cases)("$name: predicted as there", (each) => {
    expectPredictions(readXgboost(bytesOf(each)), each, xgboost.columns);
  });

  test.each(xgboost.cases)("$name: written again and read again", (each) => {
    const ensemble = readXgboost(bytesOf(each));
    for (const format of ["ubj", "json"] as const)
      expectPredictions(readXgboost(writeXgboost(ensemble, { format })), each, xgboost.columns);
  });
});

describe(`models of ${lightgbm.source}`, () => {
  test.each(lightgbm.cases)("$name: predicted as there", (each) => {
    expectPredictions(readLightgbm(each.model), each, lightgbm.columns);
  });

  test.each(lightgbm.cases)("$name: written again and read again", (each) => {
    expectPredictions(readLightgbm(writeLightgbm(readLightgbm(each.model))), each, lightgbm.columns);
  });
});
