// The strongest few of many scores: a heap whose root is the worst of those that stay.

@inline
export function scoreAt(values: usize, n: i32): f64 {
  return load<f64>(values + (<usize>n << 3));
}

@inline
export function itemAt(items: usize, n: i32): i32 {
  return load<i32>(items + (<usize>n << 2));
}

/** Whether a score is the worse one; of equal ones it is the one of higher rank. */
@inline
function isWorse(value: f64, item: i32, other: f64, otherItem: i32, ties: usize): bool {
  return value < other || (value == other && itemAt(ties, item) > itemAt(ties, otherItem));
}

@inline
function put(items: usize, values: usize, place: i32, item: i32, value: f64): void {
  store<f64>(values + (<usize>place << 3), value);
  store<i32>(items + (<usize>place << 2), item);
}

/** Puts an element in place of the root and lets it sink. */
function sink(items: usize, values: usize, count: i32, item: i32, value: f64, ties: usize): void {
  let place = 0;
  for (;;) {
    let child = 2 * place + 1;
    if (child >= count) break;
    const right = child + 1;
    if (right < count && isWorse(scoreAt(values, right), itemAt(items, right), scoreAt(values, child), itemAt(items, child), ties)) child = right;
    if (isWorse(value, item, scoreAt(values, child), itemAt(items, child), ties)) break;
    put(items, values, place, itemAt(items, child), scoreAt(values, child));
    place = child;
  }
  put(items, values, place, item, value);
}

/** Puts an element behind the last one and lets it rise. */
function rise(items: usize, values: usize, count: i32, item: i32, value: f64, ties: usize): void {
  let place = count;
  while (place > 0) {
    const parent = (place - 1) >> 1;
    if (!isWorse(value, item, scoreAt(values, parent), itemAt(items, parent), ties)) break;
    put(items, values, place, itemAt(items, parent), scoreAt(values, parent));
    place = parent;
  }
  put(items, values, place, item, value);
}

/** Offers an element to a heap of at most `most`, of which `filled` are there; answers how many there are then. */
@inline
export function offer(items: usize, values: usize, filled: i32, most: i32, item: i32, value: f64, ties: usize): i32 {
  if (filled < most) {
    rise(items, values, filled, item, value, ties);
    return filled + 1;
  }
  if (isWorse(load<f64>(values), load<i32>(items), value, item, ties)) sink(items, values, most, item, value, ties);
  return most;
}

/** Turns a heap into a list, best first, in place. */
export function inOrder(items: usize, values: usize, filled: i32, ties: usize): void {
  for (let left = filled - 1; left > 0; left--) {
    const item = load<i32>(items);
    const value = load<f64>(values);
    sink(items, values, left, itemAt(items, left), scoreAt(values, left), ties);
    put(items, values, left, item, value);
  }
}

/**
 * The `most` elements of each of `count` columns that are largest by |x| · weight, without the column's own and without zeros.
 * Element i of column c is the float at columns[(i >> group) · outer + (c << group) + (i & (2^group − 1))]; column c is that of item first + c.
 * weight: float64 per item. Writes per column: `found` (int32), `index` (int32) and `value` (float32), `most` each, best first, and the
 * own element to `own` (float32). Scratch: `most` float64.
 */
export function strongestInColumns(columns: usize, outer: i32, group: i32, size: i32, first: i32, count: i32, weight: usize, ties: usize, most: i32, found: usize, index: usize, value: usize, own: usize, scratch: usize): void {
  const mask = (1 << group) - 1;
  for (let c = 0; c < count; c++) {
    const column = columns + (<usize>c << (group + 2));
    let filled = 0;
    for (let i = 0; i < size; i++) {
      const x = load<f32>(column + (<usize>((i >> group) * outer + (i & mask)) << 2));
      if (i == first + c) store<f32>(own + (<usize>c << 2), x);
      else if (x != 0) filled = offer(index, scratch, filled, most, i, <f64>abs(x) * scoreAt(weight, i), ties);
    }
    inOrder(index, scratch, filled, ties);
    for (let n = 0; n < filled; n++) {
      const i = itemAt(index, n);
      store<f32>(value + (<usize>n << 2), load<f32>(column + (<usize>((i >> group) * outer + (i & mask)) << 2)));
    }
    store<i32>(found + (<usize>c << 2), filled);
    index += <usize>most << 2;
    value += <usize>most << 2;
  }
}
