import type { ShapleyTables } from "./shapley-tables.ts";
import { markKept } from "./shapley-values.ts";

/** The edges of a leaf's path that count: the last one of each column. */
export interface LeafPath {
  readonly value: number;
  readonly edges: Int32Array;
}

/** Paths to all leaves. */
export function leafPaths({ tree, above, into }: ShapleyTables): readonly LeafPath[] {
  const paths: LeafPath[] = [];
  for (let edge = 0; edge < above.length; edge++) {
    const child = (edge & 1) === 0 ? tree.left[edge >> 1]! : tree.right[edge >> 1]!;
    if (child >= 0) continue;
    const replaced = new Set<number>();
    const edges: number[] = [];
    for (let up = edge; up >= 0; up = into[up >> 1]!) {
      if (!replaced.has(up)) edges.push(up);
      if (above[up]! >= 0) replaced.add(above[up]!);
    }
    paths.push({ value: tree.value[~child]!, edges: Int32Array.from(edges) });
  }
  return paths;
}

/**
 * Adds half of the joint effect of each pair of columns, beyond what each has alone, at [i, j] and [j, i] of `values` from `to` on,
 * [columns, columns]; the diagonal stays. `keeps` and `product` are scratch: a byte for each edge, a number for each point.
 *
 * For a leaf it is value · (oᵢ − zᵢ)(oⱼ − zⱼ) · ∫₀¹ Πₖ≠ᵢ,ⱼ (oₖ·t + zₖ·(1 − t)) dt / 2, see `ShapleyTables`.
 * @see Fujimoto, Kojadinovic & Marichal (2006), "Axiomatic characterizations of probabilistic and cardinal-probabilistic interaction indices"
 */
export function addInteractions(
  tables: ShapleyTables,
  paths: readonly LeafPath[],
  rows: Float32Array,
  at: number,
  scratch: { readonly keeps: Uint8Array; readonly product: Float64Array },
  values: Float64Array,
  to: number,
  columns: number,
): void {
  const { tree, points, weights, share, factor, inverse } = tables;
  const { keeps, product } = scratch;
  markKept(tables, rows, at, keeps);
  for (const { value, edges } of paths) {
    for (let q = 0; q < points; q++) {
      let whole = value * weights[q]! * 0.5;
      for (let e = 0; e < edges.length; e++) whole *= factor[(2 * edges[e]! + keeps[edges[e]!]!) * points + q]!;
      product[q] = whole;
    }
    for (let a = 1; a < edges.length; a++) {
      const first = edges[a]!;
      const firstAt = (2 * first + keeps[first]!) * points;
      const firstColumn = tree.feature[first >> 1]!;
      for (let b = 0; b < a; b++) {
        const second = edges[b]!;
        const secondAt = (2 * second + keeps[second]!) * points;
        let sum = 0;
        for (let q = 0; q < points; q++) sum += product[q]! * inverse[firstAt + q]! * inverse[secondAt + q]!;
        const joint = sum * (keeps[first]! - share[first]!) * (keeps[second]! - share[second]!);
        const secondColumn = tree.feature[second >> 1]!;
        values[to + firstColumn * columns + secondColumn]! += joint;
        values[to + secondColumn * columns + firstColumn]! += joint;
      }
    }
  }
}
