/** Row-major matrix in one flat array: element (i, j) is `values[i * columns + j]`. */
export interface DenseMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
  /** Per column the number of its category codes, 0 where it holds numbers; codes are whole numbers below it, NaN where missing. */
  readonly categories?: Int32Array;
}

/** Compressed sparse rows: row i holds `index[k]`, `value[k]` for k in [rowStart[i], rowStart[i + 1]). */
export interface SparseMatrix {
  readonly rows: number;
  readonly columns: number;
  /** Length rows + 1, ascending. */
  readonly rowStart: Int32Array;
  /** Column of each stored element, in [0, columns); ascending within a row, no column twice in a row. */
  readonly index: Int32Array;
  readonly value: Float32Array;
}

/** What a learner learns from: dense columns, sparse columns, or both side by side, with equal numbers of rows. */
export interface FeatureMatrix {
  readonly rows: number;
  readonly dense?: DenseMatrix;
  readonly sparse?: SparseMatrix;
}
