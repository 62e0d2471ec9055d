import type { Tree } from "../../../kernels/index.ts";
import type { TreeEnsemble } from "../tree-ensemble.ts";

/** A tree that adds one value to every row. */
function leafTree(output: number, value: number): Tree {
  const none = new Float64Array(0);
  const one = new Float64Array(1);
  return {
    output,
    feature: new Int32Array(0),
    threshold: new Float32Array(0),
    missingLeft: new Uint8Array(0),
    left: new Int32Array(0),
    right: new Int32Array(0),
    gain: none,
    nodeWeight: none,
    nodeRows: none,
    value: Float64Array.of(value),
    leafWeight: one,
    leafRows: one,
  };
}

/** The same ensemble with a base of 0: the base is added to the leaves of each output's first tree. */
export function foldBase(ensemble: TreeEnsemble): TreeEnsemble {
  const open = new Map([...ensemble.base].map((value, output) => [output, value]));
  const trees = ensemble.trees.map((tree) => {
    const added = open.get(tree.output);
    if (added === undefined) return tree;
    open.delete(tree.output);
    return added === 0 ? tree : { ...tree, value: tree.value.map((value) => value + added) };
  });
  const rest = [...open].map(([output, value]) => leafTree(output, value));
  return { ...ensemble, base: new Float64Array(ensemble.outputs), trees: [...trees, ...rest] };
}

/** Trees in rounds of one tree for each output, as libraries store them; a tree of one leaf, 0, where an output has fewer. */
export function inRounds({ trees, outputs }: TreeEnsemble): readonly Tree[] {
  const byOutput = Array.from({ length: outputs }, (_, output) => trees.filter((tree) => tree.output === output));
  const rounds = byOutput.reduce((most, list) => Math.max(most, list.length), 0);
  return Array.from({ length: rounds }, (_, round) => byOutput.map((list, output) => list[round] ?? leafTree(output, 0))).flat();
}
