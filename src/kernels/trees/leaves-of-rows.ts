import type { Tree } from "./tree.ts";
import { leafOfRow } from "./walk-trees.ts";

/**
 * Leaf that each row falls into; length rows.
 * @param values - row-major [rows, columns]; NaN where missing.
 */
export function leavesOfRows(tree: Tree, values: Float32Array, columns: number, rows: number): Int32Array {
  const leaves = new Int32Array(rows);
  for (let row = 0; row < rows; row++) leaves[row] = leafOfRow(tree, values, row * columns);
  return leaves;
}
