import { random } from "../random.ts";
import { symmetricEigen } from "../symmetric-eigen.ts";
import type { Adjacency } from "./adjacency.ts";

/** A sparse matrix: 1, or the value given, where an edge is. `values` is as long as `targets`. */
export interface EdgeMatrix {
  readonly adjacency: Adjacency;
  readonly values?: Float32Array;
}

/** The nearest matrix of low rank, left · rightᵀ; rows of `rank` numbers, the left ones hold the singular values. */
export interface LowRank {
  readonly rank: number;
  readonly left: Float32Array;
  readonly right: Float32Array;
  /** Descending, length rank. */
  readonly singular: Float64Array;
}

/** y ← A x for row-major x [nodes, width]. */
function multiply({ adjacency, values }: EdgeMatrix, x: Float32Array, width: number): Float32Array {
  const { nodes, starts, ends, targets } = adjacency;
  const y = new Float32Array(nodes * width);
  const sum = new Float64Array(width);
  for (let node = 0; node < nodes; node++) {
    sum.fill(0);
    for (let at = starts[node]!; at < ends[node]!; at++) {
      const value = values === undefined ? 1 : values[at]!;
      const row = targets[at]! * width;
      for (let k = 0; k < width; k++) sum[k]! += value * x[row + k]!;
    }
    for (let k = 0; k < width; k++) y[node * width + k] = sum[k]!;
  }
  return y;
}

/** y ← Aᵀ x. */
function multiplyTransposed({ adjacency, values }: EdgeMatrix, x: Float32Array, width: number): Float32Array {
  const { nodes, starts, ends, targets } = adjacency;
  const y = new Float32Array(nodes * width);
  for (let node = 0; node < nodes; node++) {
    const from = node * width;
    for (let at = starts[node]!; at < ends[node]!; at++) {
      const value = values === undefined ? 1 : values[at]!;
      const row = targets[at]! * width;
      for (let k = 0; k < width; k++) y[row + k]! += value * x[from + k]!;
    }
  }
  return y;
}

/** xᵀ x, row-major [width, width]. */
function gramOf(x: Float32Array, width: number): Float64Array {
  const gram = new Float64Array(width * width);
  for (let row = 0; row < x.length; row += width) {
    for (let i = 0; i < width; i++) {
      const value = x[row + i]!;
      if (value === 0) continue;
      for (let j = i; j < width; j++) gram[i * width + j]! += value * x[row + j]!;
    }
  }
  for (let i = 0; i < width; i++) for (let j = 0; j < i; j++) gram[i * width + j] = gram[j * width + i]!;
  return gram;
}

/** x ← x · turn, turn row-major [width, columns]. */
function turned(x: Float32Array, width: number, turn: Float64Array, columns: number): Float32Array {
  const rows = x.length / width;
  const y = new Float32Array(rows * columns);
  const sum = new Float64Array(columns);
  for (let row = 0; row < rows; row++) {
    sum.fill(0);
    for (let i = 0; i < width; i++) {
      const value = x[row * width + i]!;
      if (value === 0) continue;
      for (let k = 0; k < columns; k++) sum[k]! += value * turn[i * columns + k]!;
    }
    for (let k = 0; k < columns; k++) y[row * columns + k] = sum[k]!;
  }
  return y;
}

/** Directions of x by falling length, as columns of [width, width], and the lengths. */
function principalAxes(x: Float32Array, width: number): { axes: Float64Array; lengths: Float64Array } {
  const { values, vectors } = symmetricEigen(gramOf(x, width), width);
  const order = Array.from(values.keys()).sort((a, b) => values[b]! - values[a]! || a - b);
  const axes = new Float64Array(width * width);
  const lengths = new Float64Array(width);
  for (let k = 0; k < width; k++) {
    lengths[k] = Math.sqrt(Math.max(0, values[order[k]!]!));
    for (let i = 0; i < width; i++) axes[i * width + k] = vectors[order[k]! * width + i]!;
  }
  return { axes, lengths };
}

/** Columns of equal span that are orthogonal and of length 1; directions without length become 0. */
function orthonormal(x: Float32Array, width: number): Float32Array {
  const { axes, lengths } = principalAxes(x, width);
  const least = lengths[0]! * 1e-6;
  for (let k = 0; k < width; k++) {
    const factor = lengths[k]! > least ? 1 / lengths[k]! : 0;
    for (let i = 0; i < width; i++) axes[i * width + k]! *= factor;
  }
  return turned(x, width, axes, width);
}

/**
 * The largest singular values of a sparse square matrix by subspace iteration from seeded random directions.
 * @param passes - rounds over the matrix; each makes the smaller values more exact.
 * @see Halko, Martinsson and Tropp (2011), "Finding Structure with Randomness", SIAM Review 53(2).
 */
export function truncatedSvd(
  matrix: EdgeMatrix,
  rank: number,
  { seed, passes }: { readonly seed: number; readonly passes: number },
): LowRank {
  const { nodes } = matrix.adjacency;
  const width = Math.min(nodes, rank + 8);
  const draw = random(seed).fork("directions");
  let right: Float32Array = Float32Array.from({ length: nodes * width }, () => draw.normal());
  for (let pass = 0; pass < passes; pass++) {
    const left = orthonormal(multiply(matrix, right, width), width);
    right = orthonormal(multiplyTransposed(matrix, left, width), width);
  }
  const image = multiply(matrix, right, width);
  const { axes, lengths } = principalAxes(image, width);
  const kept = Math.min(rank, width);
  const turn = new Float64Array(width * kept);
  for (let i = 0; i < width; i++) for (let k = 0; k < kept; k++) turn[i * kept + k] = axes[i * width + k]!;
  return { rank: kept, left: turned(image, width, turn, kept), right: turned(right, width, turn, kept), singular: lengths.slice(0, kept) };
}
