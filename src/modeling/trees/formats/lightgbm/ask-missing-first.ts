import type { Tree } from "../../../../kernels/index.ts";

/** Lists of a tree that grow. */
interface Grown {
  readonly feature: number[];
  readonly threshold: number[];
  readonly missingLeft: number[];
  readonly left: number[];
  readonly right: number[];
  readonly gain: number[];
  readonly categories: (Int32Array | undefined)[];
  readonly nodeWeight: number[];
  readonly nodeRows: number[];
  readonly value: number[];
  readonly leafWeight: number[];
  readonly leafRows: number[];
}

/** A tree in which no node sends missing categories left: those that did are asked "is it missing?" first. */
class Rewriter {
  readonly #tree: Tree;
  readonly #mostLeaves: number;
  readonly grown: Grown = {
    feature: [],
    threshold: [],
    missingLeft: [],
    left: [],
    right: [],
    gain: [],
    categories: [],
    nodeWeight: [],
    nodeRows: [],
    value: [],
    leafWeight: [],
    leafRows: [],
  };

  constructor(tree: Tree, mostLeaves: number) {
    this.#tree = tree;
    this.#mostLeaves = mostLeaves;
  }

  #add(node: number, question: { threshold: number; missingLeft: number; categories?: Int32Array | undefined }): number {
    const { grown } = this;
    const tree = this.#tree;
    grown.threshold.push(question.threshold);
    grown.missingLeft.push(question.missingLeft);
    grown.categories.push(question.categories);
    grown.gain.push(tree.gain[node] ?? 0);
    grown.nodeWeight.push(tree.nodeWeight[node] ?? 0);
    grown.nodeRows.push(tree.nodeRows[node] ?? 0);
    grown.left.push(0);
    grown.right.push(0);
    return grown.feature.push(tree.feature[node] ?? 0) - 1;
  }

  #leaf(leaf: number): number {
    const { grown } = this;
    grown.leafWeight.push(this.#tree.leafWeight[leaf] ?? 0);
    grown.leafRows.push(this.#tree.leafRows[leaf] ?? 0);
    return ~(grown.value.push(this.#tree.value[leaf] ?? 0) - 1);
  }

  /** Copies what is below a child; `missing` are the columns that are known to be missing there. False where there are too many leaves. */
  copy(child: number, missing: ReadonlySet<number>): number | false {
    if (child < 0) return this.grown.value.length < this.#mostLeaves && this.#leaf(~child);
    const { feature, threshold, missingLeft, categories, left, right } = this.#tree;
    const column = feature[child] ?? 0;
    const [yes, no, byDefault] = [left[child] ?? -1, right[child] ?? -1, missingLeft[child] ?? 0];
    if (missing.has(column)) return this.copy(byDefault === 1 ? yes : no, missing);
    const set = categories?.[child];
    if (set === undefined || byDefault === 0) {
      const node = this.#add(child, { threshold: threshold[child] ?? 0, missingLeft: byDefault, categories: set });
      return this.#join(node, this.copy(yes, missing), () => this.copy(no, missing));
    }
    const first = this.#add(child, { threshold: Number.POSITIVE_INFINITY, missingLeft: 0 });
    const second = this.#add(child, { threshold: Number.NaN, missingLeft: 0, categories: set });
    const joined = this.#join(second, this.copy(yes, missing), () => this.copy(no, missing));
    return this.#join(first, joined, () => this.copy(yes, new Set([...missing, column])));
  }

  #join(node: number, left: number | false, copyRight: () => number | false): number | false {
    const right = left !== false && copyRight();
    if (left === false || right === false) return false;
    this.grown.left[node] = left;
    this.grown.right[node] = right;
    return node;
  }
}

/** Nodes on the longest way that recursion may follow, and how many times as large a tree may become. */
const DEEPEST = 2000;
const MOST_GROWTH = 16;

function depthOf({ left, right }: Tree): number {
  const depth = new Int32Array(left.length).fill(1);
  let deepest = 0;
  left.forEach((child, node) => {
    const here = depth[node] ?? 1;
    deepest = Math.max(deepest, here);
    for (const next of [child, right[node] ?? -1]) if (next >= 0) depth[next] = here + 1;
  });
  return deepest;
}

/**
 * The same tree without nodes that send missing categories to those they name, which LightGBM cannot say: such a node is asked whether its
 * column is missing first, and what lies below its left child is there twice.
 * @returns undefined where it would become too large or is too deep.
 */
export function askMissingFirst(tree: Tree): Tree | undefined {
  const isAsking = tree.categories?.some((set, node) => set !== undefined && tree.missingLeft[node] === 1) ?? false;
  if (!isAsking) return tree;
  if (depthOf(tree) > DEEPEST) return undefined;
  const rewriter = new Rewriter(tree, MOST_GROWTH * tree.value.length);
  if (rewriter.copy(0, new Set()) === false) return undefined;
  const { grown } = rewriter;
  return {
    output: tree.output,
    categories: grown.categories,
    feature: Int32Array.from(grown.feature),
    threshold: Float32Array.from(grown.threshold),
    missingLeft: Uint8Array.from(grown.missingLeft),
    left: Int32Array.from(grown.left),
    right: Int32Array.from(grown.right),
    gain: Float64Array.from(grown.gain),
    value: Float64Array.from(grown.value),
    nodeWeight: Float64Array.from(grown.nodeWeight),
    leafWeight: Float64Array.from(grown.leafWeight),
    nodeRows: Float64Array.from(grown.nodeRows),
    leafRows: Float64Array.from(grown.leafRows),
  };
}
