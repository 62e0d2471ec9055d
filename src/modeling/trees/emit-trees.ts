import type { Tree } from "../../kernels/index.ts";
import {
  abs,
  and,
  cast,
  div,
  exp,
  lessOrEqual,
  reduceSum,
  sigmoid,
  softmax,
  type TreeEnsembleSettings,
  treeEnsemble,
  type Value,
  where,
} from "../../onnx/index.ts";
import { type TreeEnsemble, type TreeLink, treeLinks } from "./tree-ensemble.ts";

/** The op's lists while they are being filled. */
type Lists = { -readonly [Name in keyof TreeEnsembleSettings]: TreeEnsembleSettings[Name] extends number ? number : number[] };

function emptyLists(outputs: number): Lists {
  return {
    outputs,
    roots: [],
    modes: [],
    features: [],
    splits: [],
    members: [],
    missingTrue: [],
    trueNodes: [],
    trueLeaves: [],
    falseNodes: [],
    falseLeaves: [],
    leafOutputs: [],
    leafValues: [],
  };
}

/** Adds a tree that is one leaf: a node whose two children are the leaf. */
function addLeaf(lists: Lists, output: number, value: number): void {
  const leaf = lists.leafValues.length;
  lists.roots.push(lists.modes.length);
  lists.modes.push(0);
  lists.features.push(0);
  lists.splits.push(0);
  lists.missingTrue.push(0);
  lists.trueNodes.push(leaf);
  lists.trueLeaves.push(1);
  lists.falseNodes.push(leaf);
  lists.falseLeaves.push(1);
  lists.leafOutputs.push(output);
  lists.leafValues.push(value);
}

function addTree(lists: Lists, tree: Tree): void {
  const { feature, threshold, missingLeft, left, right, value, categories, output } = tree;
  if (feature.length === 0) {
    addLeaf(lists, output, value[0] ?? 0);
    return;
  }
  const firstNode = lists.modes.length;
  const firstLeaf = lists.leafValues.length;
  const childAt = (child: number): number => (child < 0 ? firstLeaf + ~child : firstNode + child);
  lists.roots.push(firstNode);
  for (let node = 0; node < feature.length; node++) {
    const asked = categories?.[node];
    // ONNX Runtime refuses an empty set; no code is ≤ −∞ either.
    const members = asked?.length === 0 ? undefined : asked;
    const split = asked === undefined ? (threshold[node] ?? 0) : members === undefined ? Number.NEGATIVE_INFINITY : 0;
    const [yes, no] = [left[node] ?? -1, right[node] ?? -1];
    lists.modes.push(members === undefined ? 0 : 6);
    lists.features.push(feature[node] ?? 0);
    lists.splits.push(split);
    lists.missingTrue.push(missingLeft[node] ?? 0);
    lists.trueNodes.push(childAt(yes));
    lists.trueLeaves.push(yes < 0 ? 1 : 0);
    lists.falseNodes.push(childAt(no));
    lists.falseLeaves.push(no < 0 ? 1 : 0);
    if (members !== undefined) lists.members.push(...members, Number.NaN);
  }
  for (const leaf of value) {
    lists.leafOutputs.push(output);
    lists.leafValues.push(leaf);
  }
}

/** The op's settings: the base as trees of one leaf, then the trees in their order. */
export function treeSettings({ outputs, base, trees }: TreeEnsemble): TreeEnsembleSettings {
  const lists = emptyLists(outputs);
  base.forEach((value, output) => {
    if (value !== 0 || trees.length === 0) addLeaf(lists, output, value);
  });
  for (const tree of trees) addTree(lists, tree);
  return lists as TreeEnsembleSettings;
}

/** Puts NaN where 0 stands for a missing value; `marked` says in which columns, [1, columns]. */
function markZeros(x: Value, marked: Value): Value {
  const { graph } = x;
  // 1e-35: how near 0 counts as 0, see ZERO_BOUND of the kernels.
  const isZero = and(lessOrEqual(abs(x), graph.scalar(1e-35)), marked);
  return where(isZero, graph.scalar(Number.NaN), x);
}

function emitLink(link: TreeLink, scores: Value): Value {
  switch (link) {
    case "identity":
      return scores;
    case "sigmoid":
      return sigmoid(scores);
    case "softmax":
      return softmax(scores, 1);
    case "exponential":
      return exp(scores);
    case "one_vs_rest": {
      const each = sigmoid(scores);
      return div(each, reduceSum(each, [1], true));
    }
  }
}

/** The kind of region that `treesAccelerator` evaluates. */
export const treesKind = "trees-1";

/**
 * Adds an ensemble to a graph: float32 [N, outputs] predictions from float32 [N, columns].
 * Thresholds are compared and leaves summed in float64, which costs ONNX Runtime nothing and agrees with `walkTrees` to the last digits.
 */
export function emitTrees(ensemble: TreeEnsemble, x: Value): Value {
  const { columns, link, zeroIsMissing } = ensemble;
  const zeros = zeroIsMissing && x.graph.constant(Array.from(zeroIsMissing, Boolean), [1, columns]);
  const settings = { columns, link: treeLinks.indexOf(link), zeros: zeros === undefined ? 0 : 1 };
  const [prediction] = x.graph.region({ kind: treesKind, inputs: [x], settings, ...(zeros && { constants: { zeros } }) }, (): [Value] => {
    const marked = zeros === undefined ? x : markZeros(x, zeros);
    const scores = treeEnsemble(cast(marked, "float64"), treeSettings(ensemble));
    return [emitLink(link, cast(scores, "float32"))];
  });
  return prediction;
}
