import type { FeatureMatrix, SparseMatrix } from "./matrix.ts";

function takeSparse(matrix: SparseMatrix, rows: Int32Array): SparseMatrix {
  const rowStart = new Int32Array(rows.length + 1);
  for (let i = 0; i < rows.length; i++) rowStart[i + 1] = rowStart[i]! + matrix.rowStart[rows[i]! + 1]! - matrix.rowStart[rows[i]!]!;
  const index = new Int32Array(rowStart[rows.length]!);
  const value = new Float32Array(index.length);
  for (let i = 0; i < rows.length; i++) {
    const from = matrix.rowStart[rows[i]!]!;
    const to = matrix.rowStart[rows[i]! + 1]!;
    index.set(matrix.index.subarray(from, to), rowStart[i]!);
    value.set(matrix.value.subarray(from, to), rowStart[i]!);
  }
  return { rows: rows.length, columns: matrix.columns, rowStart, index, value };
}

/** The given rows of a matrix, in the given order; a row may be taken more than once. */
export function takeRows(features: FeatureMatrix, rows: Int32Array): FeatureMatrix {
  const { dense, sparse } = features;
  const taken: { -readonly [Key in keyof FeatureMatrix]: FeatureMatrix[Key] } = { rows: rows.length };
  if (dense !== undefined) {
    const values = new Float32Array(rows.length * dense.columns);
    for (let i = 0; i < rows.length; i++) {
      values.set(dense.values.subarray(rows[i]! * dense.columns, (rows[i]! + 1) * dense.columns), i * dense.columns);
    }
    taken.dense = { ...dense, rows: rows.length, values };
  }
  if (sparse !== undefined) taken.sparse = takeSparse(sparse, rows);
  return taken;
}

/** Rows [from, to) of a matrix; elements are shared, not copied. */
export function sliceRows(features: FeatureMatrix, from: number, to: number): FeatureMatrix {
  const { dense, sparse } = features;
  const sliced: { -readonly [Key in keyof FeatureMatrix]: FeatureMatrix[Key] } = { rows: to - from };
  if (dense !== undefined) {
    const { columns } = dense;
    sliced.dense = { ...dense, rows: to - from, values: dense.values.subarray(from * columns, to * columns) };
  }
  if (sparse !== undefined) {
    const first = sparse.rowStart[from]!;
    const last = sparse.rowStart[to]!;
    sliced.sparse = {
      rows: to - from,
      columns: sparse.columns,
      rowStart: sparse.rowStart.subarray(from, to + 1).map((start) => start - first),
      index: sparse.index.subarray(first, last),
      value: sparse.value.subarray(first, last),
    };
  }
  return sliced;
}
