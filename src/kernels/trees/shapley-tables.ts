import { MillwrightError } from "../../errors/index.ts";
import { gaussLegendre } from "../gauss-legendre.ts";
import type { Tree } from "./tree.ts";

/** Which counts say how rows divide at a node: sums of hessians, or training rows. */
export type CoverKind = "weight" | "rows";

/**
 * A tree made ready for Shapley values. An edge, 2·node + side (0 left, 1 right), leads from an inner node to its child.
 *
 * The game of a leaf is a product over the columns asked on its path: a column in the coalition counts o (1 where the row goes this way,
 * else 0), one outside counts z (the share of the training rows that go this way). The Shapley value of column i is then
 *
 *   value · (oᵢ − zᵢ) · ∫₀¹ Πⱼ≠ᵢ (oⱼ·t + zⱼ·(1 − t)) dt,
 *
 * because ∫ tˢ(1 − t)^(d−1−s) dt = s!(d−1−s)!/d! is the weight of coalitions of s columns. The integrand is a polynomial, which a
 * Gauss–Legendre rule integrates exactly from positive terms alone; and its values at the rule's points are products along the path,
 * which all leaves below an edge share.
 * @see Lundberg, Erion & Lee (2018), "Consistent Individualized Feature Attribution for Tree Ensembles", arXiv:1802.03888
 * @see Bifet, Read & Xu (2022), "Linear TreeShap", NeurIPS (products along paths, evaluated at points)
 */
export interface ShapleyTables {
  readonly tree: Tree;
  /** Points of the rule. */
  readonly points: number;
  readonly weights: Float64Array;
  /** Edge above on the path that asks for the same column, or −1; by edge. */
  readonly above: Int32Array;
  /** Edge that leads to each inner node; −1 at the root. */
  readonly into: Int32Array;
  /** z of the column at each edge. */
  readonly share: Float64Array;
  /** [edge, o, point]: o·t + z·(1 − t) and its inverse (0 where it is 0). */
  readonly factor: Float64Array;
  readonly inverse: Float64Array;
  /** Mean of the leaves, weighted by the shares of rows that reach them. */
  readonly mean: number;
}

/** Numbers that the tables of one tree, and those of all, may hold. */
const MOST_NUMBERS = 2 ** 25;
const MOST_NUMBERS_OF_ALL = 2 ** 27;
/** Nodes on a path. */
const DEEPEST = 4096;

/** Share of a node's rows that go left; 1/2 where none came. */
function leftShare(tree: Tree, node: number, kind: CoverKind): number {
  const [nodes, leaves] = kind === "weight" ? [tree.nodeWeight, tree.leafWeight] : [tree.nodeRows, tree.leafRows];
  const cover = (child: number): number => Math.max(0, child < 0 ? leaves[~child]! : nodes[child]!);
  const left = cover(tree.left[node]!);
  const sum = left + cover(tree.right[node]!);
  return sum > 0 ? left / sum : 0.5;
}

/** Distinct columns on the longest path. */
function mostColumns(tree: Tree, above: Int32Array, into: Int32Array): number {
  const count = new Int32Array(above.length);
  let most = 0;
  for (let edge = 0; edge < above.length; edge++) {
    const parent = into[edge >> 1]!;
    count[edge] = (parent < 0 ? 0 : count[parent]!) + (above[edge]! < 0 ? 1 : 0);
    most = Math.max(most, count[edge]!);
  }
  return tree.feature.length === 0 ? 0 : most;
}

/** The nearest edge above each edge that asks for the same column; walks up, since paths are short. */
function findAbove(tree: Tree, into: Int32Array): Int32Array {
  return Int32Array.from({ length: 2 * tree.feature.length }, (_, edge) => {
    const column = tree.feature[edge >> 1];
    let up = into[edge >> 1]!;
    while (up >= 0 && tree.feature[up >> 1] !== column) up = into[up >> 1]!;
    return up;
  });
}

