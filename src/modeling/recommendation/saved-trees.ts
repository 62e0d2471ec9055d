import type { Tree } from "../../kernels/index.ts";
import type { SavedFinder } from "../finding/finder.ts";
import type { TreeEnsemble } from "../trees/tree-ensemble.ts";
import { damagedFinder, savedNumber, savedNumbers } from "./saved-parts.ts";

/** Fields of trees with one number for each inner node, and for each leaf. */
const nodeFields = ["feature", "threshold", "missingLeft", "left", "right", "gain", "nodeWeight", "nodeRows"] as const;
const leafFields = ["value", "leafWeight", "leafRows"] as const;
const types = { feature: Int32Array, threshold: Float32Array, missingLeft: Uint8Array, left: Int32Array, right: Int32Array } as const;

type Field = (typeof nodeFields)[number] | (typeof leafFields)[number];

function typeOf(field: Field): typeof Float64Array | typeof Float32Array | typeof Int32Array | typeof Uint8Array {
  return field in types ? types[field as keyof typeof types] : Float64Array;
}

/** Trees of one output without categories as arrays, one tree behind the other; `tree_leaves` says how many leaves each has. */
export function treeTensors({ trees }: TreeEnsemble): SavedFinder["tensors"] {
  const joined = [...nodeFields, ...leafFields].map((field) => {
    const length = trees.reduce((sum, tree) => sum + tree[field].length, 0);
    const all = new (typeOf(field))(length);
    let at = 0;
    for (const tree of trees) {
      all.set(tree[field], at);
      at += tree[field].length;
    }
    return [`tree_${field}`, all] as const;
  });
  return { ...Object.fromEntries(joined), tree_leaves: Int32Array.from(trees, ({ value }) => value.length) };
}

/** Children lie behind their parents and inside the tree, columns inside the rows: a walk through it ends. */
function isSound({ feature, left, right, value }: Tree, columns: number): boolean {
  const child = (to: number, node: number): boolean => (to >= 0 ? to > node && to < feature.length : ~to < value.length);
  return feature.every((column, node) => column >= 0 && column < columns && child(left[node] ?? 0, node) && child(right[node] ?? 0, node));
}

/** The ensemble again. @throws MODELING_FINDER_INVALID */
export function restoreTrees(saved: SavedFinder, columns: number): TreeEnsemble {
  const leaves = savedNumbers(saved, "tree_leaves", Int32Array);
  if (leaves.some((count) => count < 1)) damagedFinder(saved, "has a tree without leaves");
  const total = leaves.reduce((sum, count) => sum + count, 0);
  const numbers = (field: Field, length: number): InstanceType<ReturnType<typeof typeOf>> =>
    savedNumbers(saved, `tree_${field}`, typeOf(field) as typeof Float64Array, length);
  const nodes = Object.fromEntries(nodeFields.map((field) => [field, numbers(field, total - leaves.length)]));
  const ends = Object.fromEntries(leafFields.map((field) => [field, numbers(field, total)]));
  let [node, leaf] = [0, 0];
  const trees = Array.from(leaves, (count): Tree => {
    const inner = nodeFields.map((field) => [field, nodes[field]?.slice(node, node + count - 1)] as const);
    const outer = leafFields.map((field) => [field, ends[field]?.slice(leaf, leaf + count)] as const);
    node += count - 1;
    leaf += count;
    // Lengths and types were checked above.
    const tree = { output: 0, ...Object.fromEntries([...inner, ...outer]) } as unknown as Tree;
    if (!isSound(tree, columns)) damagedFinder(saved, "has a tree whose nodes do not fit together");
    return tree;
  });
  return { columns, outputs: 1, base: Float64Array.of(savedNumber(saved, "base")), trees, link: "identity" };
}
