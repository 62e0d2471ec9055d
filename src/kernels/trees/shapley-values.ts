import type { ShapleyTables } from "./shapley-tables.ts";
import { goesLeft } from "./walk-trees.ts";

/** Scratch for the largest of some trees. */
export interface ShapleyScratch {
  /** 1 where the row keeps to the way of the edge's column; by edge. */
  readonly keeps: Uint8Array;
  /** [edge, point]: products along the path, then sums over the leaves below. */
  readonly product: Float64Array;
}

/** Scratch that serves all of the trees. */
export function shapleyScratch(trees: readonly ShapleyTables[]): ShapleyScratch {
  const most = (of: (tables: ShapleyTables) => number): number => trees.reduce((largest, tables) => Math.max(largest, of(tables)), 0);
  return {
    keeps: new Uint8Array(most(({ above }) => above.length)),
    product: new Float64Array(most(({ above, points }) => above.length * points)),
  };
}

/** Marks the edges whose column the row satisfies all the way down. */
export function markKept({ tree, above }: ShapleyTables, rows: Float32Array, at: number, keeps: Uint8Array): void {
  for (let node = 0; node < tree.feature.length; node++) {
    const left = goesLeft(tree, node, rows[at + tree.feature[node]!]!);
    for (let side = 0; side < 2; side++) {
      const edge = 2 * node + side;
      const up = above[edge]!;
      keeps[edge] = left === (side === 0) && (up < 0 || keeps[up] === 1) ? 1 : 0;
    }
  }
}

/** Products of the factors on the path to each edge, at each point. */
function multiplyDown({ points, above, into, factor, inverse }: ShapleyTables, { keeps, product }: ShapleyScratch): void {
  for (let edge = 0; edge < above.length; edge++) {
    const own = (2 * edge + keeps[edge]!) * points;
    const parent = into[edge >> 1]!;
    const up = above[edge]!;
    const old = up < 0 ? -1 : (2 * up + keeps[up]!) * points;
    for (let q = 0; q < points; q++) {
      const before = parent < 0 ? 1 : product[parent * points + q]!;
      product[edge * points + q] = before * factor[own + q]! * (old < 0 ? 1 : inverse[old + q]!);
    }
  }
}

/**
 * Adds one tree's Shapley values of one row to `values` from `to` on, one per column.
 * An edge answers for the leaves below it, except for those below a later edge of the same column: that one takes them back.
 */
export function addShapleyValues(
  tables: ShapleyTables,
  rows: Float32Array,
  at: number,
  scratch: ShapleyScratch,
  values: Float64Array,
  to: number,
): void {
  const { tree, points, weights, above, share, inverse } = tables;
  const { keeps, product } = scratch;
  markKept(tables, rows, at, keeps);
  multiplyDown(tables, scratch);
  for (let edge = above.length - 1; edge >= 0; edge--) {
    const node = edge >> 1;
    const child = (edge & 1) === 0 ? tree.left[node]! : tree.right[node]!;
    const here = edge * points;
    const own = (2 * edge + keeps[edge]!) * points;
    const up = above[edge]!;
    const old = up < 0 ? 0 : (2 * up + keeps[up]!) * points;
    const ownSpan = keeps[edge]! - share[edge]!;
    const oldSpan = up < 0 ? 0 : keeps[up]! - share[up]!;
    let sum = 0;
    for (let q = 0; q < points; q++) {
      const below =
        child < 0
          ? product[here + q]! * weights[q]! * tree.value[~child]!
          : product[2 * child * points + q]! + product[(2 * child + 1) * points + q]!;
      product[here + q] = below;
      sum += below * (ownSpan * inverse[own + q]! - oldSpan * inverse[old + q]!);
    }
    values[to + tree.feature[node]!]! += sum;
  }
}
