import { MillwrightError } from "../../errors/index.ts";
import { asksForCategories, outlineTree, type TreeOutline } from "./outline-tree.ts";
import type { Tree } from "./tree.ts";
import type { TreeSum } from "./walk-trees.ts";

/** An ensemble as the predicting kernels read it (see assembly/trees/predict-layout.ts), for one place in memory. */
export interface PackedTrees {
  /** Where `words` must lie; a header comes first. */
  readonly address: number;
  readonly words: Int32Array;
  /** Floats of scratch that one row needs. */
  readonly scratch: number;
}

/** Rows that the kernels predict together. */
export const BLOCK = 64;
const HEADER_WORDS = 16;
const TREE_WORDS = 8;
const NODE_WORDS = 4;
const MASKED_WORDS = 3;
const MOST_BYTES = 2 ** 31;
/** Flags of a node's first word, whose other bits are a multiple of 4. */
const ASKS_CATEGORY = 1;
const MISSING_RIGHT = 2;
/** The sign bit of a float32. */
const SIGN = 0x80000000;

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

/** Numbers of things, in the order in which they are first asked for. */
class Slots {
  readonly #places = new Map<number, number>();

  of(key: number): number {
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.#places.size);
    return this.#places.size - 1;
  }

  get keys(): readonly number[] {
    return [...this.#places.keys()];
  }
}

/** A column as a walked node reads it: its byte offset, with the sign bit where the value is read with its sign turned. */
function walkKey(tree: Tree, node: number): number {
  const isTurned = tree.missingLeft[node] === 0 && tree.categories?.[node] === undefined;
  return ((tree.feature[node]! * 4) | (isTurned ? SIGN : 0)) >>> 0;
}

/** What an ensemble's trees read, and where the parts of its tables begin, in words. */
interface Plan {
  readonly outlines: readonly TreeOutline[];
  readonly maskedColumns: Slots;
  readonly walkedColumns: Slots;
  readonly parts: Readonly<Record<"trees" | "maskedColumns" | "walkedColumns" | "masked" | "nodes" | "values" | "sets" | "end", number>>;
}

function plan(trees: readonly Tree[]): Plan {
  const outlines = trees.map(outlineTree);
  const maskedColumns = new Slots();
  const walkedColumns = new Slots();
  const size = { masked: 0, nodes: 0, values: 0, sets: 0 };
  for (const { tree, leftLeaves } of outlines) {
    tree.feature.forEach((column, node) => {
      walkedColumns.of(walkKey(tree, node));
      if (leftLeaves !== undefined) maskedColumns.of(column);
    });
    size.masked += (leftLeaves?.length ?? 0) * MASKED_WORDS;
    size.nodes += (tree.feature.length + tree.value.length) * NODE_WORDS;
    size.values += tree.value.length * 2;
    size.sets += tree.categories?.reduce((sum, list) => sum + (list === undefined ? 0 : wordsOfSet(list)), 0) ?? 0;
  }
  const first = { trees: HEADER_WORDS, maskedColumns: HEADER_WORDS + trees.length * TREE_WORDS };
  const walked = first.maskedColumns + maskedColumns.keys.length;
  const masked = walked + walkedColumns.keys.length;
  const nodes = 4 * Math.ceil((masked + size.masked) / 4);
  const values = nodes + size.nodes;
  const sets = values + size.values;
  const parts = { ...first, walkedColumns: walked, masked, nodes, values, sets, end: sets + size.sets };
  return { outlines, maskedColumns, walkedColumns, parts };
}

/** Writes trees one after the other into one array of words. */
class Packer {
  readonly words: Int32Array;
  readonly #floats: Float32Array;
  readonly #doubles: Float64Array;
  readonly #address: number;
  readonly #plan: Plan;
  readonly #next: { tree: number; masked: number; node: number; value: number; set: number };

  constructor(address: number, planned: Plan) {
    const { trees: tree, masked, nodes: node, values: value, sets: set, end } = planned.parts;
    this.words = new Int32Array(2 * Math.ceil(end / 2));
    this.#floats = new Float32Array(this.words.buffer);
    this.#doubles = new Float64Array(this.words.buffer);
    this.#address = address;
    this.#plan = planned;
    this.#next = { tree, masked, node, value, set };
  }

  addressOf(word: number): number {
    return this.#address + word * 4;
  }

