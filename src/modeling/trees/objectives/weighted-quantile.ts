import { ascendingOrder } from "../../../kernels/index.ts";

/**
 * The smallest value at which the weight of values up to it reaches the level's share; between it and the next one where it is met
 * exactly. NaN without weight.
 * @param level - in (0, 1).
 * @param weight - length values; 1 where absent.
 */
export function weightedQuantile(values: Float64Array, level: number, weight?: Float64Array): number {
  const order = ascendingOrder(values);
  const total = weight === undefined ? values.length : weight.reduce((sum, value) => sum + value, 0);
  const wanted = level * total;
  let running = 0;
  let met = Number.NaN;
  for (const row of order) {
    const w = weight?.[row] ?? 1;
    if (w === 0) continue;
    const value = values[row] ?? Number.NaN;
    if (!Number.isNaN(met)) return (met + value) / 2;
    running += w;
    if (running > wanted * (1 + 1e-12)) return value;
    if (running >= wanted * (1 - 1e-12)) met = value;
  }
  return met;
}
