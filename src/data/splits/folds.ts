import { MillwrightError } from "../../errors/index.ts";
import { ascendingOrder, type Random } from "../../kernels/index.ts";
import type { Fold } from "./split.ts";

/** Some of the rows, by place. */
function pick(rows: Int32Array, places: Iterable<number>): Int32Array {
  return Int32Array.from(places, (place) => rows[place] ?? 0).sort();
}

/** Parts that rows are dealt to: one fold alone holds a quarter out. */
function partsFor(count: number): number {
  return count === 1 ? 4 : count;
}

/** Folds from the part of each row. @throws DATA_SPLIT_EMPTY where none has rows on both sides */
function foldsBy(rows: Int32Array, partOf: Int32Array, count: number): Fold[] {
  const places = Array.from(rows.keys());
  const folds = Array.from({ length: count }, (_, fold) => ({
    train: pick(
      rows,
      places.filter((place) => partOf[place] !== fold),
    ),
    validation: pick(
      rows,
      places.filter((place) => partOf[place] === fold),
    ),
  }));
  return withRows(folds, rows.length);
}

/** Folds that have rows on both sides. @throws DATA_SPLIT_EMPTY where none has */
export function withRows(folds: readonly Fold[], rows: number): Fold[] {
  const usable = folds.filter(({ train, validation }) => train.length > 0 && validation.length > 0);
  if (usable.length > 0) return usable;
  throw new MillwrightError(
    "DATA_SPLIT_EMPTY",
    `${rows} training rows cannot be divided again into ${folds.length} folds with rows to learn from and rows to judge on.`,
    "Ask for fewer folds, or give it more rows.",
  );
}

/**
 * Deals the rows of each list out to the folds in turn, in a random order: with one list plain folds, with one list per class
 * stratified ones.
 * @param lists - disjoint rows.
 */
export function dealtFolds(lists: readonly Int32Array[], count: number, stream: Random): Fold[] {
  const order = lists.flatMap((list) => [...stream.shuffle(list.slice())]);
  const rows = Int32Array.from(order);
  const parts = partsFor(count);
  return foldsBy(
    rows,
    rows.map((_, place) => place % parts),
    count,
  );
}

/** Whole groups go to the fold that has the fewest rows so far, in a random order. */
export function groupFolds(groups: readonly Int32Array[], count: number, stream: Random): Fold[] {
  const order = stream.shuffle(Int32Array.from(groups, (_, group) => group));
  const sizes = new Float64Array(partsFor(count));
  const placed = [...order].map((group) => {
    const rows = groups[group] ?? new Int32Array(0);
    const fold = sizes.indexOf(Math.min(...sizes));
    sizes[fold] = (sizes[fold] ?? 0) + rows.length;
    return { rows, fold };
  });
  const rows = Int32Array.from(placed.flatMap((one) => [...one.rows]));
  return foldsBy(rows, Int32Array.from(placed.flatMap(({ rows, fold }) => Array<number>(rows.length).fill(fold))), count);
}

/**
 * Blocks of time, each predicted from all that is `delay` or longer before it: count + 1 blocks of about equally many rows, the
 * first only learned from. One fold learns from the first three quarters.
 */
export function blockFolds(rows: Int32Array, times: Float64Array, count: number, delay: number): Fold[] {
  const own = Float64Array.from(rows, (row) => times[row] ?? Number.NaN);
  const sorted = Float64Array.from(ascendingOrder(own), (place) => own[place] ?? Number.NaN);
  const startOf = (block: number): number => {
    const share = count === 1 ? (block === 0 ? 0 : 0.75) : block / (count + 1);
    return block > count ? Number.POSITIVE_INFINITY : (sorted[Math.floor(share * sorted.length)] ?? Number.NaN);
  };
  const folds = Array.from({ length: count }, (_, fold) => {
    const [from, until] = [startOf(fold + 1), startOf(fold + 2)];
    return {
      train: rows.filter((row) => (times[row] ?? Number.NaN) < from - delay),
      validation: rows.filter((row) => (times[row] ?? Number.NaN) >= from && (times[row] ?? Number.NaN) < until),
    };
  });
  return withRows(folds, rows.length);
}
