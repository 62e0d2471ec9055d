/**
 * Columns of a list of candidates, with each one's distance from the list's largest value behind them: [candidates, 2 · columns].
 * @param dense - row-major [candidates, columns].
 */
export function withinListColumns(dense: Float32Array, columns: number): Float32Array {
  const rows = dense.length / columns;
  const largest = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY);
  for (const [at, value] of dense.entries()) largest[at % columns] = Math.max(largest[at % columns] ?? value, value);
  const wider = new Float32Array(2 * dense.length);
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < columns; j++) {
      const value = dense[row * columns + j] ?? 0;
      wider[2 * row * columns + j] = value;
      wider[(2 * row + 1) * columns + j] = value - (largest[j] ?? 0);
    }
  }
  return wider;
}
