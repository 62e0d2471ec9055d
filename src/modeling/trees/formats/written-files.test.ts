import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomRows, randomTrees } from "../../../kernels/trees/fixtures/random-trees.ts";
import { fittedTrees } from "../fitted-trees.ts";
import type { TreeEnsemble, TreeLink } from "../tree-ensemble.ts";
import { readLightgbm } from "./lightgbm/read-lightgbm.ts";
import { writeLightgbm } from "./lightgbm/write-lightgbm.ts";
import { readXgboost } from "./xgboost/read-xgboost.ts";
import { writeXgboost } from "./xgboost/write-xgboost.ts";

const columns = 4;
const categories = [0, 5, 0, 70];

function ensembleOf(seed: number, link: TreeLink, outputs: number): TreeEnsemble {
  const columnNames = ["a", "b", "c", "d"];
  return { ...randomTrees({ columns, trees: seed % 9, leaves: 14, outputs, categories, seed }), link, columnNames };
}

/** Predictions of both, for finite rows that hit thresholds; within `tolerance` of their size. */
function expectSame(read: TreeEnsemble, written: TreeEnsemble, seed: number, tolerance: number): void {
  const values = randomRows({ columns, categories, seed }, 40).map((value) => (Number.isFinite(value) ? value : Number.NaN));
  const features = { rows: 40, dense: { rows: 40, columns, values } };
  const expected = fittedTrees("written", written).predict(features).values;
  const found = fittedTrees("read", read).predict(features).values;
  expect(read.columnNames).toEqual(written.columnNames);
  expect(found.length).toBe(expected.length);
  found.forEach((value, at) => {
    const other = expected[at] ?? Number.NaN;
    expect(Math.abs(value - other)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(other)));
  });
}

const links = fc.constantFrom<[TreeLink, number]>(["identity", 1], ["identity", 2], ["sigmoid", 1], ["softmax", 3], ["exponential", 1]);

describe("what was written predicts the same when it is read", () => {
  test("by XGBoost's formats, within float32 leaves", () => {
    fc.assert(
      fc.property(fc.nat(1e6), links, (seed, [link, outputs]) => {
        const ensemble = ensembleOf(seed, link, outputs);
        for (const format of ["ubj", "json"] as const) expectSame(readXgboost(writeXgboost(ensemble, { format })), ensemble, seed, 2e-6);
      }),
      { numRuns: 100 },
    );
  });

  test("by LightGBM's format, with zeros that are missing too", () => {
    fc.assert(
      fc.property(fc.nat(1e6), links, fc.boolean(), (seed, [link, outputs], zeros) => {
        // A mark in a column that no node asks leaves no trace in the file.
        const ensemble = { ...ensembleOf(seed, link, outputs), ...(zeros ? { zeroIsMissing: Uint8Array.of(1, 0, 0, 0) } : {}) };
        expectSame(readLightgbm(writeLightgbm(ensemble)), ensemble, seed, 1e-12);
      }),
      { numRuns: 100 },
    );
  });

  test("links and zeros that a library does not have are refused", () => {
    const ensemble = ensembleOf(5, "one_vs_rest", 3);
    const unsupported = expect.objectContaining({ code: "MODELING_FILE_UNSUPPORTED" });
    expect(() => writeXgboost(ensemble)).toThrow(unsupported);
    expect(() => writeLightgbm(ensemble)).toThrow(unsupported);
    expect(() => writeLightgbm(ensembleOf(5, "exponential", 2))).toThrow(unsupported);
    expect(() => writeXgboost({ ...ensembleOf(5, "identity", 1), zeroIsMissing: Uint8Array.of(0, 0, 1, 0) })).toThrow(unsupported);
  });
});

test("numbers that JSON does not have are read as XGBoost writes them", () => {
  const ensemble = ensembleOf(8, "identity", 1);
  const text = Buffer.from(writeXgboost(ensemble, { format: "json" })).toString();
  expect(text).toContain("Infinity");
  // Nodes that ask for categories have no condition; older versions write NaN there, and leave some lists out.
  const model = JSON.parse(text.replace(/-?Infinity/g, (word) => `"${word}"`));
  for (const tree of model.learner.gradient_booster.model.trees) {
    tree.split_conditions = tree.split_conditions.map((value: unknown, node: number) => (tree.split_type[node] === 1 ? "NaN" : value));
    delete tree.sum_hessian;
    delete tree.loss_changes;
  }
  const older = JSON.stringify(model).replace(/"(-?Infinity|NaN)"/g, "$1");
  expect(older).toContain("NaN");
  expectSame(readXgboost(Buffer.from(older)), ensemble, 8, 2e-6);
});
