import { MillwrightError } from "../../errors/index.ts";
import type { Tree } from "./tree.ts";
import type { TreeSum } from "./walk-trees.ts";

/** An ensemble as the predicting kernels read it (see assembly/trees/predict-layout.ts), for one place in memory. */
export interface PackedTrees {
  /** Where `words` must lie. */
  readonly address: number;
  /** Header first. */
  readonly words: Int32Array;
  /** Columns that masked trees look at. */
  readonly usedColumns: number;
}

/** Rows that the kernels predict together. */
export const BLOCK = 64;
/** Trees with more leaves are walked: their masks would be wider than a lane. */
const MOST_MASKED_LEAVES = 32;
const HEADER_WORDS = 16;
const TREE_WORDS = 8;
const NODE_WORDS = 4;
const MASKED_WORDS = 3;
const MOST_BYTES = 2 ** 31;

/** A tree with its leaves numbered from the left. */
interface Outline {
  readonly tree: Tree;
  readonly depth: number;
  /** Place of each leaf, counted from the left. */
  readonly place: Int32Array;
  /** Bits of the leaves below the left child of each node; undefined where the tree is walked. */
  readonly leftLeaves?: Int32Array;
}

function isMaskable({ feature, categories, value }: Tree): boolean {
  return feature.length > 0 && value.length <= MOST_MASKED_LEAVES && !(categories?.some((list) => list !== undefined) ?? false);
}

/** Bits [from, to) of 32. */
function bits(from: number, to: number): number {
  const below = (count: number): number => (count === 32 ? -1 : (1 << count) - 1);
  return below(to) & ~below(from);
}

/** Walks a tree from the left, without recursion: trees may be as deep as they have nodes. */
function outline(tree: Tree): Outline {
  const { left, right, feature, value } = tree;
  const place = new Int32Array(value.length);
  const leftLeaves = new Int32Array(feature.length);
  const firstOf = new Int32Array(feature.length);
  const open: [child: number, depth: number, after: number][] = [[feature.length === 0 ? -1 : 0, 0, -1]];
  let leaves = 0;
  let deepest = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [child, depth, after] = next;
    // `after` is the node whose left side has just been walked.
    if (after >= 0) leftLeaves[after] = leaves <= 32 ? bits(firstOf[after]!, leaves) : 0;
    if (child < 0) {
      place[~child] = leaves;
      leaves += 1;
      deepest = Math.max(deepest, depth);
      continue;
    }
    firstOf[child] = leaves;
    open.push([right[child]!, depth + 1, child], [left[child]!, depth + 1, -1]);
  }
  return isMaskable(tree) ? { tree, depth: deepest, place, leftLeaves } : { tree, depth: deepest, place };
}

const scratchFloat = new Float32Array(1);
const scratchWord = new Int32Array(scratchFloat.buffer);

/** The smallest float32 above a number; NaN above Infinity. */
function nextAbove(value: number): number {
  if (value === Infinity) return Number.NaN;
  scratchFloat[0] = value === 0 ? 0 : value;
  scratchWord[0]! += value >= 0 ? 1 : -1;
  return scratchFloat[0]!;
}

function wordsOfSet(categories: Int32Array): number {
  return 1 + Math.ceil(((categories.at(-1) ?? -1) + 1) / 32);
}

/** Bytes that the parts take, and where they begin. */
function planLayout(
  outlines: readonly Outline[],
  usedColumns: number,
): Record<"trees" | "used" | "masked" | "nodes" | "leaves" | "values" | "sets" | "end", number> {
  const count = (of: (outline: Outline) => number): number => outlines.reduce((sum, each) => sum + of(each), 0);
  const inner = count(({ tree }) => tree.feature.length);
  const leafCount = inner + outlines.length;
  const trees = HEADER_WORDS;
  const used = trees + outlines.length * TREE_WORDS;
  const masked = used + usedColumns;
  const nodes = 4 * Math.ceil((masked + MASKED_WORDS * count(({ leftLeaves }) => leftLeaves?.length ?? 0)) / 4);
  const leaves = nodes + inner * NODE_WORDS;
  const values = leaves + leafCount * NODE_WORDS;
  const sets = values + leafCount * 2;
  const end = sets + count(({ tree }) => tree.categories?.reduce((sum, list) => sum + (list === undefined ? 0 : wordsOfSet(list)), 0) ?? 0);
  return { trees, used, masked, nodes, leaves, values, sets, end };
}

/** Writes trees one after the other into one array of words. */
class Packer {
  readonly words: Int32Array;
  readonly #floats: Float32Array;
  readonly #doubles: Float64Array;
  readonly #address: number;
  readonly #columnSlots: ReadonlyMap<number, number>;
  readonly #next: { tree: number; masked: number; node: number; leaf: number; value: number; set: number };

  constructor(address: number, layout: ReturnType<typeof planLayout>, columnSlots: ReadonlyMap<number, number>) {
    this.words = new Int32Array(2 * Math.ceil(layout.end / 2));
    this.#floats = new Float32Array(this.words.buffer);
    this.#doubles = new Float64Array(this.words.buffer);
    this.#address = address;
    this.#columnSlots = columnSlots;
    const { trees: tree, masked, nodes: node, leaves: leaf, values: value, sets: set } = layout;
    this.#next = { tree, masked, node, leaf, value, set };
  }

