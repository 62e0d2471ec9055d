// Which items go together: rows of the sparse product of events with themselves, scaled, of which the strongest stay.

@inline
function scoreAt(values: usize, n: i32): f64 {
  return load<f64>(values + (<usize>n << 3));
}

@inline
function itemAt(items: usize, n: i32): i32 {
  return load<i32>(items + (<usize>n << 2));
}

/** Whether a score is the worse one; of equal ones it is the one of higher rank. */
@inline
function isWorse(value: f64, item: i32, other: f64, otherItem: i32, ties: usize): bool {
  return value < other || (value == other && itemAt(ties, item) > itemAt(ties, otherItem));
}

/** Puts an element at the root of a heap of `count` whose root is the worst, and lets it sink to its place. */
function sink(items: usize, values: usize, count: i32, item: i32, value: f64, ties: usize): void {
  let place = 0;
  for (;;) {
    let child = 2 * place + 1;
    if (child >= count) break;
    const right = child + 1;
    if (right < count && isWorse(scoreAt(values, right), itemAt(items, right), scoreAt(values, child), itemAt(items, child), ties)) child = right;
    if (isWorse(value, item, scoreAt(values, child), itemAt(items, child), ties)) break;
    store<f64>(values + (<usize>place << 3), scoreAt(values, child));
    store<i32>(items + (<usize>place << 2), itemAt(items, child));
    place = child;
  }
  store<f64>(values + (<usize>place << 3), value);
  store<i32>(items + (<usize>place << 2), item);
}

/** Puts an element at the end of a heap of `count` whose root is the worst, and lets it rise to its place. */
function rise(items: usize, values: usize, count: i32, item: i32, value: f64, ties: usize): void {
  let place = count;
  while (place > 0) {
    const parent = (place - 1) >> 1;
    if (!isWorse(value, item, scoreAt(values, parent), itemAt(items, parent), ties)) break;
    store<f64>(values + (<usize>place << 3), scoreAt(values, parent));
    store<i32>(items + (<usize>place << 2), itemAt(items, parent));
    place = parent;
  }
  store<f64>(values + (<usize>place << 3), value);
  store<i32>(items + (<usize>place << 2), item);
}

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
 * Scratch: size + most float64, size + most + 1 int32; the first `size` float64 are 0 and stay so.
 */
export function togetherRows(itemStart: usize, askers: usize, rowStart: usize, items: usize, share: usize, scale: usize, ties: usize, size: i32, first: i32, last: i32, most: i32, found: usize, index: usize, value: usize, scratch: usize): void {
  const sums = scratch;
  const values = sums + (<usize>size << 3);
  const heap = values + (<usize>most << 3);
  const met = heap + (<usize>most << 2);
  for (let item = first; item < last; item++) {
    const count = meet(itemAt(itemStart, item), itemAt(itemStart, item + 1), askers, rowStart, items, share, sums, met);
    const own = scoreAt(scale, item);
    let filled = 0;
    for (let n = 0; n < count; n++) {
      const other = itemAt(met, n);
      const score = scoreAt(sums, other) * own * scoreAt(scale, other);
      store<f64>(sums + (<usize>other << 3), 0);
      if (other == item || score == 0) continue;
      if (filled < most) rise(heap, values, filled++, other, score, ties);
      else if (isWorse(load<f64>(values), load<i32>(heap), score, other, ties)) sink(heap, values, most, other, score, ties);
    }
    store<i32>(found, filled);
    for (let left = filled - 1; left >= 0; left--) {
      store<i32>(index + (<usize>left << 2), load<i32>(heap));
      store<f32>(value + (<usize>left << 2), <f32>load<f64>(values));
      sink(heap, values, left, itemAt(heap, left), scoreAt(values, left), ties);
    }
    found += 4;
    index += <usize>most << 2;
    value += <usize>most << 2;
  }
}
