import type { BinnedRows } from "./binned-rows.ts";
import { boundsBelow, GrowingTree, goesLeft, type Leaf, newLeaf, type Split } from "./growing-tree.ts";
import type { GrowthRequest, GrowthSettings } from "./growth-settings.ts";
import { LeafQueue } from "./leaf-queue.ts";
import { leafValue, type Scales } from "./leaf-value.ts";
import { NodeSearch } from "./node-search.ts";
import { GradientPacker } from "./packed-gradients.ts";
import { TrainingLeaves } from "./training-leaves.ts";
import type { Tree } from "./tree.ts";
import type { TreeMemory } from "./tree-memory.ts";

/** Rows above which threads share a partition, and gradients. */
const SHARED_PARTITION = 4096;
const SHARED_ROWS = 16_384;

/**
 * Grows trees on binned rows with compiled kernels; `ReferenceGrower` states the meaning of every setting. One at a time per `BinnedRows`,
 * whose memory it shares. Trees are the same on any number of threads.
 * @see Ke et al. (2017), "LightGBM: A Highly Efficient Gradient Boosting Decision Tree", NeurIPS 30.
 * @example
 * const binned = await binRows(matrix, { maximumBins: 255, minimumBinRows: 3, sampleRows: 200_000, seed: 1 });
 * const grower = new TreeGrower(binned, settings);
 * grower.gradient.set(gradients);
 * grower.hessian.fill(1);
 * const tree = grower.grow({ output: 0, seed: 1 });
 */
export class TreeGrower {
  /** Gradient and hessian of every row, to be written before `grow`; length rows. */
  readonly gradient: Float32Array;
  readonly hessian: Float32Array;
  readonly binned: BinnedRows;
  readonly #memory: TreeMemory;
  readonly #settings: GrowthSettings;
  readonly #mark: number;
  readonly #gradient: number;
  readonly #hessian: number;
  /** Two lists of row numbers: a split reads one and writes the other. */
  readonly #lists: readonly [number, number];
  readonly #packer: GradientPacker;
  readonly #search: NodeSearch;
  readonly #leaves: TrainingLeaves;
  readonly #table: number;
  /** Addresses of what holds one number per row. */
  readonly #perRow: number[] = [];
  #tree = new GrowingTree();
  #queue = new LeafQueue<Leaf>(false);
  #scales: Scales = { gradient: 1, hessian: 1 };

  constructor(binned: BinnedRows, settings: GrowthSettings) {
    const memory = binned.memory;
    const { rows } = binned;
    this.binned = binned;
    this.#memory = memory;
    this.#settings = settings;
    this.#mark = memory.mark();
    this.gradient = this.newFloats(rows);
    this.hessian = this.newFloats(rows);
    this.#gradient = this.gradient.byteOffset;
    this.#hessian = this.hessian.byteOffset;
    this.#lists = [memory.allocateUnset(rows * 4), memory.allocateUnset(rows * 4)];
    this.#packer = new GradientPacker(memory, rows, settings.precision === "quantised");
    this.#search = new NodeSearch(binned, settings);
    this.#leaves = new TrainingLeaves(binned);
    this.#table = memory.allocate(binned.bins.reduce((most, bins) => Math.max(most, bins + 1), 0));
  }

  /** Zeroed numbers in the memory of this training, for scores and labels that kernels work on; freed with the grower. */
  newFloats(length: number): Float32Array {
    const floats = this.#memory.newFloats(length);
    if (length === this.binned.rows) this.#perRow.push(floats.byteOffset);
    return floats;
  }

