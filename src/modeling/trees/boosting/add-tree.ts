import { type DenseMatrix, type Tree, walkTrees } from "../../../kernels/index.ts";
import type { ScoreArray } from "../objectives/objective.ts";

/** Adds `factor` × the values of some trees to the scores [outputs, rows] of rows. */
export function addTrees(trees: readonly Tree[], { rows, columns, values }: DenseMatrix, scores: ScoreArray, factor = 1): void {
  const outputs = scores.length / rows;
  if (trees.length === 0) return;
  const sums = walkTrees({ columns, outputs, base: new Float64Array(outputs), trees }, values, rows);
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < outputs; k++) {
      scores[k * rows + row] = (scores[k * rows + row] ?? 0) + factor * (sums[row * outputs + k] ?? 0);
    }
  }
}

/** A tree with every leaf's value multiplied. */
export function scaleTree(tree: Tree, factor: number): Tree {
  return { ...tree, value: tree.value.map((value) => value * factor) };
}
