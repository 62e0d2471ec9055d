import type { Tree } from "../../../../kernels/index.ts";
import { buildTree } from "../build-tree.ts";
import type { FileFaults } from "../file-faults.ts";
import { atMost } from "../float32-bounds.ts";
import type { TextFields } from "./text-fields.ts";

const MOST_LEAVES = 2 ** 24;
const IS_CATEGORY = 1;
const DEFAULT_LEFT = 2;

/** What counts as missing at a node. */
export type MissingKind = "none" | "zero" | "nan";
const missingKinds: readonly MissingKind[] = ["none", "zero", "nan"];

function missingKindOf(decision: number): MissingKind {
  return missingKinds[(decision >> 2) & 3] ?? "none";
}

/** Codes of the bits that are set. */
function codesOf(bits: Float64Array): Int32Array {
  const codes: number[] = [];
  bits.forEach((word, at) => {
    for (let bit = 0; bit < 32; bit++) if ((word >>> bit) & 1) codes.push(at * 32 + bit);
  });
  return Int32Array.from(codes);
}

/** Sets of the tree, by the numbers that nodes have as thresholds. */
function readSets(fields: TextFields, faults: FileFaults): Int32Array[] {
  const count = fields.count("num_cat", 0, MOST_LEAVES, 0);
  if (count === 0) return [];
  const bounds = fields.numbers("cat_boundaries", count + 1);
  const words = fields.numbers("cat_threshold", bounds[count] ?? 0);
  const isSound = bounds[0] === 0 && bounds.every((bound, at) => Number.isInteger(bound) && bound >= (bounds[at - 1] ?? 0));
  if (!isSound || !words.every((word) => Number.isInteger(word) && word >= 0 && word < 2 ** 32))
    faults.invalid("its sets of categories overlap.");
  return Array.from({ length: count }, (_, set) => codesOf(words.subarray(bounds[set], bounds[set + 1])));
}

/** A node's question about missing values: where nothing is missing, NaN is taken for 0. */
function missingLeft(decision: number, threshold: number): number {
  if (missingKindOf(decision) === "none") return threshold >= 0 ? 1 : 0;
  return (decision & DEFAULT_LEFT) === 0 ? 0 : 1;
}

/** A tree, and what counts as missing at each of its nodes that ask for numbers: by column. */
export interface ReadTree {
  readonly tree: Tree;
  readonly missing: ReadonlyMap<number, ReadonlySet<MissingKind>>;
}

function missingByColumn(decisions: Float64Array, features: Float64Array): Map<number, Set<MissingKind>> {
  const kinds = new Map<number, Set<MissingKind>>();
  decisions.forEach((decision, node) => {
    if ((decision & IS_CATEGORY) !== 0) return;
    const column = features[node] ?? 0;
    const known = kinds.get(column) ?? new Set();
    kinds.set(column, known.add(missingKindOf(decision)));
  });
  return kinds;
}

/**
 * One tree of a LightGBM file. Categories of the set go left, missing ones and all others right.
 * @param scale - of its leaf values.
 * @throws MODELING_FILE_INVALID, MODELING_FILE_UNSUPPORTED, MODELING_FILE_TOO_LARGE
 */
export function readLightgbmTree(fields: TextFields, output: number, scale: number, columns: number, faults: FileFaults): ReadTree {
  if (fields.count("is_linear", 0, 1, 0) === 1) {
    faults.unsupported("has linear functions in its leaves.", "Train without linear_tree.");
  }
  const leaves = fields.count("num_leaves", 1, MOST_LEAVES);
  const nodes = leaves - 1;
  const list = (name: string): Float64Array => fields.numbers(name, nodes, nodes === 0);
  const sets = readSets(fields, faults);
  const decisions = list("decision_type");
  const thresholds = list("threshold");
  const features = list("split_feature");
  const isCategory = (node: number): boolean => ((decisions[node] ?? 0) & IS_CATEGORY) !== 0;
  const setOf = (node: number): Int32Array =>
    sets[thresholds[node] ?? -1] ?? faults.invalid(`it has no set ${thresholds[node]} of categories.`);
  const places = Array.from({ length: nodes }, (_, node) => node);
  const tree = buildTree(
    {
      output,
      root: nodes === 0 ? -1 : 0,
      feature: features,
      threshold: thresholds.map(atMost),
      missingLeft: places.map((node) => (isCategory(node) ? 0 : missingLeft(decisions[node] ?? 0, thresholds[node] ?? 0))),
      left: list("left_child"),
      right: list("right_child"),
      gain: fields.numbers("split_gain", nodes, true),
      categories: places.map((node) => (isCategory(node) ? setOf(node) : undefined)),
      nodeWeight: fields.numbers("internal_weight", nodes, true),
      nodeRows: fields.numbers("internal_count", nodes, true),
      value: fields.numbers("leaf_value", leaves).map((value) => value * scale),
      leafWeight: fields.numbers("leaf_weight", leaves, true),
      leafRows: fields.numbers("leaf_count", leaves, true),
    },
    columns,
    faults,
  );
  return { tree, missing: missingByColumn(decisions, features) };
}
