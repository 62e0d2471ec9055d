import type { SparseMatrix } from "../matrix.ts";
import { random } from "../random.ts";
import { symmetricEigen } from "../symmetric-eigen.ts";

/** The strongest singular directions of a matrix: A ≈ left · diag(values) · rightᵀ. */
export interface SingularDirections {
  readonly rank: number;
  /** Descending, length rank. */
  readonly values: Float64Array;
  /** Row-major [rows, rank], orthonormal columns. */
  readonly left: Float64Array;
  /** Row-major [columns, rank], orthonormal columns. */
  readonly right: Float64Array;
}

/** A · X, [rows, width]; X is row-major [columns, width]. */
export function sparseTimesDense({ rows, rowStart, index, value }: SparseMatrix, x: Float64Array, width: number): Float64Array {
  const product = new Float64Array(rows * width);
  for (let i = 0; i < rows; i++) {
    const to = i * width;
    for (let k = rowStart[i]!; k < rowStart[i + 1]!; k++) {
      const from = index[k]! * width;
      const factor = value[k]!;
      for (let j = 0; j < width; j++) product[to + j]! += factor * x[from + j]!;
    }
  }
  return product;
}

/** Aᵀ · Y, [columns, width]; Y is row-major [rows, width]. */
function transposedTimesDense({ rows, columns, rowStart, index, value }: SparseMatrix, y: Float64Array, width: number): Float64Array {
  const product = new Float64Array(columns * width);
  for (let i = 0; i < rows; i++) {
    const from = i * width;
    for (let k = rowStart[i]!; k < rowStart[i + 1]!; k++) {
      const to = index[k]! * width;
      const factor = value[k]!;
      for (let j = 0; j < width; j++) product[to + j]! += factor * y[from + j]!;
    }
  }
  return product;
}

/** Yᵀ · Y, [width, width]. */
function innerProducts(y: Float64Array, width: number): Float64Array {
  const products = new Float64Array(width * width);
  for (let from = 0; from < y.length; from += width) {
    for (let a = 0; a < width; a++) {
      const left = y[from + a]!;
      if (left === 0) continue;
      const to = a * width;
      for (let b = a; b < width; b++) products[to + b]! += left * y[from + b]!;
    }
  }
  for (let a = 0; a < width; a++) for (let b = 0; b < a; b++) products[a * width + b] = products[b * width + a]!;
  return products;
}

/** Y · M, [rows, kept]; M is row-major [width, kept]. */
function timesSmall(y: Float64Array, width: number, small: Float64Array, kept: number): Float64Array {
  const product = new Float64Array((y.length / width) * kept);
  for (let from = 0, to = 0; from < y.length; from += width, to += kept) {
    for (let a = 0; a < width; a++) {
      const factor = y[from + a]!;
      if (factor === 0) continue;
      const row = a * kept;
      for (let b = 0; b < kept; b++) product[to + b]! += factor * small[row + b]!;
    }
  }
  return product;
}

/** Descending eigenvalues of YᵀY and, [width, width], their vectors in columns, each scaled by 1/√value (0 where there is no direction left). */
function whitening(
  y: Float64Array,
  width: number,
): { readonly values: Float64Array; readonly vectors: Float64Array; readonly scaled: Float64Array } {
  const { values, vectors } = symmetricEigen(innerProducts(y, width), width);
  const order = Array.from(values.keys()).sort((a, b) => values[b]! - values[a]! || a - b);
  const largest = Math.max(0, values[order[0]!] ?? 0);
  const sorted = new Float64Array(width);
  const columns = new Float64Array(width * width);
  const scaled = new Float64Array(width * width);
  order.forEach((from, to) => {
    const value = values[from]! > 1e-12 * largest ? values[from]! : 0;
    sorted[to] = value;
    for (let a = 0; a < width; a++) {
      const entry = vectors[from * width + a]!;
      columns[a * width + to] = entry;
      scaled[a * width + to] = value > 0 ? entry / Math.sqrt(value) : 0;
    }
  });
  return { values: sorted, vectors: columns, scaled };
}

/** Turns each pair of directions so that the largest entry on the right is positive: the same signs whatever the way there. */
function settleSigns(left: Float64Array, right: Float64Array, rank: number): void {
  for (let j = 0; j < rank; j++) {
    let largest = 0;
    for (let at = j; at < right.length; at += rank) if (Math.abs(right[at]!) > Math.abs(largest)) largest = right[at]!;
    if (largest >= 0) continue;
    for (let at = j; at < right.length; at += rank) right[at] = -right[at]!;
    for (let at = j; at < left.length; at += rank) left[at] = -left[at]!;
  }
}

/**
 * Singular value decomposition of a sparse matrix by random projection and subspace iteration, in float64 and on one thread: a seed
 * decides every bit.
 * @param settings.iterations - passes of subspace iteration, 4 unless told.
 * @param settings.oversampling - directions beyond the rank that are carried along, 10 unless told.
 * @see Halko, Martinsson and Tropp (2011), "Finding Structure with Randomness", SIAM Review 53(2).
 */
export function randomizedSvd(
  matrix: SparseMatrix,
  rank: number,
  { seed, iterations = 4, oversampling = 10 }: { readonly seed: number; readonly iterations?: number; readonly oversampling?: number },
): SingularDirections {
  const { rows, columns } = matrix;
  const width = Math.min(rank + oversampling, rows, columns);
  const stream = random(seed);
  let basis: Float64Array = Float64Array.from({ length: columns * width }, () => stream.normal());
  for (let round = 0; round <= iterations; round++) {
    if (round > 0) basis = transposedTimesDense(matrix, sparseTimesDense(matrix, basis, width), width);
    basis = timesSmall(basis, width, whitening(basis, width).scaled, width);
  }
  const image = sparseTimesDense(matrix, basis, width);
  const { values, vectors, scaled } = whitening(image, width);
  const found = Math.min(rank, width);
  const left = keepColumns(timesSmall(image, width, scaled, width), width, found);
  const right = keepColumns(timesSmall(basis, width, vectors, width), width, found);
  settleSigns(left, right, found);
  return { rank: found, values: values.slice(0, found).map(Math.sqrt), left, right };
}

function keepColumns(full: Float64Array, width: number, kept: number): Float64Array {
  if (width === kept) return full;
  const part = new Float64Array((full.length / width) * kept);
  for (let from = 0, to = 0; from < full.length; from += width, to += kept) part.set(full.subarray(from, from + kept), to);
  return part;
}
