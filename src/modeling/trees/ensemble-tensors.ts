import { MillwrightError } from "../../errors/index.ts";
import type { Tree } from "../../kernels/index.ts";
import { type TreeEnsemble, treeLinks } from "./tree-ensemble.ts";

/** Numbers by name, as safetensors hold them. */
type Tensors = Record<string, Float32Array | Float64Array | Int32Array | Uint8Array>;

/** Parts of a tree with a number per inner node, and those with one per leaf. */
const NODE_PARTS = ["feature", "threshold", "missingLeft", "left", "right", "gain", "nodeWeight", "nodeRows"] as const;
const LEAF_PARTS = ["value", "leafWeight", "leafRows"] as const;
const KINDS = {
  feature: Int32Array,
  threshold: Float32Array,
  missingLeft: Uint8Array,
  left: Int32Array,
  right: Int32Array,
  gain: Float64Array,
  nodeWeight: Float64Array,
  nodeRows: Float64Array,
  value: Float64Array,
  leafWeight: Float64Array,
  leafRows: Float64Array,
} as const;

/** The same part of all trees, one behind the other. */
function joined(trees: readonly Tree[], part: keyof typeof KINDS): Tensors[string] {
  const length = trees.reduce((sum, tree) => sum + tree[part].length, 0);
  const all = new KINDS[part](length);
  let at = 0;
  for (const tree of trees) {
    all.set(tree[part], at);
    at += tree[part].length;
  }
  return all;
}

/** An ensemble as tensors, to the bit. @throws MODELING_FILE_UNSUPPORTED where a tree asks for categories */
export function ensembleTensors({ columns, outputs, base, trees, link }: TreeEnsemble): Tensors {
  if (trees.some(({ categories }) => categories !== undefined)) {
    const problem = "trees that ask for categories cannot be saved as tensors.";
    throw new MillwrightError("MODELING_FILE_UNSUPPORTED", problem, "Give the trees numbers only.");
  }
  const parts = [...NODE_PARTS, ...LEAF_PARTS].map((part) => [`trees.${part}`, joined(trees, part)] as const);
  return {
    "trees.shape": Int32Array.of(columns, outputs, treeLinks.indexOf(link)),
    "trees.base": base,
    "trees.output": Int32Array.from(trees, ({ output }) => output),
    "trees.nodes": Int32Array.from(trees, ({ feature }) => feature.length),
    ...Object.fromEntries(parts),
  };
}

/** A tensor of the kind that it must have. @throws MODELING_FILE_INVALID */
function tensorOf<Part extends keyof typeof KINDS>(tensors: Readonly<Tensors>, part: Part): InstanceType<(typeof KINDS)[Part]> {
  const tensor = tensors[`trees.${part}`];
  if (tensor instanceof KINDS[part]) return tensor as InstanceType<(typeof KINDS)[Part]>;
  throw new MillwrightError("MODELING_FILE_INVALID", `the tensor "trees.${part}" is missing or of another kind.`, "Save the model again.");
}

/** Children lie behind their parents and inside the tree, columns inside the rows: a walk through it ends. */
function isSound({ feature, left, right, value }: Tree, columns: number): boolean {
  const child = (to: number, node: number): boolean => (to >= 0 ? to > node && to < feature.length : ~to < value.length);
  return feature.every((column, node) => column >= 0 && column < columns && child(left[node] ?? 0, node) && child(right[node] ?? 0, node));
}

/** The ensemble that was saved as tensors. @throws MODELING_FILE_INVALID */
export function ensembleFromTensors(tensors: Readonly<Tensors>): TreeEnsemble {
  const [shape, base, outputs, counts] = ["shape", "base", "output", "nodes"].map((name) => tensors[`trees.${name}`]);
  const link = treeLinks[shape?.[2] ?? -1];
  if (
    shape === undefined ||
    link === undefined ||
    !(base instanceof Float64Array) ||
    outputs === undefined ||
    counts === undefined ||
    counts.some((count) => count < 0)
  ) {
    throw new MillwrightError("MODELING_FILE_INVALID", "the tensors of the trees are incomplete.", "Save the model again.");
  }
  const all = Object.fromEntries([...NODE_PARTS, ...LEAF_PARTS].map((part) => [part, tensorOf(tensors, part)]));
  let [node, leaf] = [0, 0];
  const trees = Array.from(counts, (nodes, index): Tree => {
    const own = (part: (typeof NODE_PARTS)[number]) => all[part]?.subarray(node, node + nodes);
    const ofLeaves = (part: (typeof LEAF_PARTS)[number]) => all[part]?.subarray(leaf, leaf + nodes + 1);
    const tree = {
      output: outputs[index] ?? 0,
      ...Object.fromEntries(NODE_PARTS.map((part) => [part, own(part)])),
      ...Object.fromEntries(LEAF_PARTS.map((part) => [part, ofLeaves(part)])),
    } as Tree;
    node += nodes;
    leaf += nodes + 1;
    return tree;
  });
  if (node !== all["feature"]?.length || leaf !== all["value"]?.length) {
    throw new MillwrightError("MODELING_FILE_INVALID", "the tensors of the trees are cut short.", "Save the model again.");
  }
  const [columns, width] = [shape[0] ?? 0, shape[1] ?? 1];
  if (!trees.every((tree) => isSound(tree, columns) && tree.output >= 0 && tree.output < width)) {
    throw new MillwrightError("MODELING_FILE_INVALID", "a saved tree has nodes that do not fit together.", "Save the model again.");
  }
  return { columns, outputs: width, base, trees, link };
}
