import type { Tree } from "../../../../kernels/index.ts";
import type { ModelNode } from "../../../../onnx/index.ts";
import { buildTree, type RawTree } from "../build-tree.ts";
import { type FileFaults, MOST_OUTPUTS } from "../file-faults.ts";
import { branchModes, type Question, questionOf } from "./branch-modes.ts";
import { NodeAttributes } from "./node-attributes.ts";

/** What a node of trees in an ONNX graph holds. */
export interface TreeNodeContents {
  readonly outputs: number;
  readonly trees: readonly Tree[];
}

interface Lists {
  readonly questions: readonly Question[];
  readonly features: readonly number[];
  /** Node ≥ 0 or leaf `~leaf`. */
  readonly yes: readonly number[];
  readonly no: readonly number[];
  readonly leafOutputs: readonly number[];
  readonly leafValues: readonly number[];
}

/** Sets of the nodes that ask for members, in their order, each ended by NaN. */
function readMembers(modes: readonly number[], members: readonly number[], faults: FileFaults): (Int32Array | undefined)[] {
  let at = 0;
  return modes.map((mode) => {
    if (mode !== 6) return undefined;
    const set: number[] = [];
    for (; at < members.length && !Number.isNaN(members[at]); at++) set.push(members[at] ?? 0);
    at += 1;
    if (set.some((member) => !Number.isInteger(member))) faults.invalid("a node asks for members that are no categories.");
    return Int32Array.from(new Set(set)).sort();
  });
}

function readLists(node: ModelNode, faults: FileFaults): Lists {
  const attributes = new NodeAttributes(node, faults);
  const features = attributes.integers("nodes_featureids");
  const listed = (name: string, list: readonly number[]): readonly number[] => {
    if (list.length !== features.length) faults.invalid(`its trees have ${features.length} nodes and ${list.length} ${name}.`);
    return list;
  };
  const children = (way: string): number[] => {
    const isLeaf = listed("leaf flags", attributes.integers(`nodes_${way}leafs`));
    return listed("children", attributes.integers(`nodes_${way}nodeids`)).map((child, at) => (isLeaf[at] === 0 ? child : ~child));
  };
  const missing = attributes.integers("nodes_missing_value_tracks_true");
  const modes = listed("modes", attributes.numbers("nodes_modes"));
  const splits = listed("splits", attributes.numbers("nodes_splits"));
  const members = readMembers(modes, attributes.numbers("membership_values"), faults);
  const leafOutputs = attributes.integers("leaf_targetids");
  const leafValues = attributes.numbers("leaf_weights");
  if (leafOutputs.length !== leafValues.length) faults.invalid(`it has ${leafValues.length} leaves with ${leafOutputs.length} outputs.`);
  const questions = modes.map((mode, at) =>
    questionOf(branchModes[mode] ?? String(mode), splits[at] ?? 0, members[at], missing[at] === 1, faults),
  );
  return { questions, features, yes: children("true"), no: children("false"), leafOutputs, leafValues };
}

/** Leaf that the root's children both are: the form of a tree of one leaf; undefined elsewhere. */
function loneLeaf({ yes, no }: Lists, root: number): number | undefined {
  const child = yes[root] ?? 0;
  return child < 0 && child === no[root] ? child : undefined;
}

/** The tree at a root, cut out of the lists. Its nodes lie between the root and the next root, its leaves wherever these say. */
function cutTree(lists: Lists, root: number, end: number, faults: FileFaults): RawTree {
  const { questions, features, yes, no, leafValues, leafOutputs } = lists;
  const lone = loneLeaf(lists, root);
  const children = lone === undefined ? [...yes.slice(root, end), ...no.slice(root, end)] : [lone];
  const leaves = [...new Set(children.filter((child) => child < 0).map((child) => ~child))].sort((a, b) => a - b);
  const placeOf = new Map(leaves.map((leaf, place) => [leaf, place]));
  const own = questions.slice(root, lone === undefined ? end : root);
  const local = (child: number): number => (child < 0 ? ~(placeOf.get(~child) ?? 0) : child - root);
  const side = (left: boolean): number[] =>
    own.map(({ yesIsLeft }, at) => local(((yesIsLeft === left ? yes : no)[root + at] as number | undefined) ?? Number.NaN));
  const output = leafOutputs[leaves[0] ?? -1] ?? -1;
  if (leaves.some((leaf) => leafOutputs[leaf] !== output)) {
    faults.unsupported("has a tree whose leaves add to several outputs.", "Use a model with one output for each tree.");
  }
  return {
    output,
    root: lone === undefined ? 0 : -1,
    feature: features.slice(root, root + own.length),
    threshold: own.map(({ threshold }) => threshold),
    missingLeft: own.map(({ missingLeft }) => (missingLeft ? 1 : 0)),
    categories: own.map(({ categories }) => categories),
    left: side(true),
    right: side(false),
    value: leaves.map((leaf) => leafValues[leaf] ?? Number.NaN),
  };
}

/**
 * Trees of a TreeEnsemble node (ai.onnx.ml 5) that adds up leaves.
 * @param columns - width of the rows that are fed to it.
 * @throws MODELING_FILE_INVALID, MODELING_FILE_UNSUPPORTED, MODELING_FILE_TOO_LARGE
 */
export function readTreeNode(node: ModelNode, columns: number, faults: FileFaults): TreeNodeContents {
  const attributes = new NodeAttributes(node, faults);
  if (attributes.integer("aggregate_function", 1) !== 1 || attributes.integer("post_transform", 0) !== 0) {
    faults.unsupported(
      "has trees that are not just added up.",
      "Use a model whose trees are summed, with what follows as nodes of their own.",
    );
  }
  const outputs = attributes.integer("n_targets", 1);
  if (!(outputs >= 1 && outputs <= MOST_OUTPUTS)) faults.tooLarge(`has ${outputs} outputs; from 1 to ${MOST_OUTPUTS} can be read.`);
  const lists = readLists(node, faults);
  const roots = attributes.integers("tree_roots");
  const sorted = roots.toSorted((a, b) => a - b);
  const endOf = new Map(sorted.map((root, at) => [root, sorted[at + 1] ?? lists.features.length]));
  if (endOf.size !== roots.length) faults.invalid("two of its trees have the same root.");
  const trees = roots.map((root) => {
    const raw = cutTree(lists, root, endOf.get(root) ?? root, faults);
    if (!(raw.output >= 0 && raw.output < outputs)) faults.invalid(`a leaf adds to output ${raw.output} of ${outputs}.`);
    return buildTree(raw, columns, faults);
  });
  return { outputs, trees };
}
