/** Stored rows of a sparse matrix in a workspace, and dense rows beside them. */
interface SampledRows {
  readonly rowStart: Int32Array;
  readonly index: Int32Array;
  readonly value: Float32Array;
  /** [rows, stride] for all rows; stride 0 where there are none. */
  readonly dense: Float32Array;
  readonly stride: number;
}

/**
 * matrix += weight·z zᵀ for z = [dense columns, first `head` sparse columns, 1] of rows [from, to), except for the products of
 * dense columns and 1 among themselves. The matrix is [n, n] with n = stride + head + 1.
 */
export function addHeadProducts(
  rows: SampledRows,
  weight: Float32Array,
  from: number,
  to: number,
  head: number,
  matrix: Float64Array,
): void {
  const { rowStart, index, value, dense, stride } = rows;
  const n = stride + head + 1;
  const places = new Int32Array(head);
  const shares = new Float64Array(head);
  for (let i = from; i < to; i++) {
    let count = 0;
    for (let k = rowStart[i]!; k < rowStart[i + 1]!; k++) {
      if (index[k]! >= head) continue;
      places[count] = stride + index[k]!;
      shares[count++] = value[k]!;
    }
    for (let a = 0; a < count; a++) {
      const row = places[a]! * n;
      const share = shares[a]! * weight[i]!;
      for (let b = 0; b < count; b++) matrix[row + places[b]!]! += share * shares[b]!;
      for (let j = 0; j < stride; j++) {
        const product = share * dense[i * stride + j]!;
        matrix[row + j]! += product;
        matrix[j * n + places[a]!]! += product;
      }
      matrix[row + n - 1]! += share;
      matrix[(n - 1) * n + places[a]!]! += share;
    }
  }
}
