import type { Labels, ScoreArray } from "../objectives/objective.ts";
import { weightedQuantile } from "../objectives/weighted-quantile.ts";

/** Rows by leaf: those of leaf l at [start[l], start[l + 1]). */
function rowsByLeaf(leafOfRow: Int32Array, leaves: number, rows: Int32Array | undefined): { start: Int32Array; sorted: Int32Array } {
  const count = rows?.length ?? leafOfRow.length;
  const start = new Int32Array(leaves + 1);
  for (let at = 0; at < count; at++) {
    const leaf = leafOfRow[rows?.[at] ?? at] ?? 0;
    start[leaf + 1] = (start[leaf + 1] ?? 0) + 1;
  }
  for (let leaf = 0; leaf < leaves; leaf++) start[leaf + 1] = (start[leaf + 1] ?? 0) + (start[leaf] ?? 0);
  const next = start.slice();
  const sorted = new Int32Array(count);
  for (let at = 0; at < count; at++) {
    const row = rows?.[at] ?? at;
    const leaf = leafOfRow[row] ?? 0;
    sorted[next[leaf] ?? 0] = row;
    next[leaf] = (next[leaf] ?? 0) + 1;
  }
  return { start, sorted };
}

/**
 * Value of each leaf: the weighted quantile of its rows' residuals, truth − score. A leaf without rows that count keeps 0.
 * @param scores - of one output, length rows.
 */
export function leafQuantiles(
  level: number,
  leafOfRow: Int32Array,
  leaves: number,
  scores: ScoreArray,
  { truth, weight }: Labels,
  rows: Int32Array | undefined,
): Float64Array {
  const { start, sorted } = rowsByLeaf(leafOfRow, leaves, rows);
  return Float64Array.from({ length: leaves }, (_, leaf) => {
    const own = sorted.subarray(start[leaf], start[leaf + 1]);
    const residuals = Float64Array.from(own, (row) => (truth[row] ?? 0) - (scores[row] ?? 0));
    const value = weightedQuantile(residuals, level, weight === undefined ? undefined : Float64Array.from(own, (row) => weight[row] ?? 0));
    return Number.isNaN(value) ? 0 : value;
  });
}
