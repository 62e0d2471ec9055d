// Models of XGBoost and LightGBM with what these libraries predict from them: fixtures/*.json, written by bench/peers/golden_trees.py.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { FeatureMatrix } from "../../../kernels/index.ts";
import { explainTrees, type TreeExplanation } from "../explanations/explain-trees.ts";
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
  /** Shapley values, [rows, outputs, columns + 1], the base last. */
  readonly contributions?: readonly number[];
  /** [rows, outputs, columns + 1, columns + 1], the base last. */
  readonly interactions?: readonly number[];
  /** Shapley values of the first six rows against the others, by the package shap. */
  readonly against?: readonly number[];
  readonly againstBase?: number;
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

function expectPredictions(ensemble: TreeEnsemble, each: Case, columns: number): void {
  const { margin, scale = 1, prediction } = each;
  const features = matrixOf(each, columns);
  const model = fittedTrees("trees", ensemble);
  expectNear(
    model.scores(features),
    margin.map((value) => value * scale),
  );
  expectNear(model.predict(features).values, prediction);
}

function matrixOf({ rows }: Case, columns: number): FeatureMatrix {
  const values = Float32Array.from(rows, (value) => value ?? Number.NaN);
  return { rows: rows.length / columns, dense: { rows: rows.length / columns, columns, values } };
}

/** Values as the libraries give them: the base behind the columns. */
function withBase({ base, values, columns, outputs, rows }: TreeExplanation): Float64Array {
  return Float64Array.from({ length: rows * outputs * (columns + 1) }, (_, at) => {
    const [block, column] = [Math.floor(at / (columns + 1)), at % (columns + 1)];
    return (column === columns ? base[block % outputs] : values[block * columns + column]) ?? Number.NaN;
  });
}

/** Interactions as XGBoost gives them: the base in the last corner. */
function withCorner(interactions: Float64Array, base: Float64Array, columns: number): Float64Array {
  const side = columns + 1;
  return Float64Array.from({ length: (interactions.length / columns ** 2) * side ** 2 }, (_, at) => {
    const [block, i, j] = [Math.floor(at / side ** 2), Math.floor(at / side) % side, at % side];
    if (i < columns && j < columns) return interactions[(block * columns + i) * columns + j] ?? Number.NaN;
    return i === j ? (base[block % base.length] ?? Number.NaN) : 0;
  });
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

  test.each(xgboost.cases.filter(({ contributions }) => contributions !== undefined))("$name: explained as there", (each) => {
    const explainer = explainTrees(readXgboost(bytesOf(each)));
    const explanation = explainer.explain(matrixOf(each, xgboost.columns));
    expectNear(withBase(explanation), each.contributions ?? []);
    if (each.interactions === undefined) return;
    const interactions = explainer.interactions(matrixOf(each, xgboost.columns));
    expectNear(withCorner(interactions, explanation.base, xgboost.columns), each.interactions);
  });
});

describe(`models of ${lightgbm.source}`, () => {
  test.each(lightgbm.cases)("$name: predicted as there", (each) => {
    expectPredictions(readLightgbm(each.model), each, lightgbm.columns);
  });

  test.each(lightgbm.cases)("$name: written again and read again", (each) => {
    expectPredictions(readLightgbm(writeLightgbm(readLightgbm(each.model))), each, lightgbm.columns);
  });

  test.each(lightgbm.cases.filter(({ contributions }) => contributions !== undefined))("$name: explained as there", (each) => {
    const explanation = explainTrees(readLightgbm(each.model), { cover: "rows" }).explain(matrixOf(each, lightgbm.columns));
    expectNear(
      withBase(explanation),
      (each.contributions ?? []).map((value) => value * (each.scale ?? 1)),
    );
  });

  test.each(lightgbm.cases.filter(({ against }) => against !== undefined))("$name: explained against a background as by shap", (each) => {
    const { columns } = lightgbm;
    const first = { ...each, rows: each.rows.slice(0, 6 * columns) };
    const background = matrixOf({ ...each, rows: each.rows.slice(6 * columns) }, columns);
    const explanation = explainTrees(readLightgbm(each.model), { background }).explain(matrixOf(first, columns));
    expectNear(explanation.values, each.against ?? []);
    expectNear(explanation.base, [each.againstBase ?? Number.NaN]);
  });
});
