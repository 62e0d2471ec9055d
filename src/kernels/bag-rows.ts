/** Rows of a sparse matrix as they come out of one chunk, in the order of the chunk. */
export interface CompressedRows {
  /** Stored elements of each row. */
  readonly counts: Int32Array;
  readonly index: Int32Array;
  readonly value: Float32Array;
}

/** Distinct columns of one row with how often each occurs, ascending. Returns the position behind the last. */
function compressCounts(row: Int32Array, index: Int32Array, value: Float32Array, at: number): number {
  row.sort();
  let end = at;
  for (let i = 0; i < row.length; i++) {
    if (i > 0 && row[i] === row[i - 1]) value[end - 1]! += 1;
    else {
      index[end] = row[i]!;
      value[end++] = 1;
    }
  }
  return end;
}

/** As `compressCounts` with the sum of weights; `keys` are column · 2²⁰ + position, so that sums have one order. */
function compressWeights(keys: Float64Array, weights: Float32Array, offset: number, out: CompressedRows, at: number): number {
  keys.sort();
  let end = at;
  for (let i = 0; i < keys.length; i++) {
    const column = Math.floor(keys[i]! / 1_048_576);
    const weight = weights[offset + (keys[i]! - column * 1_048_576)]!;
    if (i > 0 && end > at && out.index[end - 1] === column) out.value[end - 1]! += weight;
    else {
      out.index[end] = column;
      out.value[end++] = weight;
    }
  }
  return end;
}

/**
 * Bags of columns as sparse rows: duplicates summed, columns ascending, padding left out.
 * @param bags - int64 [rows, length] as pairs of int32 (low, high).
 * @param weights - float32 [rows, length], or undefined where every weight is 1.
 * @param padding - the index that stands for nothing.
 */
export function compressBags(
  bags: Int32Array,
  weights: Float32Array | undefined,
  rows: number,
  length: number,
  padding: number,
): CompressedRows {
  const counts = new Int32Array(rows);
  const out = { counts, index: new Int32Array(rows * length), value: new Float32Array(rows * length) };
  const columns = new Int32Array(length);
  const keys = new Float64Array(weights === undefined ? 0 : length);
  let end = 0;
  for (let row = 0; row < rows; row++) {
    let kept = 0;
    const from = row * length;
    for (let i = 0; i < length; i++) {
      const column = bags[2 * (from + i)]!;
      if (column === padding) continue;
      if (weights === undefined) columns[kept++] = column;
      else keys[kept++] = column * 1_048_576 + i;
    }
    const before = end;
    end =
      weights === undefined
        ? compressCounts(columns.subarray(0, kept), out.index, out.value, end)
        : compressWeights(keys.subarray(0, kept), weights, from, out, end);
    counts[row] = end - before;
  }
  return { counts, index: out.index.slice(0, end), value: out.value.slice(0, end) };
}

/**
 * Writes rows of a chunk to their places in the whole matrix.
 * @param rowIds - the row of the whole matrix for each row of the chunk.
 */
export function placeRows(chunk: CompressedRows, rowIds: Int32Array, rowStart: Int32Array, index: Int32Array, value: Float32Array): void {
  let from = 0;
  for (let i = 0; i < rowIds.length; i++) {
    const count = chunk.counts[i]!;
    const to = rowStart[rowIds[i]!]!;
    for (let k = 0; k < count; k++) {
      index[to + k] = chunk.index[from + k]!;
      value[to + k] = chunk.value[from + k]!;
    }
    from += count;
  }
}

/**
 * How often each value occurs, for values that occur `minimum` times at least; values ascend.
 * Sorts a copy: for tens of millions of values that is several times faster than a hash map.
 */
export function countDistinct(values: Int32Array, minimum: number): { value: number; count: number }[] {
  const sorted = values.slice().sort();
  const found: { value: number; count: number }[] = [];
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    const value = sorted[from]!;
    while (to < sorted.length && sorted[to] === value) to++;
    if (to - from >= minimum) found.push({ value, count: to - from });
  }
  return found;
}
