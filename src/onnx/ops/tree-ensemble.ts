import type { Value, ValueType } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { floats } from "../shapes/elementwise.ts";
import { type Tensor, tensor } from "../tensor.ts";

/**
 * How a node asks: 0 is x ≤ split, 6 is "x is one of the node's members". Members are whole numbers from 0 on, and so should x be:
 * ONNX Runtime looks some of them up in bit sets and takes 3.5 for 3.
 */
export type TreeNodeMode = 0 | 6;

/**
 * Trees as the op has them: inner nodes and leaves of all trees in two lists. Lists of nodes have one length, lists of leaves another.
 * A tree that is one leaf is a node whose two children are that leaf.
 */
export interface TreeEnsembleSettings {
  readonly outputs: number;
  /** First node of each tree. */
  readonly roots: readonly number[];
  readonly modes: readonly TreeNodeMode[];
  readonly features: readonly number[];
  /** Of a node that asks for members: anything. */
  readonly splits: readonly number[];
  /** Where the answer is yes: a node, or a leaf where `trueLeaves` says 1. */
  readonly trueNodes: readonly number[];
  readonly trueLeaves: readonly number[];
  readonly falseNodes: readonly number[];
  readonly falseLeaves: readonly number[];
  /** 1 where a missing value (NaN) goes the way of yes. */
  readonly missingTrue: readonly number[];
  readonly leafOutputs: readonly number[];
  readonly leafValues: readonly number[];
  /** Members of the nodes that ask for them, in the order of the nodes, each list ended by NaN. */
  readonly members: readonly number[];
}

/** Numbers of the operand's element type, as the op's attributes must be. */
function numbersAs(type: "float32" | "float64", list: readonly number[]): { readonly tensor: Tensor } {
  return { tensor: tensor(type, [list.length], list) };
}

export const treeEnsembleOp: Op<TreeEnsembleSettings & { readonly elementType: "float32" | "float64" }> = {
  type: "TreeEnsemble",
  domain: "ai.onnx.ml",
  infer: (call, { outputs, features, roots, splits }): ValueType[] => {
    const type = call.expectType(0, floats);
    const { shape } = call.operand(0);
    const [rows, columns] = shape;
    const widest = features.reduce((most, feature) => Math.max(most, feature), -1);
    if (shape.length !== 2 || (typeof columns === "number" && columns <= widest)) {
      call.shapeMismatch(`It takes rows as [N, C] with at least ${widest + 1} columns.`);
    }
    if (roots.length === 0 || splits.length !== features.length) {
      const problem = `got ${roots.length} trees and ${splits.length} splits for ${features.length} nodes.`;
      call.refuse("ONNX_SETTING_INVALID", problem, "Give one tree at least, and lists of equal lengths.");
    }
    return [{ type, shape: [rows ?? 0, outputs] }];
  },
  encode: (settings) => ({
    attributes: {
      aggregate_function: { int: 1 },
      post_transform: { int: 0 },
      n_targets: { int: settings.outputs },
      tree_roots: { ints: settings.roots },
      nodes_modes: { tensor: tensor("uint8", [settings.modes.length], settings.modes) },
      nodes_featureids: { ints: settings.features },
      nodes_splits: numbersAs(settings.elementType, settings.splits),
      nodes_truenodeids: { ints: settings.trueNodes },
      nodes_trueleafs: { ints: settings.trueLeaves },
      nodes_falsenodeids: { ints: settings.falseNodes },
      nodes_falseleafs: { ints: settings.falseLeaves },
      nodes_missing_value_tracks_true: { ints: settings.missingTrue },
      leaf_targetids: { ints: settings.leafOutputs },
      leaf_weights: numbersAs(settings.elementType, settings.leafValues),
      ...(settings.members.length === 0 ? {} : { membership_values: numbersAs(settings.elementType, settings.members) }),
    },
  }),
  examples: (["float32", "float64"] as const).flatMap((type) => [
    {
      inputs: [tensor(type, [4, 2], [0.5, 0, 0.75, 0, Number.NaN, 0, 0.5, 1])],
      build: (x) => treeEnsemble(x, oneSplit),
      expected: [1, 2, 1, 1],
    },
    {
      inputs: [tensor(type, [5, 2], [3, 0, 4, 0, Number.NaN, 0, 40, 1, -1, 0])],
      build: (x) => treeEnsemble(x, { ...oneSplit, modes: [6], missingTrue: [0], members: [3, 40, Number.NaN] }),
      expected: [1, 2, 2, 1, 2],
    },
  ]),
};

/** x₀ ≤ 0.5 or missing → 1, else 2. */
const oneSplit: TreeEnsembleSettings = {
  outputs: 1,
  roots: [0],
  modes: [0],
  features: [0],
  splits: [0.5],
  members: [],
  trueNodes: [0],
  trueLeaves: [1],
  falseNodes: [1],
  falseLeaves: [1],
  missingTrue: [1],
  leafOutputs: [0, 0],
  leafValues: [1, 2],
};

/** [N, outputs] of the operand's type: sums of the leaves that each row of [N, C] falls into. @throws ONNX_SHAPE_MISMATCH, ONNX_SETTING_INVALID */
export function treeEnsemble(x: Value, settings: TreeEnsembleSettings): Value {
  return applyOp(treeEnsembleOp, [x], { ...settings, elementType: x.type === "float64" ? "float64" : "float32" });
}
