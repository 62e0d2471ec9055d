import type { Tree } from "./tree.ts";

/** The shape of a tree, as the predicting kernels need it. */
export interface TreeOutline {
  readonly tree: Tree;
  /** Steps to the deepest leaf. */
  readonly depth: number;
  /** Place of each leaf, counted from the left. */
  readonly place: Int32Array;
  /** Nodes (≥ 0) and leaves (`~leaf`): the root, then pairs of children, of which the one that missing values go to comes first. */
  readonly pairs: Int32Array;
  /** Where the first child of each node is in `pairs`. */
  readonly firstChild: Int32Array;
  /** Bits of the leaves below the left child of each node; undefined where the tree has too many leaves or asks for categories. */
  readonly leftLeaves?: Int32Array;
}

/** Trees with more leaves are walked: their masks would be wider than a lane. */
const MOST_MASKED_LEAVES = 32;

/** True where a node asks for categories. */
export function asksForCategories({ categories }: Tree): boolean {
  return categories?.some((list) => list !== undefined) ?? false;
}

/** Bits [from, to) of 32. */
function bits(from: number, to: number): number {
  const below = (count: number): number => (count === 32 ? -1 : (1 << count) - 1);
  return below(to) & ~below(from);
}

/** Walks from the left, without recursion: trees may be as deep as they have nodes. */
function countFromLeft({ left, right, feature, value }: Tree): Pick<TreeOutline, "depth" | "place"> & { readonly leftLeaves: Int32Array } {
  const place = new Int32Array(value.length);
  const leftLeaves = new Int32Array(feature.length);
  const firstOf = new Int32Array(feature.length);
  // `after` is the node whose left side has just been walked.
  const open: [child: number, level: number, after: number][] = [[feature.length === 0 ? -1 : 0, 0, -1]];
  let leaves = 0;
  let depth = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [child, level, after] = next;
    if (after >= 0) leftLeaves[after] = leaves <= MOST_MASKED_LEAVES ? bits(firstOf[after]!, leaves) : 0;
    if (child < 0) {
      place[~child] = leaves;
      leaves += 1;
      depth = Math.max(depth, level);
      continue;
    }
    firstOf[child] = leaves;
    open.push([right[child]!, level + 1, child], [left[child]!, level + 1, -1]);
  }
  return { depth, place, leftLeaves };
}

/** Numbers children in pairs, level by level. */
function pairChildren({ left, right, feature, value, missingLeft }: Tree): Pick<TreeOutline, "pairs" | "firstChild"> {
  const pairs = new Int32Array(feature.length + value.length);
  const firstChild = new Int32Array(feature.length);
  pairs[0] = feature.length === 0 ? -1 : 0;
  let end = 1;
  for (let at = 0; at < end; at++) {
    const node = pairs[at]!;
    if (node < 0) continue;
    firstChild[node] = end;
    pairs[end] = missingLeft[node] === 1 ? left[node]! : right[node]!;
    pairs[end + 1] = missingLeft[node] === 1 ? right[node]! : left[node]!;
    end += 2;
  }
  return { pairs, firstChild };
}

/** Looks a tree over. */
export function outlineTree(tree: Tree): TreeOutline {
  const { depth, place, leftLeaves } = countFromLeft(tree);
  const isMasked = tree.feature.length > 0 && tree.value.length <= MOST_MASKED_LEAVES && !asksForCategories(tree);
  return { tree, depth, place, ...pairChildren(tree), ...(isMasked ? { leftLeaves } : {}) };
}
