import { random } from "../random.ts";
import type { GrowthRequest, GrowthSettings } from "./growth-settings.ts";
import { leafValue, type Scales } from "./leaf-value.ts";
import type { ReferenceBins } from "./reference-bins.ts";
import { bestSplit, type ColumnHistogram, type NodeSums, type Split, SplitScorer } from "./reference-splits.ts";
import type { Tree } from "./tree.ts";

/** A leaf while the tree grows. */
interface Leaf extends NodeSums {
  readonly rowsOf: Int32Array;
  readonly depth: number;
  /** Columns on the way to it. */
  readonly path: readonly number[];
  /** Inner node above and on which side of it; −1 at the root. */
  readonly parent: number;
  readonly isLeft: boolean;
  /** What it would be split by. */
  readonly best: Split | undefined;
}

interface InnerNode {
  readonly split: Split;
  readonly hessian: number;
  readonly rows: number;
  left: number;
  right: number;
}

/** Largest power of two that keeps a sum within 2³⁰; 1 for a sum of 0. */
function powerScale(sum: number): number {
  if (!(sum > 0)) return 1;
  return 2 ** Math.max(-120, Math.min(120, Math.floor(Math.log2(2 ** 30 / sum))));
}

/** Nearest whole number, half to even. */
function nearest(value: number): number {
  const rounded = Math.round(value);
  return Math.abs(value % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

/**
 * Grows trees in plain TypeScript: slow and clear, the meaning that the kernels are held against.
 *
 * - **Whole numbers.** Gradients and hessians of the tree's rows are rounded to round(value · scale), half to even, with the largest
 *   powers of two that keep Σ|gradient| · scale and Σhessian · scale within 2³⁰ (sums in float64 over the tree's rows). All sums of
 *   nodes and bins are then exact, whatever the order.
 * - **Fewest rows.** Bins hold no counts: a side is taken to hold H_side / (H_node / rows_node) rows. A split needs on both sides a
 *   whole-number hessian of at least max(1, ⌈max(minimumLeafHessian · scale, (minimumLeafRows − ½) · H_node / rows_node)⌉).
 * - **Best split of a node.** Within a column of numbers by a float32 score (`SplitScorer.numberScore`), among categories by the float64
 *   gain; among columns by the float64 gain, of equal ones the lower column. It must be above `minimumGain` and above 0.
 * - **Columns of a node.** Those of the request that the interactions allow, ascending; with `columnsPerNode` that many of them, drawn by
 *   a Fisher–Yates shuffle of random(seed).fork(`node ${created}`), ascending again. Where none of them has a split, all the others are
 *   looked at, so that columns that are constant in a node do not end it. Nodes are counted as they are created: 0 the
 *   root, 2k + 1 and 2k + 2 the left and right side of the k-th split. With random thresholds each of these columns, in this order, then
 *   takes one number of the same stream.
 * - **Which leaf next.** leaf_wise: the largest gain; depth_wise: the least depth, then the largest gain; of equal ones the lower leaf.
 *   The left side keeps the leaf's number, the right side gets the next one. Inner nodes are numbered as they are split.
 * - **Monotone columns.** A split of one must not step against its sign; the middle of its two values bounds all values below, from above
 *   on the lower side and from below on the other. Splits of other columns hand their bounds on.
 * - **Gain** is twice the fall of the loss's quadratic approximation, penalties included, as LightGBM and XGBoost report it.
 */
export class ReferenceGrower {
  readonly gradient: Float32Array;
  readonly hessian: Float32Array;
  readonly #bins: ReferenceBins;
  readonly #settings: GrowthSettings;
  readonly #leafOfRow: Int32Array;
  readonly #wholeGradient: Float64Array;
  readonly #wholeHessian: Float64Array;
  #scales: Scales = { gradient: 1, hessian: 1 };

  constructor(bins: ReferenceBins, settings: GrowthSettings) {
    this.#bins = bins;
    this.#settings = settings;
    this.gradient = new Float32Array(bins.rows);
    this.hessian = new Float32Array(bins.rows);
    this.#leafOfRow = new Int32Array(bins.rows);
    this.#wholeGradient = new Float64Array(bins.rows);
    this.#wholeHessian = new Float64Array(bins.rows);
  }

  /** Grows one tree; see the class. */
  grow(request: GrowthRequest): Tree {
    const rows = request.rows ?? Int32Array.from({ length: this.#bins.rows }, (_, row) => row);
    this.#takeWholeNumbers(rows);
    const leaves = [this.#newLeaf(rows, { depth: 0, path: [], parent: -1, isLeft: false, low: -Infinity, high: Infinity }, 0, request)];
    const nodes: InnerNode[] = [];
    const { maximumLeaves } = this.#settings;
    while (maximumLeaves === 0 || leaves.length < maximumLeaves) {
      const at = this.#nextLeaf(leaves);
      if (at < 0) break;
      this.#splitLeaf(leaves, at, nodes, request);
    }
    leaves.forEach((leaf, number) => {
      const above = nodes[leaf.parent];
      if (above !== undefined) above[leaf.isLeft ? "left" : "right"] = ~number;
    });
    const tree = this.#toTree(request.output, nodes, leaves);
    for (let row = 0; row < this.#bins.rows; row++) this.#leafOfRow[row] = this.#descend(nodes, row);
    return tree;
  }

  /** Leaf of every training row in the last tree, of rows that it did not learn from too; length rows. */
  leafOfRows(): Int32Array {
    return this.#leafOfRow;
  }

  /** Adds to every row's score the value of its leaf in the last tree. */
  addLastTree(score: Float32Array | Float64Array, leafValues: Float64Array): void {
    for (let row = 0; row < score.length; row++) score[row]! += leafValues[this.#leafOfRow[row]!]!;
  }

  /** Nothing to free here; the kernels' grower has. */
  free(): void {}

  #takeWholeNumbers(rows: Int32Array): void {
    let gradients = 0;
    let hessians = 0;
    for (const row of rows) {
      gradients += Math.abs(this.gradient[row]!);
      hessians += this.hessian[row]!;
    }
    this.#scales = { gradient: powerScale(gradients), hessian: powerScale(hessians) };
    for (const row of rows) {
      this.#wholeGradient[row] = nearest(this.gradient[row]! * this.#scales.gradient);
      this.#wholeHessian[row] = nearest(this.hessian[row]! * this.#scales.hessian);
    }
  }

  #newLeaf(
    rowsOf: Int32Array,
    place: Pick<Leaf, "depth" | "path" | "parent" | "isLeft" | "low" | "high">,
    created: number,
    request: GrowthRequest,
  ): Leaf {
    let gradient = 0;
    let hessian = 0;
    for (const row of rowsOf) {
      gradient += this.#wholeGradient[row]!;
      hessian += this.#wholeHessian[row]!;
    }
    const leaf = { ...place, rowsOf, gradient, hessian, rows: rowsOf.length, best: undefined };
    return { ...leaf, best: this.#bestOf(leaf, created, request) };
  }

  #bestOf(leaf: Leaf, created: number, request: GrowthRequest): Split | undefined {
    const { maximumDepth, minimumGain, columnsPerNode, randomThresholds } = this.#settings;
    if (maximumDepth > 0 && leaf.depth >= maximumDepth) return undefined;
    const stream = random(request.seed).fork(`node ${created}`);
    const columns = this.#allowedColumns(leaf.path, request.columns);
    const drawn = columnsPerNode > 0 ? Math.min(columnsPerNode, columns.length) : columns.length;
    if (drawn < columns.length) stream.shuffle(columns);
    const scorer = new SplitScorer(this.#settings, this.#scales, leaf);
    let best: Split | undefined;
    for (const part of [columns.subarray(0, drawn), columns.subarray(drawn)]) {
      for (const column of part.toSorted()) {
        const split = bestSplit(this.#histogram(column, leaf.rowsOf), scorer, randomThresholds ? stream.next() : undefined);
        if (split !== undefined && split.gain > Math.max(minimumGain, best?.gain ?? 0)) best = split;
      }
      if (best !== undefined) break;
    }
    return best;
  }

  /** Columns that the request and the interactions allow below a path, ascending. */
  #allowedColumns(path: readonly number[], wanted: Uint8Array | undefined): Int32Array {
    const groups = this.#settings.interactions;
    const met = new Set(path);
    const isAllowed = (column: number): boolean => {
      if (wanted !== undefined && wanted[column] === 0) return false;
      if (groups === undefined || met.size === 0 || (met.size === 1 && met.has(column))) return true;
      return groups.some((group) => group.includes(column) && path.every((other) => group.includes(other)));
    };
    return Int32Array.from({ length: this.#bins.columns }, (_, column) => column).filter(isAllowed);
  }

  #histogram(column: number, rowsOf: Int32Array): ColumnHistogram {
    const { bins, others, codes, binOfRow, rows } = this.#bins;
    const gradient = new Float64Array(bins[column]! + 1);
    const hessian = new Float64Array(bins[column]! + 1);
    for (const row of rowsOf) {
      const bin = binOfRow[column * rows + row]!;
      gradient[bin]! += this.#wholeGradient[row]!;
      hessian[bin]! += this.#wholeHessian[row]!;
    }
    return { column, bins: bins[column]!, others: others[column]!, isCategory: codes[column] !== undefined, gradient, hessian };
  }

  /** Number of the leaf to split next, −1 where none can be. */
  #nextLeaf(leaves: readonly Leaf[]): number {
    let next = -1;
    leaves.forEach((leaf, at) => {
      const held = leaves[next];
      if (leaf.best === undefined) return;
      const sooner = this.#settings.policy === "depth_wise" ? (held?.depth ?? Infinity) - leaf.depth : 0;
      if (held?.best === undefined || sooner > 0 || (sooner === 0 && leaf.best.gain > held.best.gain)) next = at;
    });
    return next;
  }

  #goesLeft(split: Split, row: number): boolean {
    const bin = this.#bins.binOfRow[split.column * this.#bins.rows + row]!;
    if (split.leftBins !== undefined) return split.leftBins.includes(bin);
    return bin === 0 ? split.missingLeft : bin <= split.bin;
  }

  #splitLeaf(leaves: Leaf[], at: number, nodes: InnerNode[], request: GrowthRequest): void {
    const leaf = leaves[at]!;
    const split = leaf.best!;
    const number = nodes.length;
    const above = nodes[leaf.parent];
    if (above !== undefined) above[leaf.isLeft ? "left" : "right"] = number;
    nodes.push({ split, hessian: leaf.hessian, rows: leaf.rows, left: 0, right: 0 });
    const [left, right] = this.#bounds(leaf, split);
    const below = { depth: leaf.depth + 1, path: [...leaf.path, split.column], parent: number };
    const leftRows = leaf.rowsOf.filter((row) => this.#goesLeft(split, row));
    const rightRows = leaf.rowsOf.filter((row) => !this.#goesLeft(split, row));
    leaves[at] = this.#newLeaf(leftRows, { ...below, ...left, isLeft: true }, 2 * number + 1, request);
    leaves.push(this.#newLeaf(rightRows, { ...below, ...right, isLeft: false }, 2 * number + 2, request));
  }

  /** Bounds of the values on either side of a split. */
  #bounds({ low, high, gradient, hessian }: Leaf, split: Split): [{ low: number; high: number }, { low: number; high: number }] {
    const sign = this.#settings.monotone?.[split.column] ?? 0;
    if (sign === 0)
      return [
        { low, high },
        { low, high },
      ];
    const valueAt = (g: number, h: number): number => leafValue(g, h, this.#scales, this.#settings, low, high);
    const { leftGradient, leftHessian } = split;
    const middle = (valueAt(leftGradient, leftHessian) + valueAt(gradient - leftGradient, hessian - leftHessian)) / 2;
    const below = { low, high: middle };
    const over = { low: middle, high };
    return sign > 0 ? [below, over] : [over, below];
  }

  #descend(nodes: readonly InnerNode[], row: number): number {
    let at = nodes.length === 0 ? -1 : 0;
    while (at >= 0) at = this.#goesLeft(nodes[at]!.split, row) ? nodes[at]!.left : nodes[at]!.right;
    return ~at;
  }

  /** Threshold of a cut after a bin: ∞ after the last. */
  #thresholdOf({ column, bin, leftBins }: Split): number {
    return leftBins === undefined ? (this.#bins.cuts[column]![bin - 1] ?? Infinity) : Number.NaN;
  }

  #categoriesOf({ column, leftBins }: Split): Int32Array | undefined {
    const codes = this.#bins.codes[column];
    if (leftBins === undefined || codes === undefined) return undefined;
    return Int32Array.from(
      leftBins.filter((bin) => bin > 0),
      (bin) => codes[bin - 1]!,
    ).sort();
  }

  #toTree(output: number, nodes: readonly InnerNode[], leaves: readonly Leaf[]): Tree {
    const { hessian } = this.#scales;
    const categories = nodes.map((node) => this.#categoriesOf(node.split));
    return {
      output,
      feature: Int32Array.from(nodes, (node) => node.split.column),
      threshold: Float32Array.from(nodes, (node) => this.#thresholdOf(node.split)),
      missingLeft: Uint8Array.from(nodes, (node) => Number(node.split.missingLeft)),
      left: Int32Array.from(nodes, (node) => node.left),
      right: Int32Array.from(nodes, (node) => node.right),
      gain: Float64Array.from(nodes, (node) => node.split.gain),
      ...(categories.some((codes) => codes !== undefined) ? { categories } : {}),
      value: Float64Array.from(leaves, ({ gradient, hessian: h, low, high }) =>
        leafValue(gradient, h, this.#scales, this.#settings, low, high),
      ),
      nodeWeight: Float64Array.from(nodes, (node) => node.hessian / hessian),
      leafWeight: Float64Array.from(leaves, (leaf) => leaf.hessian / hessian),
      nodeRows: Float64Array.from(nodes, (node) => node.rows),
      leafRows: Float64Array.from(leaves, (leaf) => leaf.rows),
    };
  }
}