  /**
   * Numbers the rows anew, so that those that the last tree keeps together lie together in memory: what follows is faster, and the trees
   * are the same in exact mode. Gradients, hessians and everything of one number per row from `newFloats` move along.
   * @returns the former number of every row, length rows.
   */
  sortRows(): Int32Array {
    const { rows } = this.binned;
    const order = this.#memory.int32(this.#lists[0], rows);
    const leafOf = this.#leaves.leafOfRows();
    const next = this.#leaves.firstOfLeaves();
    for (let row = 0; row < rows; row++) order[next[leafOf[row]!]!++] = row;
    this.binned.reorder(this.#lists[0]);
    for (const floats of this.#perRow) this.#memory.run("permuteFloats", [this.#lists[0], rows, floats, this.#lists[1]], false);
    this.#leaves.set(new GrowingTree(), 0);
    return order.slice();
  }

  /**
   * Grows one tree.
   * @returns leaf values −G / (H + l2), bounds and l1 applied; no learning rate.
   */
  grow(request: GrowthRequest): Tree {
    const rows = request.rows?.length ?? this.binned.rows;
    const list = request.rows === undefined ? 0 : this.#lists[0];
    if (request.rows !== undefined) this.#memory.int32(list, rows).set(request.rows);
    this.#memory.gatherTeam();
    const { scales, gradient, hessian } = this.#packer.pack(this.#gradient, this.#hessian, list, rows, request.seed);
    this.#scales = scales;
    this.#search.start(request, this.#packer.packed, scales);
    this.#tree = new GrowingTree();
    this.#queue = new LeafQueue(this.#settings.policy === "depth_wise");
    this.#plantRoot({ list, rows, gradient, hessian });
    const { maximumLeaves } = this.#settings;
    while (maximumLeaves === 0 || this.#tree.leaves.length < maximumLeaves) {
      const leaf = this.#queue.pop();
      if (leaf?.best === undefined) break;
      this.#splitLeaf(leaf, leaf.best);
    }
    return this.#finish(request.output, rows);
  }

  /** Leaf of every training row in the last tree, of rows that it did not learn from too; length rows, good until the next tree. */
  leafOfRows(): Int32Array {
    return this.#leaves.leafOfRows();
  }

  /**
   * Adds to every row's score the value of its leaf in the last tree.
   * @param score - length rows; quickest where it came from `newFloats`.
   * @param leafValues - per leaf of the last tree.
   */
  addLastTree(score: Float32Array | Float64Array, leafValues: Float64Array): void {
    this.#leaves.addValues(score, leafValues);
  }

  /** Writes gradients and hessians by a compiled loss; see gradient-kernels.ts. */
  runGradients(loss: "squaredGradients" | "logisticGradients", score: Float32Array, label: Float32Array, weight?: Float32Array): void {
    const addresses = [score, label, weight].map((floats) => (floats === undefined ? 0 : this.#memory.addressOf(floats)));
    if (addresses.includes(undefined)) throw new Error("scores, labels and weights of compiled losses come from newFloats");
    this.#memory.gatherTeam();
    const values = [...(addresses as number[]), this.#gradient, this.#hessian, this.binned.rows];
    this.#memory.run(loss, values, this.binned.rows > SHARED_ROWS);
  }

  /** Gives back what the grower took of the binned rows' memory. */
  free(): void {
    this.#memory.release(this.#mark);
  }

  #plantRoot(sums: Pick<Leaf, "list" | "rows" | "gradient" | "hessian">): void {
    const root = newLeaf({
      number: 0,
      depth: 0,
      path: [],
      parent: -1,
      isLeft: false,
      list: sums.list,
      first: 0,
      rows: sums.rows,
      gradient: sums.gradient,
      hessian: sums.hessian,
      low: -Infinity,
      high: Infinity,
    });
    this.#tree.leaves.push(root);
    if (this.#settings.maximumLeaves === 1 || root.rows === 0 || !this.#search.canSplit(root)) return;
    this.#search.search(root, this.#takeSlot(), 0, { leaf: root, created: 0 }, undefined);
    this.#await(root);
  }

  /** Puts a leaf into the queue, or lets go of its histograms. */
  #await(leaf: Leaf): void {
    if (leaf.best !== undefined) this.#queue.push(leaf);
    else if (leaf.slot !== undefined) {
      this.#search.slots.giveBack(leaf.slot);
      leaf.slot = undefined;
    }
  }

  /** A slot for histograms, where need be that of the leaf that would be split last. */
  #takeSlot(): number {
    const slot = this.#search.slots.take();
    if (slot !== undefined) return slot;
    const loser = this.#queue.last((leaf) => leaf.slot !== undefined)!;
    const taken = loser.slot!;
    loser.slot = undefined;
    return taken;
  }

  #splitLeaf(leaf: Leaf, split: Split): void {
    const parted = this.#partition(leaf, split);
    const number = this.#tree.split(leaf);
    const [left, right] = this.#leavesBelow(leaf, split, parted, number);
    this.#tree.leaves[left.number] = left;
    this.#tree.leaves.push(right);
    this.#searchBelow(leaf, left, right, number);
  }

  /** Both sides of a split; the left one keeps the leaf's number. */
  #leavesBelow(leaf: Leaf, split: Split, parted: { list: number; left: number }, number: number): readonly [Leaf, Leaf] {
    const [leftBounds, rightBounds] = boundsBelow(leaf, split, this.#scales, this.#settings);
    const path = this.#settings.interactions === undefined ? leaf.path : [...leaf.path, split.column];
    const left = newLeaf({
      number: leaf.number,
      depth: leaf.depth + 1,
      path,
      parent: number,
      isLeft: true,
      list: parted.list,
      first: leaf.first,
      rows: parted.left,
      gradient: split.leftGradient,
      hessian: split.leftHessian,
      low: leftBounds.low,
      high: leftBounds.high,
    });
    const right = newLeaf({
      number: this.#tree.leaves.length,
      depth: leaf.depth + 1,
      path,
      parent: number,
      isLeft: false,
      list: parted.list,
      first: leaf.first + parted.left,
      rows: leaf.rows - parted.left,
      gradient: leaf.gradient - split.leftGradient,
      hessian: leaf.hessian - split.leftHessian,
      low: rightBounds.low,
      high: rightBounds.high,
    });
    return [left, right];
  }

  /** Finds the best splits of both sides of a split: the smaller is counted, the larger is what is left of their parent. */
  #searchBelow(parent: Leaf, left: Leaf, right: Leaf, number: number): void {
    const isLast = this.#tree.leaves.length === this.#settings.maximumLeaves;
    const wanted = [left, right].map((leaf, side) =>
      !isLast && this.#search.canSplit(leaf) ? { leaf, created: 2 * number + 1 + side } : undefined,
    );
    const [small, large] = left.rows <= right.rows ? wanted : [wanted[1], wanted[0]];
    const counted = left.rows <= right.rows ? left : right;
    const slot = parent.slot;
    if (slot !== undefined && large !== undefined) {
      const own = this.#takeSlot();
      this.#search.search(counted, own, slot, small, large);
      if (small === undefined) this.#search.slots.giveBack(own);
    } else {
      if (slot !== undefined) this.#search.slots.giveBack(slot);
      for (const alone of [small, large]) if (alone !== undefined) this.#search.search(alone.leaf, this.#takeSlot(), 0, alone, undefined);
    }
    this.#await(left);
    this.#await(right);
  }

  /** Parts the rows of a leaf; answers the list they are in now and how many went left. */
  #partition(leaf: Leaf, split: Split): { list: number; left: number } {
    const { binned } = this;
    const target = leaf.list === this.#lists[0] ? this.#lists[1] : this.#lists[0];
    const gathered = leaf.list === 0 ? this.#lists[1] : leaf.list;
    const from = split.missingLeft ? 0 : 1;
    const column = binned.columnAddresses[split.column]!;
    const table = split.leftBins === undefined ? 0 : this.#writeTable(split);
    const values = [leaf.list, leaf.first, leaf.rows, column, from, split.bin + 1 - from, table, target, gathered];
    this.#memory.run("partition", values, leaf.rows > SHARED_PARTITION);
    const [left, threads] = this.#memory.results;
    return { list: threads === 1 ? target : gathered, left: left! };
  }

  #writeTable(split: Split): number {
    const bins = this.binned.bins[split.column]! + 1;
    const table = this.#memory.bytes(this.#table, bins);
    for (let bin = 0; bin < bins; bin++) table[bin] = Number(goesLeft(split, bin));
    return this.#table;
  }

  #finish(output: number, rows: number): Tree {
    const tree = this.#tree;
    tree.close();
    this.#leaves.set(tree, rows);
    const settings = this.#settings;
    const sums = settings.precision === "exact" ? undefined : this.#leaves.exactSums(this.#gradient, this.#hessian, this.#scales);
    const value = Float64Array.from(tree.leaves, ({ gradient, hessian, low, high, number }) =>
      leafValue(sums?.gradient[number] ?? gradient, sums?.hessian[number] ?? hessian, this.#scales, settings, low, high),
    );
    return tree.toTree(output, this.binned, this.#scales, value);
  }
}
