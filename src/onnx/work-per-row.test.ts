import { expect, it } from "vitest";
import { newGraph } from "./builder.ts";
import { matMul } from "./ops/mat-mul.ts";
import { relu } from "./ops/relu.ts";
import { treeEnsemble } from "./ops/tree-ensemble.ts";
import { workPerRow } from "./work-per-row.ts";

it("counts operations and bytes of one row from the nodes", () => {
  const graph = newGraph("net");
  const x = graph.input("x", "float32", ["N", 3]);
  graph.output("y", relu(matMul(x, graph.constant(new Float32Array(6), [3, 2]))));
  // 3 · 2 products, as many sums, and two times max(0, ·); two values of two floats.
  expect(workPerRow(graph.steps())).toEqual({ operations: 14, bytes: 16 });
});

it("takes the longest way through each tree", () => {
  const graph = newGraph("trees");
  const x = graph.input("x", "float32", ["N", 1]);
  // x ≤ 1 → x ≤ 0.5 → leaves; a second tree of one node.
  const node = { modes: [0, 0, 0] as const, features: [0, 0, 0], splits: [1, 0.5, 2], missingTrue: [0, 0, 0] };
  const ways = { trueNodes: [1, 0, 0], trueLeaves: [0, 1, 1], falseNodes: [2, 1, 1], falseLeaves: [1, 1, 1] };
  const leaves = { leafOutputs: [0, 0, 0], leafValues: [1, 2, 3], members: [] };
  graph.output("y", treeEnsemble(x, { outputs: 1, roots: [0, 2], ...node, ...ways, ...leaves }));
  expect(workPerRow(graph.steps()).operations).toBe(3);
});
