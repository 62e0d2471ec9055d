import type { DenseMatrix, FeatureMatrix, SparseMatrix } from "../matrix.ts";

/**
 * Sparse columns that occur in the most rows, ascending: at most `most` of them, none that occurs in fewer than `leastRows` rows; of
 * equally frequent ones the lower.
 */
export function frequentColumns({ columns, index }: SparseMatrix, most: number, leastRows: number): Int32Array {
  const counts = new Int32Array(columns);
  for (let k = 0; k < index.length; k++) counts[index[k]!]!++;
  const order = Int32Array.from({ length: columns }, (_, column) => column).filter((column) => counts[column]! >= leastRows);
  order.sort((a, b) => counts[b]! - counts[a]! || a - b);
  return order.slice(0, most).sort();
}

/** Dense columns with some of the sparse ones behind them, 0 where a row does not have one. */
export function joinColumns({ rows, dense, sparse }: FeatureMatrix, chosen: Int32Array): DenseMatrix {
  const before = dense?.columns ?? 0;
  const columns = before + chosen.length;
  const values = new Float32Array(rows * columns);
  const places = new Int32Array(sparse?.columns ?? 0).fill(-1);
  chosen.forEach((column, at) => {
    places[column] = before + at;
  });
  for (let row = 0; row < rows; row++) {
    if (dense !== undefined) values.set(dense.values.subarray(row * before, (row + 1) * before), row * columns);
    if (sparse === undefined) continue;
    for (let k = sparse.rowStart[row]!; k < sparse.rowStart[row + 1]!; k++) {
      const place = places[sparse.index[k]!]!;
      if (place >= 0) values[row * columns + place]! += sparse.value[k]!;
    }
  }
  if (dense?.categories === undefined) return { rows, columns, values };
  const categories = new Int32Array(columns);
  categories.set(dense.categories);
  return { rows, columns, values, categories };
}
