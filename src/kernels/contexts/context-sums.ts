/** Events of all askers, those of one asker side by side, and the categories of their context. */
export interface ContextRows {
  /** Rows of asker a: [starts[a], starts[a + 1]). */
  readonly starts: Int32Array;
  readonly items: Int32Array;
  /** Weight of each row, e.g. the logarithm of its uses. */
  readonly weights: Float64Array;
  /** Row-major [rows, columns]; -1 where a value is not known. */
  readonly codes: Int32Array;
  readonly columns: number;
}

/** What `addContextSums` adds for each item: rows, weights, rows that agree in each column, then a sum for each kernel. */
export function contextSumWidth(columns: number, kernels: number): number {
  return 2 + columns + kernels;
}

/**
 * Sums over the rows of one asker, by the place of their item. A kernel's sum counts a row as the product over the columns of 1 where it
 * agrees with the moment and of the kernel's number where it does not.
 * @param moment - codes of the moment asked about, length columns.
 * @param kernels - numbers in [0, 1].
 * @param placeOf - by item: its row in `sums`, or -1 where it does not count.
 * @param without - a row that is left out; -1 for none.
 * @param sums - row-major [places, contextSumWidth], 0 at first.
 */
export function addContextSums(
  rows: ContextRows,
  [from, to]: readonly [number, number],
  moment: Int32Array,
  kernels: Float64Array,
  placeOf: Int32Array,
  without: number,
  sums: Float64Array,
): void {
  const { items, weights, codes, columns } = rows;
  const width = contextSumWidth(columns, kernels.length);
  for (let row = from; row < to; row++) {
    const place = placeOf[items[row]!]!;
    if (place < 0 || row === without) continue;
    const at = place * width;
    sums[at]!++;
    sums[at + 1]! += weights[row]!;
    let apart = 0;
    for (let column = 0; column < columns; column++) {
      if (codes[row * columns + column] === moment[column]) sums[at + 2 + column]!++;
      else apart++;
    }
    for (let kernel = 0; kernel < kernels.length; kernel++) sums[at + 2 + columns + kernel]! += kernels[kernel]! ** apart;
  }
}
