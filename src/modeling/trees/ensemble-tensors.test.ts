import { expect, test } from "vitest";
import { ensembleFromTensors, ensembleTensors } from "./ensemble-tensors.ts";
import type { TreeEnsemble } from "./tree-ensemble.ts";

const ensemble: TreeEnsemble = {
  columns: 2,
  outputs: 1,
  base: Float64Array.of(0.5),
  link: "identity",
  trees: [
    {
      output: 0,
      feature: Int32Array.of(0, 1),
      threshold: Float32Array.of(1, 2),
      missingLeft: Uint8Array.of(0, 1),
      left: Int32Array.of(1, ~1),
      right: Int32Array.of(~0, ~2),
      gain: Float64Array.of(3, 2),
      nodeWeight: Float64Array.of(6, 4),
      nodeRows: Float64Array.of(6, 4),
      value: Float64Array.of(1, 2, 3),
      leafWeight: Float64Array.of(2, 2, 2),
      leafRows: Float64Array.of(2, 2, 2),
    },
  ],
};

test("trees saved as tensors come back to the bit", () => {
  expect(ensembleFromTensors(ensembleTensors(ensemble))).toEqual(ensemble);
});

test.each([
  ["a node is its own child", "left", Int32Array.of(0, ~1)],
  ["a child lies outside the tree", "right", Int32Array.of(~0, 2)],
  ["a leaf does not exist", "right", Int32Array.of(~0, ~3)],
  ["a column does not exist", "feature", Int32Array.of(0, 2)],
  ["an output does not exist", "output", Int32Array.of(1)],
  ["a tree has fewer nodes than none", "nodes", Int32Array.of(-1)],
])("saved trees are refused where %s", (_, part, tensor) => {
  expect(() => ensembleFromTensors({ ...ensembleTensors(ensemble), [`trees.${part}`]: tensor })).toThrow(/MODELING_FILE_INVALID/);
});