function findInto(tree: Tree): Int32Array {
  const into = new Int32Array(tree.feature.length).fill(-1);
  for (let node = 0; node < tree.feature.length; node++) {
    if (tree.left[node]! >= 0) into[tree.left[node]!] = 2 * node;
    if (tree.right[node]! >= 0) into[tree.right[node]!] = 2 * node + 1;
  }
  return into;
}

function childAt({ left, right }: Tree, edge: number): number {
  return (edge & 1) === 0 ? left[edge >> 1]! : right[edge >> 1]!;
}

/** Σ value · share of the rows that reach the leaf. */
function meanOf(tree: Tree, into: Int32Array, ratio: Float64Array): number {
  if (tree.feature.length === 0) return tree.value[0]!;
  const reach = new Float64Array(ratio.length);
  let mean = 0;
  for (let edge = 0; edge < ratio.length; edge++) {
    const parent = into[edge >> 1]!;
    reach[edge] = ratio[edge]! * (parent < 0 ? 1 : reach[parent]!);
    const child = childAt(tree, edge);
    if (child < 0) mean += reach[edge]! * tree.value[~child]!;
  }
  return mean;
}

/** Nodes on the longest path. */
function depthOf(into: Int32Array): number {
  const depth = new Int32Array(into.length);
  let deepest = 0;
  for (let node = 0; node < into.length; node++) {
    depth[node] = into[node]! < 0 ? 1 : depth[into[node]! >> 1]! + 1;
    deepest = Math.max(deepest, depth[node]!);
  }
  return deepest;
}

function refuse(problem: string): never {
  throw new MillwrightError(
    "MODELING_TREES_TOO_DEEP",
    `a tree ${problem}: too many to explain.`,
    "Explain an ensemble of trees that are less deep.",
  );
}

/** Makes trees ready. @throws MODELING_TREES_TOO_DEEP where paths are so long that the tables would not fit */
export function shapleyTablesOf(trees: readonly Tree[], kind: CoverKind): readonly ShapleyTables[] {
  let numbers = 0;
  return trees.map((tree) => {
    const tables = shapleyTables(tree, kind);
    numbers += 2 * tables.factor.length;
    if (numbers > MOST_NUMBERS_OF_ALL) refuse(`is one of ${trees.length} with long paths`);
    return tables;
  });
}

function shapleyTables(tree: Tree, kind: CoverKind): ShapleyTables {
  const into = findInto(tree);
  const depth = depthOf(into);
  if (depth > DEEPEST) refuse(`has ${depth} nodes on one path`);
  const above = findAbove(tree, into);
  const edges = above.length;
  const points = Math.max(1, Math.ceil(mostColumns(tree, above, into) / 2));
  if (edges * points * 4 > MOST_NUMBERS) refuse(`of ${tree.value.length} leaves asks for ${2 * points} columns on one path`);
  const ratio = Float64Array.from(above, (_, edge) => {
    const left = leftShare(tree, edge >> 1, kind);
    return (edge & 1) === 0 ? left : 1 - left;
  });
  const share = new Float64Array(edges);
  for (let edge = 0; edge < edges; edge++) share[edge] = ratio[edge]! * (above[edge]! < 0 ? 1 : share[above[edge]!]!);
  const rule = gaussLegendre(points);
  const factor = new Float64Array(edges * 2 * points);
  for (let edge = 0; edge < edges; edge++) {
    for (let q = 0; q < points; q++) {
      const outside = share[edge]! * (1 - rule.points[q]!);
      factor[2 * edge * points + q] = outside;
      factor[(2 * edge + 1) * points + q] = rule.points[q]! + outside;
    }
  }
  const inverse = factor.map((value) => (value > 0 ? 1 / value : 0));
  return { tree, points, weights: rule.weights, above, into, share, factor, inverse, mean: meanOf(tree, into, ratio) };
}
