import type { Tree } from "../../../../kernels/index.ts";
import { buildTree, type RawTree } from "../build-tree.ts";
import { type FileFaults, MOST_OUTPUTS } from "../file-faults.ts";
import { justBelow } from "../float32-bounds.ts";
import type { RecordReader } from "../record-reader.ts";

/** Leaves of a tree: a value for each output of the tree at each node of the file that is a leaf. */
type LeafValue = (node: number, output: number) => number;

/** Sets of the nodes that ask for categories, by node. */
function readCategories(tree: RecordReader, nodes: number, faults: FileFaults): Map<number, Int32Array> {
  const sets = new Map<number, Int32Array>();
  if (!tree.has("categories_nodes")) return sets;
  const asking = tree.numbers("categories_nodes");
  const begins = tree.numbers("categories_segments", asking.length);
  const sizes = tree.numbers("categories_sizes", asking.length);
  const all = tree.numbers("categories");
  let total = 0;
  for (let i = 0; i < asking.length; i++) {
    const [node, from, size] = [asking[i] ?? -1, begins[i] ?? -1, sizes[i] ?? -1];
    total += size;
    const isSound = node >= 0 && node < nodes && from >= 0 && size >= 0 && from + size <= all.length && total <= all.length;
    if (!isSound || sets.has(node)) faults.invalid(`node ${node} has categories ${from} to ${from + size} of ${all.length}.`);
    sets.set(node, Int32Array.from({ length: size }, (_, at) => all[from + at] ?? 0).sort());
  }
  return sets;
}

function leafValues(tree: RecordReader, nodes: number, leaves: number, width: number, rightChildren: ArrayLike<number>): LeafValue {
  if (width === 1) {
    const values = tree.numbers("split_conditions", nodes);
    return (node) => Math.fround(values[node] ?? Number.NaN);
  }
  if (tree.has("leaf_weights")) {
    // A leaf's right child is its place among the leaves.
    const values = tree.numbers("leaf_weights", leaves * width);
    return (node, output) => Math.fround(values[(rightChildren[node] ?? 0) * width + output] ?? Number.NaN);
  }
  const values = tree.numbers("base_weights", nodes * width);
  return (node, output) => Math.fround(values[node * width + output] ?? Number.NaN);
}

/** Numbers nodes and leaves apart, each in the order of the file. */
function splitNumbers(left: ArrayLike<number>): {
  readonly childOf: (node: number) => number;
  readonly inner: number[];
  readonly leaves: number[];
} {
  const inner: number[] = [];
  const leaves: number[] = [];
  const places = Array.from(left, (child, node) => (child === -1 ? ~(leaves.push(node) - 1) : inner.push(node) - 1));
  // A child that is not there stays out of range.
  return { inner, leaves, childOf: (node) => places[node] ?? left.length };
}

/** What a model says of a tree, and of itself. */
interface PlaceInModel {
  /** Where its leaves hold one value. */
  readonly output: number;
  /** Of the tree in the sum: dropped-out trees have others than 1. */
  readonly weight: number;
  readonly outputs: number;
  readonly columns: number;
}

/**
 * Trees of one "tree" of an XGBoost model: one, or one for each output where its leaves hold a vector.
 * XGBoost sends x < condition left, and categories of the set right: there the sides are turned.
 * @throws MODELING_FILE_INVALID, MODELING_FILE_TOO_LARGE
 */
export function readXgboostTree(tree: RecordReader, { output, outputs, weight, columns }: PlaceInModel, faults: FileFaults): Tree[] {
  const leftChildren = tree.numbers("left_children");
  const nodes = leftChildren.length;
  const rightChildren = tree.numbers("right_children", nodes);
  const width = tree.has("tree_param") ? Math.max(1, tree.object("tree_param").count("size_leaf_vector", MOST_OUTPUTS, 1)) : 1;
  if (width !== 1 && width !== outputs) faults.invalid(`it has leaves of ${width} values for ${outputs} outputs.`);
  const conditions = tree.numbers("split_conditions", nodes);
  const defaultLeft = tree.numbers("default_left", nodes);
  const features = tree.numbers("split_indices", nodes);
  const sets = readCategories(tree, nodes, faults);
  // Trees with vectors in their leaves lack some lists in older versions.
  const listed = (name: string): ArrayLike<number> => (tree.has(name) ? tree.numbers(name, nodes) : new Float32Array(nodes));
  const types = listed("split_type");
  const { childOf, inner, leaves } = splitNumbers(leftChildren);
  const isTurned = (node: number): boolean => types[node] === 1;
  const pick = (list: ArrayLike<number>, places: readonly number[]): number[] => places.map((place) => list[place] ?? Number.NaN);
  const hessians = listed("sum_hessian");
  const value = leafValues(tree, nodes, leaves.length, width, rightChildren);
  const common = {
    root: nodes === 0 ? 0 : childOf(0),
    feature: pick(features, inner),
    threshold: inner.map((node) => justBelow(Math.fround(conditions[node] ?? Number.NaN))),
    missingLeft: inner.map((node) => ((defaultLeft[node] ? 1 : 0) !== (isTurned(node) ? 1 : 0) ? 1 : 0)),
    left: inner.map((node) => childOf((isTurned(node) ? rightChildren : leftChildren)[node] ?? -1)),
    right: inner.map((node) => childOf((isTurned(node) ? leftChildren : rightChildren)[node] ?? -1)),
    gain: pick(listed("loss_changes"), inner),
    categories: inner.map((node) => (isTurned(node) ? (sets.get(node) ?? new Int32Array(0)) : undefined)),
    nodeWeight: pick(hessians, inner),
    leafWeight: pick(hessians, leaves),
  } satisfies Partial<RawTree>;
  return Array.from({ length: width }, (_, k) => {
    const raw = { ...common, output: width === 1 ? output : k, value: leaves.map((node) => weight * value(node, k)) };
    return buildTree(raw, columns, faults);
  });
}
