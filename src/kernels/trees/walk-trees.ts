import type { Tree } from "./tree.ts";

/** Trees whose leaves are added up, as `TreeEnsemble` of modeling has them. */
export interface TreeSum {
  /** Width of the rows. */
  readonly columns: number;
  readonly outputs: number;
  /** Where the sum of each output starts; length outputs. */
  readonly base: Float64Array;
  readonly trees: readonly Tree[];
  /** Per column: 1 where 0 stands for a missing value. */
  readonly zeroIsMissing?: Uint8Array;
}

/** Numbers this close to 0 count as 0 where 0 stands for a missing value, as LightGBM has it. */
export const ZERO_BOUND = 1e-35;

/** Position of a number in an ascending list, or −1. */
function find(sorted: Int32Array, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = sorted[middle]!;
    if (found === value) return middle;
    if (found < value) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** True where a value goes to the left child of an inner node. */
export function goesLeft(tree: Tree, node: number, value: number): boolean {
  if (Number.isNaN(value)) return tree.missingLeft[node] === 1;
  const categories = tree.categories?.[node];
  return categories === undefined ? value <= tree.threshold[node]! : find(categories, value) >= 0;
}

/** Leaf of a row that begins at `at`; missing values are NaN. */
export function leafOfRow(tree: Tree, rows: Float32Array, at: number): number {
  let node = tree.feature.length === 0 ? -1 : 0;
  while (node >= 0) node = goesLeft(tree, node, rows[at + tree.feature[node]!]!) ? tree.left[node]! : tree.right[node]!;
  return ~node;
}

/** Rows with NaN in place of the zeros that stand for missing values; the same array where none do. */
export function markMissingZeros(rows: Float32Array, columns: number, zeroIsMissing: Uint8Array | undefined): Float32Array {
  if (zeroIsMissing === undefined) return rows;
  const marked = Float32Array.from(rows);
  for (let at = 0; at < marked.length; at++) {
    if (zeroIsMissing[at % columns] === 1 && Math.abs(marked[at]!) <= ZERO_BOUND) marked[at] = Number.NaN;
  }
  return marked;
}

/**
 * Scores of rows by the definition, [rows, outputs]: the base, then one tree after the other. The compiled predictor gives the same bits.
 * @param values - row-major [rows, columns]; NaN where missing.
 */
export function walkTrees(sum: TreeSum, values: Float32Array, rows: number): Float64Array {
  const { columns, outputs, base, trees } = sum;
  const marked = markMissingZeros(values, columns, sum.zeroIsMissing);
  const scores = new Float64Array(rows * outputs);
  for (let i = 0; i < rows; i++) {
    scores.set(base, i * outputs);
    for (const tree of trees) scores[i * outputs + tree.output]! += tree.value[leafOfRow(tree, marked, i * columns)]!;
  }
  return scores;
}