  add(outline: TreeOutline): void {
    const { tree, depth, place, leftLeaves } = outline;
    const { words } = this;
    const next = this.#next;
    const missingLeft = tree.missingLeft.reduce((sum, flag) => sum + flag, 0);
    words.set([this.addressOf(next.node), depth, tree.output * 8, asksForCategories(tree) ? 1 : 0], next.tree);
    if (leftLeaves !== undefined) {
      words.set([this.addressOf(next.masked), missingLeft, tree.feature.length - missingLeft, this.addressOf(next.value)], next.tree + 4);
      this.#addMasked(tree, leftLeaves);
    }
    outline.pairs.forEach((node, at) => {
      if (node < 0) this.#addLeaf(at, place[~node]!, tree.value[~node]!);
      else this.#addNode(tree, node, at, outline.firstChild[node]!);
    });
    next.tree += TREE_WORDS;
    next.node += outline.pairs.length * NODE_WORDS;
    next.value += tree.value.length * 2;
  }

  /** Nodes that send missing values left first. */
  #addMasked(tree: Tree, leftLeaves: Int32Array): void {
    for (const side of [1, 0]) {
      for (let node = 0; node < leftLeaves.length; node++) {
        if (tree.missingLeft[node] !== side) continue;
        this.words[this.#next.masked] = this.#plan.maskedColumns.of(tree.feature[node]!) * BLOCK * 4;
        this.#floats[this.#next.masked + 1] = tree.threshold[node]!;
        this.words[this.#next.masked + 2] = leftLeaves[node]!;
        this.#next.masked += MASKED_WORDS;
      }
    }
  }

  #addNode(tree: Tree, node: number, at: number, firstChild: number): void {
    const word = this.#next.node + at * NODE_WORDS;
    const categories = tree.categories?.[node];
    const flags = categories === undefined ? 0 : ASKS_CATEGORY | (tree.missingLeft[node] === 0 ? MISSING_RIGHT : 0);
    this.words[word] = (this.#plan.walkedColumns.of(walkKey(tree, node)) * 4) | flags;
    if (categories !== undefined) this.words[word + 1] = this.#addSet(categories);
    else this.#floats[word + 1] = tree.missingLeft[node] === 1 ? nextAbove(tree.threshold[node]!) : -tree.threshold[node]!;
    this.words[word + 2] = this.addressOf(this.#next.node + firstChild * NODE_WORDS);
  }

  /** Leaves ask nothing (no number is ≥ NaN) and point to themselves. */
  #addLeaf(at: number, place: number, value: number): void {
    const word = this.#next.node + at * NODE_WORDS;
    const valueWord = this.#next.value + 2 * place;
    this.#floats[word + 1] = Number.NaN;
    this.words[word + 2] = this.addressOf(word);
    this.words[word + 3] = this.addressOf(valueWord);
    this.#doubles[valueWord / 2] = value;
  }

  #addSet(categories: Int32Array): number {
    const at = this.#next.set;
    this.words[at] = (categories.at(-1) ?? -1) + 1;
    for (const code of categories) this.words[at + 1 + (code >> 5)]! |= 1 << (code & 31);
    this.#next.set += wordsOfSet(categories);
    return this.addressOf(at);
  }
}

/**
 * An ensemble in the form that the predicting kernels read.
 * @param allocate - gives the address of as many bytes, a multiple of 64.
 * @throws KERNELS_OUT_OF_MEMORY
 */
export function packTrees(sum: TreeSum, allocate: (bytes: number) => number): PackedTrees {
  const planned = plan(sum.trees);
  const { parts, outlines } = planned;
  if (parts.end * 4 > MOST_BYTES) {
    throw new MillwrightError(
      "KERNELS_OUT_OF_MEMORY",
      `the tables of ${sum.trees.length} trees take ${(parts.end / 2 ** 28).toFixed(1)} GiB; 2 GiB are the most.`,
      "Use fewer or smaller trees, or fewer categories.",
    );
  }
  const packer = new Packer(allocate(parts.end * 4 + 4), planned);
  for (const outline of outlines) packer.add(outline);
  const [masked, walked] = [planned.maskedColumns.keys, planned.walkedColumns.keys];
  // One row is walked down all trees; of many, only those that are not masked.
  const isWalked = outlines.some(({ leftLeaves }) => leftLeaves === undefined) ? 1 : 0;
  const { words } = packer;
  words.set([packer.addressOf(parts.trees), outlines.length, sum.outputs, isWalked]);
  words.set([packer.addressOf(parts.maskedColumns), masked.length, packer.addressOf(parts.walkedColumns), walked.length], 4);
  words.set(
    masked.map((column) => column * 4),
    parts.maskedColumns,
  );
  words.set(walked, parts.walkedColumns);
  return { address: packer.addressOf(0), words, scratch: masked.length + walked.length };
}
