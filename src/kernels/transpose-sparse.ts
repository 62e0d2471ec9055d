import type { SparseMatrix } from "./matrix.ts";

/** The same matrix by columns: column j of the given one is row j of the result, its elements in the order of the rows. */
export function transposeSparse({ rows, columns, rowStart, index, value }: SparseMatrix): SparseMatrix {
  const starts = new Int32Array(columns + 1);
  for (let k = 0; k < index.length; k++) starts[index[k]! + 1]!++;
  for (let j = 0; j < columns; j++) starts[j + 1]! += starts[j]!;
  const next = starts.slice(0, columns);
  const rowOf = new Int32Array(index.length);
  const moved = new Float32Array(index.length);
  for (let i = 0; i < rows; i++) {
    for (let k = rowStart[i]!; k < rowStart[i + 1]!; k++) {
      const at = next[index[k]!]!++;
      rowOf[at] = i;
      moved[at] = value[k]!;
    }
  }
  return { rows: columns, columns: rows, rowStart: starts, index: rowOf, value: moved };
}
