import type { Tree } from "../../../../kernels/index.ts";
import type { ModelNode } from "../../../../onnx/index.ts";
import { buildTree, type RawTree } from "../build-tree.ts";
import { type FileFaults, MOST_OUTPUTS } from "../file-faults.ts";
import { questionOf } from "./branch-modes.ts";
import { NodeAttributes } from "./node-attributes.ts";
import type { TreeNodeContents } from "./read-tree-node.ts";

const NODES_LISTS = ["nodes_nodeids", "nodes_featureids", "nodes_truenodeids", "nodes_falsenodeids"] as const;

/** Nodes of one tree times its outputs. */
const MOST_LEAF_VALUES = 2 ** 24;

/** Rows of the node's lists that belong to each tree, in the order of the trees' first nodes. */
function byTree(treeIds: readonly number[]): Map<number, number[]> {
  const places = new Map<number, number[]>();
  treeIds.forEach((tree, at) => {
    const known = places.get(tree);
    if (known === undefined) places.set(tree, [at]);
    else known.push(at);
  });
  return places;
}

/** What the leaves of one tree add: by node id, a value for each output. */
type LeafWeights = ReadonlyMap<number, ReadonlyMap<number, number>>;

function readWeights(attributes: NodeAttributes, outputs: number, faults: FileFaults): ReadonlyMap<number, LeafWeights> {
  const trees = attributes.integers("target_treeids");
  const nodes = attributes.integers("target_nodeids");
  const targets = attributes.integers("target_ids");
  const weights = attributes.numbers("target_weights");
  if ([nodes, targets, weights].some((list) => list.length !== trees.length)) faults.invalid("its lists of targets differ in length.");
  const found = new Map<number, Map<number, Map<number, number>>>();
  trees.forEach((tree, at) => {
    const target = targets[at] ?? -1;
    if (!(target >= 0 && target < outputs)) faults.invalid(`a leaf adds to output ${target} of ${outputs}.`);
    const ofTree = found.get(tree) ?? new Map<number, Map<number, number>>();
    const ofNode = ofTree.get(nodes[at] ?? -1) ?? new Map<number, number>();
    ofNode.set(target, (ofNode.get(target) ?? 0) + (weights[at] ?? Number.NaN));
    found.set(tree, ofTree.set(nodes[at] ?? -1, ofNode));
  });
  return found;
}

/** Lists of a node with their lengths checked. */
function readNodes(
  attributes: NodeAttributes,
  faults: FileFaults,
): Record<(typeof NODES_LISTS)[number], readonly number[]> & {
  readonly trees: readonly number[];
  readonly modes: readonly string[];
  readonly values: readonly number[];
  readonly missing: readonly number[];
} {
  const trees = attributes.integers("nodes_treeids");
  const modes = attributes.texts("nodes_modes");
  const values = attributes.numbers("nodes_values");
  const missing = attributes.integers("nodes_missing_value_tracks_true");
  const lists = Object.fromEntries(NODES_LISTS.map((name) => [name, attributes.integers(name)]));
  const uneven = [modes, values, ...Object.values(lists)].find((list) => list.length !== trees.length);
  if (uneven !== undefined) faults.invalid(`its trees have ${trees.length} nodes and a list of ${uneven.length}.`);
  return { ...(lists as Record<(typeof NODES_LISTS)[number], readonly number[]>), trees, modes, values, missing };
}

/** One tree's nodes: inner ones and leaves apart, with a tree for each output that its leaves add to. */
function readTree(
  places: readonly number[],
  nodes: ReturnType<typeof readNodes>,
  weights: LeafWeights,
  { columns, scale }: { readonly columns: number; readonly scale: number },
  faults: FileFaults,
): Tree[] {
  const inner = places.filter((at) => nodes.modes[at] !== "LEAF");
  const leaves = places.filter((at) => nodes.modes[at] === "LEAF");
  const idOf = (at: number): number => nodes.nodes_nodeids[at] ?? -1;
  const childOf = new Map([...inner.map((at, i) => [idOf(at), i] as const), ...leaves.map((at, i) => [idOf(at), ~i] as const)]);
  if (childOf.size !== places.length) faults.invalid("two nodes of a tree have the same number.");
  const child = (list: readonly number[], at: number): number => childOf.get(list[at] ?? -1) ?? Number.NaN;
  const questions = inner.map((at) =>
    questionOf(nodes.modes[at] ?? "", nodes.values[at] ?? Number.NaN, undefined, nodes.missing[at] === 1, faults),
  );
  const side = (left: boolean): number[] =>
    inner.map((at, i) => child(questions[i]?.yesIsLeft === left ? nodes.nodes_truenodeids : nodes.nodes_falsenodeids, at));
  const common = {
    // The root is the tree's first node.
    root: childOf.get(idOf(places[0] ?? -1)) ?? Number.NaN,
    feature: inner.map((at) => nodes.nodes_featureids[at] ?? -1),
    threshold: questions.map(({ threshold }) => threshold),
    missingLeft: questions.map(({ missingLeft }) => (missingLeft ? 1 : 0)),
    categories: questions.map(({ categories }) => categories),
    left: side(true),
    right: side(false),
  } satisfies Partial<RawTree>;
  const outputs = [...new Set(leaves.flatMap((at) => [...(weights.get(idOf(at))?.keys() ?? [])]))].sort((a, b) => a - b);
  if (outputs.length * places.length > MOST_LEAF_VALUES)
    faults.tooLarge(`has a tree of ${places.length} nodes for ${outputs.length} outputs.`);
  return outputs.map((output) => {
    const value = leaves.map((at) => scale * (weights.get(idOf(at))?.get(output) ?? 0));
    return buildTree({ ...common, output, value }, columns, faults);
  });
}

/**
 * Trees of a TreeEnsembleRegressor node (ai.onnx.ml 1 and 3) that adds up or averages leaves; a leaf that adds to several outputs stands
 * for a tree of each.
 * @param columns - width of the rows that are fed to it.
 * @throws MODELING_FILE_INVALID, MODELING_FILE_UNSUPPORTED, MODELING_FILE_TOO_LARGE
 */
export function readRegressorNode(
  node: ModelNode,
  columns: number,
  faults: FileFaults,
): TreeNodeContents & { readonly base: Float64Array; readonly postTransform: string } {
  const attributes = new NodeAttributes(node, faults);
  const outputs = attributes.integer("n_targets", 1);
  if (!(outputs >= 1 && outputs <= MOST_OUTPUTS)) faults.tooLarge(`has ${outputs} outputs; from 1 to ${MOST_OUTPUTS} can be read.`);
  const nodes = readNodes(attributes, faults);
  const places = byTree(nodes.trees);
  const aggregate = attributes.text("aggregate_function", "SUM");
  if (aggregate !== "SUM" && aggregate !== "AVERAGE") {
    faults.unsupported(`takes the ${aggregate} of its trees.`, "Use a model whose trees are added up or averaged.");
  }
  const scale = aggregate === "AVERAGE" ? 1 / Math.max(1, places.size) : 1;
  const weights = readWeights(attributes, outputs, faults);
  const none: LeafWeights = new Map();
  const trees = [...places].flatMap(([id, own]) => readTree(own, nodes, weights.get(id) ?? none, { columns, scale }, faults));
  const base = attributes.numbers("base_values");
  if (base.length !== 0 && base.length !== outputs) faults.invalid(`it has ${base.length} base values for ${outputs} outputs.`);
  return {
    outputs,
    trees,
    base: Float64Array.from({ length: outputs }, (_, k) => base[k] ?? 0),
    postTransform: attributes.text("post_transform", "NONE"),
  };
}
