import { BackgroundShapley } from "./background-shapley.ts";
import { addInteractions, leafPaths } from "./shapley-interactions.ts";
import { type CoverKind, type ShapleyTables, shapleyTablesOf } from "./shapley-tables.ts";
import { addShapleyValues, shapleyScratch } from "./shapley-values.ts";
import { markMissingZeros, type TreeSum, walkTrees } from "./walk-trees.ts";

/** Shapley values of rows: for each row and output, base plus the sum of its values is the score. */
export interface ShapleyValues {
  /** What is expected without knowing any column; length outputs. */
  readonly base: Float64Array;
  /** [rows, outputs, columns]. */
  readonly values: Float64Array;
}

/** Explains rows by how the training rows divide at the nodes. Built once, used for many rows. */
export class PathExplainer {
  readonly #sum: TreeSum;
  readonly #tables: readonly ShapleyTables[];
  readonly base: Float64Array;

  /** @throws MODELING_TREES_TOO_DEEP */
  constructor(sum: TreeSum, cover: CoverKind) {
    this.#sum = sum;
    this.#tables = shapleyTablesOf(sum.trees, cover);
    this.base = Float64Array.from(sum.base);
    for (const { tree, mean } of this.#tables) this.base[tree.output]! += mean;
  }

  /** Shapley values, [rows, outputs, columns]. */
  values(values: Float32Array, rows: number): Float64Array {
    const { columns, outputs, zeroIsMissing } = this.#sum;
    const marked = markMissingZeros(values, columns, zeroIsMissing);
    const scratch = shapleyScratch(this.#tables);
    const explained = new Float64Array(rows * outputs * columns);
    // Tree by tree, so that a tree's tables stay in the cache.
    for (const tables of this.#tables) {
      const { output } = tables.tree;
      for (let i = 0; i < rows; i++) addShapleyValues(tables, marked, i * columns, scratch, explained, (i * outputs + output) * columns);
    }
    return explained;
  }

  /** Interaction values, [rows, outputs, columns, columns]: symmetric; each row of columns sums to that column's Shapley value. */
  interactions(values: Float32Array, rows: number): Float64Array {
    const { columns, outputs, zeroIsMissing } = this.#sum;
    const marked = markMissingZeros(values, columns, zeroIsMissing);
    const scratch = shapleyScratch(this.#tables);
    const explained = new Float64Array(rows * outputs * columns * columns);
    for (const tables of this.#tables) {
      const paths = leafPaths(tables);
      for (let i = 0; i < rows; i++) {
        const to = (i * outputs + tables.tree.output) * columns * columns;
        addInteractions(tables, paths, marked, i * columns, scratch, explained, to, columns);
      }
    }
    this.#fillDiagonals(explained, this.values(values, rows), columns);
    return explained;
  }

  /** What a column does alone: its Shapley value without its shares in pairs. */
  #fillDiagonals(explained: Float64Array, values: Float64Array, columns: number): void {
    for (let column = 0; column < values.length; column++) {
      let rest = values[column]!;
      for (let j = 0; j < columns; j++) rest -= explained[column * columns + j]!;
      explained[column * columns + (column % columns)] = rest;
    }
  }
}

/**
 * Explains rows against background rows: columns outside of a coalition have their values. The base is the mean score of the background.
 * @param background - row-major [backgroundRows, columns], one row at least.
 */
export function explainAgainst(
  sum: TreeSum,
  values: Float32Array,
  rows: number,
  background: Float32Array,
  backgroundRows: number,
): ShapleyValues {
  const { columns, outputs, zeroIsMissing } = sum;
  const marked = markMissingZeros(values, columns, zeroIsMissing);
  const others = markMissingZeros(background, columns, zeroIsMissing);
  const shapley = new BackgroundShapley(columns);
  const explained = new Float64Array(rows * outputs * columns);
  for (const tree of sum.trees) {
    for (let i = 0; i < rows; i++) {
      const to = (i * outputs + tree.output) * columns;
      for (let b = 0; b < backgroundRows; b++) {
        const pair = { rows: marked, at: i * columns, background: others, other: b * columns };
        shapley.add(tree, pair, 1 / backgroundRows, explained, to);
      }
    }
  }
  const base = new Float64Array(outputs);
  walkTrees(sum, background, backgroundRows).forEach((score, at) => {
    base[at % outputs]! += score / backgroundRows;
  });
  return { base, values: explained };
}
