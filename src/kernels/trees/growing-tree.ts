import type { ColumnBins } from "./binned-rows.ts";
import type { GrowthSettings } from "./growth-settings.ts";
import { leafValue, type Scales } from "./leaf-value.ts";
import type { Tree } from "./tree.ts";

/** A split of a node, as the kernels found it. */
export interface Split {
  readonly column: number;
  /** Numbers: bins 1 … bin go left. */
  readonly bin: number;
  readonly missingLeft: boolean;
  /** Categories: a bit per bin, which go left. */
  readonly leftBins?: Uint8Array;
  readonly leftGradient: number;
  readonly leftHessian: number;
  readonly gain: number;
}

/** A leaf while the tree grows. */
export interface Leaf {
  /** Place among the leaves; the left side of a split keeps it. */
  readonly number: number;
  readonly depth: number;
  /** Columns on the way to it; kept where interactions are limited. */
  readonly path: readonly number[];
  /** Inner node above and on which side of it; −1 at the root. */
  readonly parent: number;
  readonly isLeft: boolean;
  /** Address of row numbers (0: all rows in order), first of the leaf's among them, how many. */
  readonly list: number;
  readonly first: number;
  readonly rows: number;
  /** Whole-number sums. */
  readonly gradient: number;
  readonly hessian: number;
  /** Bounds of its value. */
  readonly low: number;
  readonly high: number;
  /** What it would be split by, and the histograms of its rows; set where it can be split. */
  best: Split | undefined;
  slot: number | undefined;
  gain: number;
}

/** A leaf whose best split is not known yet. */
export function newLeaf(known: Omit<Leaf, "best" | "slot" | "gain">): Leaf {
  return { ...known, best: undefined, slot: undefined, gain: 0 };
}

interface InnerNode {
  readonly split: Split;
  readonly hessian: number;
  readonly rows: number;
  left: number;
  right: number;
}

/** Whether a bin goes left. */
export function goesLeft(split: Split, bin: number): boolean {
  if (split.leftBins !== undefined) return ((split.leftBins[bin >> 3]! >> (bin & 7)) & 1) === 1;
  return bin === 0 ? split.missingLeft : bin <= split.bin;
}

/** The nodes and leaves of a tree that is being grown. */
export class GrowingTree {
  readonly nodes: InnerNode[] = [];
  readonly leaves: Leaf[] = [];

  /** Turns a leaf into an inner node; answers its number. The sides are to be set as leaves. */
  split(leaf: Leaf): number {
    const number = this.nodes.length;
    const above = this.nodes[leaf.parent];
    if (above !== undefined) above[leaf.isLeft ? "left" : "right"] = number;
    this.nodes.push({ split: leaf.best!, hessian: leaf.hessian, rows: leaf.rows, left: 0, right: 0 });
    return number;
  }

  /** Points inner nodes to the leaves. */
  close(): void {
    for (const leaf of this.leaves) {
      const above = this.nodes[leaf.parent];
      if (above !== undefined) above[leaf.isLeft ? "left" : "right"] = ~leaf.number;
    }
  }

  /** The finished tree. */
  toTree(output: number, bins: ColumnBins, scales: Scales, value: Float64Array): Tree {
    const { nodes, leaves } = this;
    const categories = nodes.map(({ split }) => leftCodes(split, bins));
    return {
      output,
      feature: Int32Array.from(nodes, ({ split }) => split.column),
      threshold: Float32Array.from(nodes, ({ split }) => thresholdOf(split, bins)),
      missingLeft: Uint8Array.from(nodes, ({ split }) => Number(split.missingLeft)),
      left: Int32Array.from(nodes, (node) => node.left),
      right: Int32Array.from(nodes, (node) => node.right),
      gain: Float64Array.from(nodes, ({ split }) => split.gain),
      ...(categories.some((codes) => codes !== undefined) ? { categories } : {}),
      value,
      nodeWeight: Float64Array.from(nodes, (node) => node.hessian / scales.hessian),
      leafWeight: Float64Array.from(leaves, (leaf) => leaf.hessian / scales.hessian),
      nodeRows: Float64Array.from(nodes, (node) => node.rows),
      leafRows: Float64Array.from(leaves, (leaf) => leaf.rows),
    };
  }
}

/** Threshold of a cut after a bin: ∞ after the last. */
function thresholdOf({ column, bin, leftBins }: Split, { cuts }: ColumnBins): number {
  return leftBins === undefined ? (cuts[column]![bin - 1] ?? Infinity) : Number.NaN;
}

function leftCodes(split: Split, bins: ColumnBins): Int32Array | undefined {
  const codes = bins.codes[split.column];
  return split.leftBins === undefined ? undefined : codes?.filter((_, at) => goesLeft(split, at + 1)).sort();
}

/** Bounds of the values on either side of a split: the middle of its two values parts them where its column is monotone. */
export function boundsBelow(
  leaf: Leaf,
  split: Split,
  scales: Scales,
  settings: GrowthSettings,
): readonly [{ low: number; high: number }, { low: number; high: number }] {
  const { low, high, gradient, hessian } = leaf;
  const sign = settings.monotone?.[split.column] ?? 0;
  if (sign === 0)
    return [
      { low, high },
      { low, high },
    ];
  const { leftGradient, leftHessian } = split;
  const left = leafValue(leftGradient, leftHessian, scales, settings, low, high);
  const right = leafValue(gradient - leftGradient, hessian - leftHessian, scales, settings, low, high);
  const middle = (left + right) / 2;
  const below = { low, high: middle };
  const above = { low: middle, high };
  return sign > 0 ? [below, above] : [above, below];
}
