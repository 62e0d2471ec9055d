import type { Tree } from "../../../kernels/index.ts";
import { type FileFaults, MOST_CATEGORIES } from "./file-faults.ts";

/** A tree as a file has it: nodes and leaves in the file's numbering, which nobody vouches for. */
export interface RawTree {
  readonly output: number;
  /** Inner node ≥ 0 or leaf `~leaf`. */
  readonly root: number;
  /** Lists of inner nodes have one length. */
  readonly feature: ArrayLike<number>;
  /** x ≤ threshold goes left. */
  readonly threshold: ArrayLike<number>;
  readonly missingLeft: ArrayLike<number>;
  readonly left: ArrayLike<number>;
  readonly right: ArrayLike<number>;
  readonly gain?: ArrayLike<number>;
  readonly categories?: readonly (Int32Array | undefined)[];
  readonly nodeWeight?: ArrayLike<number>;
  readonly nodeRows?: ArrayLike<number>;
  /** Lists of leaves have another. */
  readonly value: ArrayLike<number>;
  readonly leafWeight?: ArrayLike<number>;
  readonly leafRows?: ArrayLike<number>;
}

/** Inner nodes and leaves that the root leads to, in an order that has parents before children. */
interface Reached {
  readonly nodes: readonly number[];
  readonly leaves: readonly number[];
}

/** Walks from the root; each node and leaf may be met once. @throws MODELING_FILE_INVALID */
function reach(raw: RawTree, faults: FileFaults): Reached {
  const seenNodes = new Uint8Array(raw.feature.length);
  const seenLeaves = new Uint8Array(raw.value.length);
  const nodes: number[] = [];
  const leaves: number[] = [];
  const open = [raw.root];
  for (let child = open.pop(); child !== undefined; child = open.pop()) {
    const isLeaf = child < 0;
    const at = isLeaf ? ~child : child;
    const seen = isLeaf ? seenLeaves : seenNodes;
    if (!Number.isInteger(child) || at >= seen.length) faults.invalid(`a tree has no ${isLeaf ? "leaf" : "node"} ${at}.`);
    if (seen[at] === 1) faults.invalid(`a tree comes to ${isLeaf ? "leaf" : "node"} ${at} by two ways.`);
    seen[at] = 1;
    (isLeaf ? leaves : nodes).push(at);
    if (!isLeaf) open.push(raw.right[at] ?? Number.NaN, raw.left[at] ?? Number.NaN);
  }
  return { nodes, leaves };
}

/** The file's own order where it has parents before children, the order in which nodes are met elsewhere. */
function order({ nodes, leaves }: Reached, raw: RawTree): Reached {
  const after = (child: number | undefined, node: number): boolean => (child ?? -1) < 0 || (child ?? -1) > node;
  const isSorted = nodes.every((node) => after(raw.left[node], node) && after(raw.right[node], node));
  const ascending = (a: number, b: number): number => a - b;
  return isSorted ? { nodes: nodes.toSorted(ascending), leaves: leaves.toSorted(ascending) } : { nodes, leaves };
}

function pick(list: ArrayLike<number> | undefined, places: readonly number[]): Float64Array {
  return Float64Array.from(places, (place) => list?.[place] ?? 0);
}

function checkCategories(list: Int32Array | undefined, faults: FileFaults): void {
  list?.forEach((code, at) => {
    const isSound = code >= 0 && code < MOST_CATEGORIES && (at === 0 || code > (list[at - 1] ?? 0));
    if (!isSound) faults.invalid(`a set of categories holds ${code} behind ${list[at - 1]}.`);
  });
}

/** Questions and values that the trees of no library hold. */
function checkContents(raw: RawTree, { nodes, leaves }: Reached, columns: number, faults: FileFaults): void {
  for (const node of nodes) {
    const feature = raw.feature[node] ?? Number.NaN;
    if (!Number.isInteger(feature) || feature < 0 || feature >= columns) faults.invalid(`a node asks for column ${feature} of ${columns}.`);
    const isCategory = raw.categories?.[node] !== undefined;
    if (!isCategory && Number.isNaN(raw.threshold[node] ?? Number.NaN)) faults.invalid("a node has no threshold.");
    checkCategories(raw.categories?.[node], faults);
  }
  for (const leaf of leaves) {
    if (!Number.isFinite(raw.value[leaf] ?? Number.NaN)) faults.invalid(`a leaf has the value ${raw.value[leaf]}.`);
  }
}

/**
 * A tree from a file's lists: checked, without what the root does not lead to, and renumbered where the file has children before parents.
 * Takes time and memory in proportion to the lists.
 * @throws MODELING_FILE_INVALID
 */
export function buildTree(raw: RawTree, columns: number, faults: FileFaults): Tree {
  const reached = reach(raw, faults);
  checkContents(raw, reached, columns, faults);
  const { nodes, leaves } = order(reached, raw);
  const placeOfNode = new Int32Array(raw.feature.length);
  const placeOfLeaf = new Int32Array(raw.value.length);
  nodes.forEach((node, place) => {
    placeOfNode[node] = place;
  });
  leaves.forEach((leaf, place) => {
    placeOfLeaf[leaf] = place;
  });
  const place = (child: number): number => (child < 0 ? ~(placeOfLeaf[~child] ?? 0) : (placeOfNode[child] ?? 0));
  const { categories } = raw;
  const hasCategories = categories !== undefined && nodes.some((node) => categories[node] !== undefined);
  return {
    output: raw.output,
    feature: Int32Array.from(pick(raw.feature, nodes)),
    threshold: Float32Array.from(nodes, (node) => (categories?.[node] === undefined ? (raw.threshold[node] ?? 0) : Number.NaN)),
    missingLeft: Uint8Array.from(nodes, (node) => (raw.missingLeft[node] === 0 ? 0 : 1)),
    left: Int32Array.from(nodes, (node) => place(raw.left[node] ?? 0)),
    right: Int32Array.from(nodes, (node) => place(raw.right[node] ?? 0)),
    gain: pick(raw.gain, nodes),
    ...(hasCategories ? { categories: nodes.map((node) => categories[node]) } : {}),
    value: pick(raw.value, leaves),
    nodeWeight: pick(raw.nodeWeight, nodes),
    leafWeight: pick(raw.leafWeight, leaves),
    nodeRows: pick(raw.nodeRows, nodes),
    leafRows: pick(raw.leafRows, leaves),
  };
}
