import type { Leaf } from "./regression-forest.ts";

/** A piecewise constant function on [0, 1]: value k holds from edge k to edge k + 1. */
export interface Marginal {
  readonly edges: Float64Array;
  readonly values: Float64Array;
}

function volumeOf({ low, high }: Leaf): number {
  let volume = 1;
  for (const [j, end] of high.entries()) volume *= end - (low[j] ?? 0);
  return volume;
}

/** Mean of a tree over the cube, and the variance of what it predicts there. */
export function momentsOf(leaves: readonly Leaf[]): { readonly mean: number; readonly variance: number } {
  let mean = 0;
  for (const leaf of leaves) mean += volumeOf(leaf) * leaf.value;
  let variance = 0;
  for (const leaf of leaves) variance += volumeOf(leaf) * (leaf.value - mean) ** 2;
  return { mean, variance };
}

/** Distinct borders of the leaves in a column, ascending, and where each of them is. */
function edgesOf(leaves: readonly Leaf[], column: number): { edges: Float64Array; place: Map<number, number> } {
  const edges = Float64Array.from(new Set(leaves.flatMap(({ low, high }) => [low[column] ?? 0, high[column] ?? 1]))).sort();
  return { edges, place: new Map(Array.from(edges, (edge, k) => [edge, k])) };
}

/** What a tree predicts at each value of a column, averaged over all the others. */
export function marginalOf(leaves: readonly Leaf[], column: number): Marginal {
  const { edges, place } = edgesOf(leaves, column);
  const changes = new Float64Array(edges.length);
  for (const leaf of leaves) {
    const [from, to] = [leaf.low[column] ?? 0, leaf.high[column] ?? 1];
    const share = (volumeOf(leaf) / (to - from)) * leaf.value;
    const [first, end] = [place.get(from) ?? 0, place.get(to) ?? 0];
    changes[first] = (changes[first] ?? 0) + share;
    changes[end] = (changes[end] ?? 0) - share;
  }
  let running = 0;
  const values = new Float64Array(edges.length - 1).map((_, k) => {
    running += changes[k] ?? 0;
    return running;
  });
  return { edges, values };
}

/** Variance of a marginal around a mean. */
export function varianceOf({ edges, values }: Marginal, mean: number): number {
  return values.reduce((sum, value, k) => sum + ((edges[k + 1] ?? 1) - (edges[k] ?? 0)) * (value - mean) ** 2, 0);
}

/** Variance of what a tree predicts at pairs of values of two columns, averaged over the others: both main effects and interaction. */
export function pairVariance(leaves: readonly Leaf[], a: number, b: number, mean: number): number {
  const [first, second] = [edgesOf(leaves, a), edgesOf(leaves, b)];
  const width = second.edges.length;
  const sums = new Float64Array(first.edges.length * width);
  const add = (i: number, j: number, by: number): void => {
    sums[i * width + j] = (sums[i * width + j] ?? 0) + by;
  };
  for (const leaf of leaves) {
    const [fromA, toA, fromB, toB] = [leaf.low[a] ?? 0, leaf.high[a] ?? 1, leaf.low[b] ?? 0, leaf.high[b] ?? 1];
    const share = (volumeOf(leaf) / ((toA - fromA) * (toB - fromB))) * leaf.value;
    const [i, k] = [first.place.get(fromA) ?? 0, first.place.get(toA) ?? 0];
    const [j, l] = [second.place.get(fromB) ?? 0, second.place.get(toB) ?? 0];
    add(i, j, share);
    add(i, l, -share);
    add(k, j, -share);
    add(k, l, share);
  }
  // Running sums in both directions turn the corners into the boxes' values.
  let variance = 0;
  for (let i = 0; i + 1 < first.edges.length; i++) {
    const height = (first.edges[i + 1] ?? 1) - (first.edges[i] ?? 0);
    for (let j = 0; j + 1 < width; j++) {
      const at = i * width + j;
      const left = j > 0 ? (sums[at - 1] ?? 0) : 0;
      const above = i > 0 ? (sums[at - width] ?? 0) : 0;
      const corner = i > 0 && j > 0 ? (sums[at - width - 1] ?? 0) : 0;
      const value = (sums[at] ?? 0) + left + above - corner;
      sums[at] = value;
      variance += height * ((second.edges[j + 1] ?? 1) - (second.edges[j] ?? 0)) * (value - mean) ** 2;
    }
  }
  return variance;
}
