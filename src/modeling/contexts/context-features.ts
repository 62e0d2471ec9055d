import { contextSumWidth, type ScoreBoard } from "../../kernels/index.ts";
import { type ContextIndex, KERNELS, type Moment } from "./context-index.ts";

/** What is known of an item beside its columns' and kernels' counts. */
const FACTS = ["own_events", "own_weight", "own_share", "own_weight_share", "asker_events", "asker_items", "popularity", "askers"] as const;
const MORE_FACTS = ["together", "mean_weight"] as const;
const PER_COLUMN = ["agreeing", "own_lift", "lift"] as const;
const PER_KERNEL = ["sum", "share"] as const;

/** Sums over all items of the asker, by column and kernel: what its events have in common with the moment. */
function totalsOf(sums: Float64Array, width: number): Float64Array {
  const totals = new Float64Array(width);
  for (const [at, value] of sums.entries()) totals[at % width] = (totals[at % width] ?? 0) + value;
  return totals;
}

/**
 * Describes items as seen by an asker at a moment, row-major [items, features].
 * @param items - all that the asker used are among them.
 */
export function contextFeatures(
  index: ContextIndex,
  moment: Moment,
  items: Int32Array,
  own: ReadonlyMap<number, number>,
  together: ScoreBoard,
): Float32Array {
  const columns = index.rows.columns;
  const inputs = contextSumWidth(columns, KERNELS.length);
  const width = FACTS.length + MORE_FACTS.length + columns * PER_COLUMN.length + KERNELS.length * PER_KERNEL.length;
  const sums = index.ownSums(moment, items);
  const totals = totalsOf(sums, inputs);
  const [events, weight] = [Math.max(1, totals[0] ?? 0), Math.max(1, totals[1] ?? 0)];
  const values = new Float32Array(items.length * width);
  for (const [row, item] of items.entries()) {
    const sum = (part: number): number => sums[row * inputs + part] ?? 0;
    const [count, ownWeight] = [sum(0), sum(1)];
    let at = row * width;
    const put = (value: number): void => {
      values[at++] = value;
    };
    for (const fact of [count, ownWeight, count / events, ownWeight / weight, totals[0] ?? 0, own.size]) put(fact);
    put(Math.log((index.itemEvents[item] ?? 0) + 0.1));
    put(index.itemAskers[item] ?? 0);
    put(together.values[item] ?? 0);
    put(count === 0 ? Number.NaN : ownWeight / count);
    for (let column = 0; column < columns; column++) {
      const agreeing = sum(2 + column);
      const usual = (totals[2 + column] ?? 0) / events;
      put(agreeing);
      put(count === 0 ? Number.NaN : (agreeing + usual) / (count + 1) - usual);
      put(index.lift(item, column, moment.codes[column] ?? -1));
    }
    for (let kernel = 0; kernel < KERNELS.length; kernel++) {
      const likeness = sum(2 + columns + kernel);
      put(likeness);
      put(likeness / Math.max(1e-9, totals[2 + columns + kernel] ?? 0));
    }
  }
  return values;
}