  #addressOf(word: number): number {
    return this.#address + word * 4;
  }

  add({ tree, depth, place, leftLeaves }: Outline): void {
    const { words } = this;
    const next = this.#next;
    const hasCategories = tree.categories?.some((list) => list !== undefined) ?? false;
    const inner = tree.feature.length;
    const missingLeft = tree.missingLeft.reduce((sum, flag) => sum + flag, 0);
    const root = inner === 0 ? next.leaf : next.node;
    words.set([this.#addressOf(root), depth, tree.output * 8, hasCategories ? 1 : 0], next.tree);
    if (leftLeaves !== undefined) {
      words.set([this.#addressOf(next.masked), missingLeft, inner - missingLeft, this.#addressOf(next.value)], next.tree + 4);
      this.#addMasked(tree, leftLeaves);
    }
    for (let node = 0; node < inner; node++) this.#addNode(tree, place, node);
    this.#addLeaves(tree, place);
    next.tree += TREE_WORDS;
    next.node += inner * NODE_WORDS;
  }

  /** Nodes that send missing values left first. */
  #addMasked(tree: Tree, leftLeaves: Int32Array): void {
    for (const side of [1, 0]) {
      for (let node = 0; node < leftLeaves.length; node++) {
        if (tree.missingLeft[node] !== side) continue;
        this.words[this.#next.masked] = this.#columnSlots.get(tree.feature[node]!)! * BLOCK * 4;
        this.#floats[this.#next.masked + 1] = tree.threshold[node]!;
        this.words[this.#next.masked + 2] = leftLeaves[node]!;
        this.#next.masked += MASKED_WORDS;
      }
    }
  }

  #addNode(tree: Tree, place: Int32Array, node: number): void {
    const at = this.#next.node + node * NODE_WORDS;
    const turned = tree.missingLeft[node] === 0;
    const categories = tree.categories?.[node];
    this.words[at] = (tree.feature[node]! * 4) | (turned ? 0x80000000 : 0) | (categories === undefined ? 0 : 1);
    if (categories === undefined) this.#floats[at + 1] = turned ? -tree.threshold[node]! : nextAbove(tree.threshold[node]!);
    else this.words[at + 1] = this.#addSet(categories);
    const children = turned ? [tree.right[node]!, tree.left[node]!] : [tree.left[node]!, tree.right[node]!];
    children.forEach((child, side) => {
      const word = child < 0 ? this.#next.leaf + place[~child]! * NODE_WORDS : this.#next.node + child * NODE_WORDS;
      this.words[at + 2 + side] = this.#addressOf(word);
    });
  }

  /** Leaves ask nothing (no number is ≥ NaN) and point to themselves. */
  #addLeaves(tree: Tree, place: Int32Array): void {
    const next = this.#next;
    tree.value.forEach((value, leaf) => {
      const at = next.leaf + place[leaf]! * NODE_WORDS;
      this.#floats[at + 1] = Number.NaN;
      this.words.fill(this.#addressOf(at), at + 2, at + 4);
      this.#doubles[next.value / 2 + place[leaf]!] = value;
    });
    next.leaf += tree.value.length * NODE_WORDS;
    next.value += tree.value.length * 2;
  }

  #addSet(categories: Int32Array): number {
    const at = this.#next.set;
    this.words[at] = (categories.at(-1) ?? -1) + 1;
    for (const code of categories) this.words[at + 1 + (code >> 5)]! |= 1 << (code & 31);
    this.#next.set += wordsOfSet(categories);
    return this.#addressOf(at);
  }
}

/**
 * An ensemble in the form that the predicting kernels read.
 * @param allocate - gives the address of as many bytes, a multiple of 64.
 * @throws KERNELS_OUT_OF_MEMORY
 */
export function packTrees(sum: TreeSum, allocate: (bytes: number) => number): PackedTrees {
  const outlines = sum.trees.map(outline);
  const columnSlots = new Map<number, number>();
  for (const { tree, leftLeaves } of outlines) {
    if (leftLeaves === undefined) continue;
    for (const column of tree.feature) if (!columnSlots.has(column)) columnSlots.set(column, columnSlots.size);
  }
  const layout = planLayout(outlines, columnSlots.size);
  if (layout.end * 4 > MOST_BYTES) {
    throw new MillwrightError(
      "KERNELS_OUT_OF_MEMORY",
      `the tables of ${sum.trees.length} trees take ${(layout.end / 2 ** 28).toFixed(1)} GiB; 2 GiB are the most.`,
      "Use fewer or smaller trees, or fewer categories.",
    );
  }
  const address = allocate(layout.end * 4 + 4);
  const packer = new Packer(address, layout, columnSlots);
  for (const each of outlines) packer.add(each);
  const at = (word: number): number => address + word * 4;
  packer.words.set(
    [
      at(layout.trees),
      outlines.length,
      at(layout.leaves),
      at(layout.values) - at(layout.leaves) / 2,
      sum.outputs,
      at(layout.used),
      columnSlots.size,
    ],
    0,
  );
  packer.words.set(
    [...columnSlots.keys()].map((column) => column * 4),
    layout.used,
  );
  return { address, words: packer.words, usedColumns: columnSlots.size };
}
