import type { Random } from "../../../kernels/index.ts";

/** A leaf of a tree over the unit cube: a box and what is predicted in it. */
export interface Leaf {
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly value: number;
}

/** Points of a unit cube with values. */
export interface ForestData {
  /** [rows, columns] */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly columns: number;
}

interface Split {
  readonly column: number;
  readonly threshold: number;
  /** What the sum of squares falls by. */
  readonly gain: number;
}

/** Fewest rows of a leaf. */
const LEAF_ROWS = 3;

/** Best cut of one column; rows are sorted by it in place. */
function bestCut(data: ForestData, rows: Int32Array, column: number): Split | undefined {
  const { x, y, columns } = data;
  const at = (row: number): number => x[row * columns + column] ?? 0;
  rows.sort((a, b) => at(a) - at(b) || a - b);
  let total = 0;
  for (const row of rows) total += y[row] ?? 0;
  let left = 0;
  let best: Split | undefined;
  const n = rows.length;
  const base = (total * total) / n;
  for (let i = 1; i < n; i++) {
    left += y[rows[i - 1] ?? 0] ?? 0;
    const before = at(rows[i - 1] ?? 0);
    const after = at(rows[i] ?? 0);
    if (i < LEAF_ROWS || n - i < LEAF_ROWS || before === after) continue;
    const gain = (left * left) / i + (total - left) ** 2 / (n - i) - base;
    if (gain <= (best?.gain ?? 0)) continue;
    const middle = (before + after) / 2;
    best = { column, gain, threshold: middle > before ? middle : after };
  }
  return best;
}

/** Cuts a box until its rows are few or alike. */
function grow(data: ForestData, rows: Int32Array, low: Float64Array, high: Float64Array, leaves: Leaf[]): void {
  const { x, y, columns } = data;
  let best: Split | undefined;
  if (rows.length >= 2 * LEAF_ROWS) {
    for (let column = 0; column < columns; column++) {
      const cut = bestCut(data, rows, column);
      if (cut !== undefined && cut.gain > (best?.gain ?? 1e-12)) best = cut;
    }
  }
  if (best === undefined) {
    const value = rows.reduce((sum, row) => sum + (y[row] ?? 0), 0) / rows.length;
    leaves.push({ low, high, value });
    return;
  }
  const { column, threshold } = best;
  const below = rows.filter((row) => (x[row * columns + column] ?? 0) < threshold);
  const above = rows.filter((row) => (x[row * columns + column] ?? 0) >= threshold);
  const cutHigh = high.slice();
  const cutLow = low.slice();
  cutHigh[column] = threshold;
  cutLow[column] = threshold;
  grow(data, below, low, cutHigh, leaves);
  grow(data, above, cutLow, high, leaves);
}

/**
 * Trees of a random forest over the unit cube, each grown on rows drawn with replacement.
 * @see Breiman (2001), "Random forests", Machine Learning 45(1).
 */
export function regressionForest(data: ForestData, trees: number, stream: Random): readonly (readonly Leaf[])[] {
  const n = data.y.length;
  return Array.from({ length: trees }, () => {
    const rows = Int32Array.from({ length: n }, () => stream.integer(n));
    const leaves: Leaf[] = [];
    grow(data, rows, new Float64Array(data.columns), new Float64Array(data.columns).fill(1), leaves);
    return leaves;
  });
}
