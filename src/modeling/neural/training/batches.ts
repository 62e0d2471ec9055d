import { random } from "../../../kernels/index.ts";

/** Rows of some steps, one batch behind the other: which, and 1 for those that count. */
export interface Batches {
  readonly index: BigInt64Array;
  readonly real: Float32Array;
}

/** Steps that a pass over all rows takes. */
export function stepsPerEpoch(rows: number, batchSize: number): number {
  return Math.ceil(rows / batchSize);
}

/** The order of the rows in one epoch: another one each epoch, from the seed alone, so that a resumed training meets the same. */
export function epochOrder(rows: number, seed: number, epoch: number): Int32Array {
  return random(seed)
    .fork(`epoch ${epoch}`)
    .shuffle(Int32Array.from({ length: rows }, (_, row) => row));
}

/**
 * Rows of `count` steps from `first` on. The last batch is filled with rows from the front of the order, which do not count but keep
 * the batch's statistics those of real rows.
 */
export function batchesOf(order: Int32Array, batchSize: number, first: number, count: number): Batches {
  const index = new BigInt64Array(count * batchSize);
  const real = new Float32Array(count * batchSize);
  for (let i = 0; i < index.length; i++) {
    const place = first * batchSize + i;
    index[i] = BigInt(order[place % order.length] ?? 0);
    real[i] = place < order.length ? 1 : 0;
  }
  return { index, real };
}
