// Which items go together: rows of the sparse product of events with themselves, scaled, of which the strongest stay.

import { inOrder, itemAt, offer, scoreAt } from "./strongest";

/** Adds up what the askers of one item had; answers how many items were met. `sums` holds 0 for all that were not. */
function meet(from: i32, to: i32, askers: usize, rowStart: usize, items: usize, share: usize, sums: usize, met: usize): i32 {
  let count = 0;
  for (let n = from; n < to; n++) {
    const asker = itemAt(askers, n);
    const own = scoreAt(share, asker);
    const end = itemAt(rowStart, asker + 1);
    for (let k = itemAt(rowStart, asker); k < end; k++) {
      const item = itemAt(items, k);
      const at = sums + (<usize>item << 3);
      const sum = load<f64>(at);
      store<i32>(met + (<usize>count << 2), item);
      count += <i32>(sum == 0);
      store<f64>(at, sum + own);
    }
  }
  return count;
}

/**
 * The strongest `most` links of items [first, last): Σ share over the askers who have both · scale[i] · scale[j].
 * itemStart, askers: the askers of each item; rowStart, items: the items of each asker, each once; share > 0: float64 per asker; scale:
 * float64 per item; ties: rank of each item among equal links. Writes to `found` (int32 per item of the block) how many links there are,
 * to `index` (int32) and `value` (float32), `most` an item, the links themselves, strongest first.
 * Scratch: size + most float64, size + 1 int32; the first `size` float64 are 0 and stay so.
 */
export function togetherRows(itemStart: usize, askers: usize, rowStart: usize, items: usize, share: usize, scale: usize, ties: usize, size: i32, first: i32, last: i32, most: i32, found: usize, index: usize, value: usize, scratch: usize): void {
  const sums = scratch;
  const values = sums + (<usize>size << 3);
  const met = values + (<usize>most << 3);
  for (let item = first; item < last; item++) {
    const count = meet(itemAt(itemStart, item), itemAt(itemStart, item + 1), askers, rowStart, items, share, sums, met);
    const own = scoreAt(scale, item);
    let filled = 0;
    for (let n = 0; n < count; n++) {
      const other = itemAt(met, n);
      const score = scoreAt(sums, other) * own * scoreAt(scale, other);
      store<f64>(sums + (<usize>other << 3), 0);
      if (other == item || score == 0) continue;
      filled = offer(index, values, filled, most, other, score, ties);
    }
    inOrder(index, values, filled, ties);
    for (let n = 0; n < filled; n++) store<f32>(value + (<usize>n << 2), <f32>scoreAt(values, n));
    store<i32>(found, filled);
    found += 4;
    index += <usize>most << 2;
    value += <usize>most << 2;
  }
}
