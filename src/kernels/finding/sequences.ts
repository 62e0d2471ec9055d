/** Items of each asker, oldest first: asker a has items[k] for k in [rowStart[a], rowStart[a + 1]). */
export interface Sequences {
  readonly askers: number;
  /** Number of items in the catalogue. */
  readonly size: number;
  readonly rowStart: Int32Array;
  readonly items: Int32Array;
  /** Strength of each event. */
  readonly weight: Float32Array;
  /** Moment of each event; absent where order alone is known. */
  readonly times?: Float64Array;
}

/** Where each item occurs: places in `items` of the sequences, by item, ascending. */
export interface Occurrences {
  readonly itemStart: Int32Array;
  readonly places: Int32Array;
  /** Asker of each place. */
  readonly askerOf: Int32Array;
}

/** Where things with these codes begin when they lie sorted; length size + 1. */
function startsOf(codes: Int32Array, size: number): Int32Array {
  const starts = new Int32Array(size + 1);
  for (let n = 0; n < codes.length; n++) starts[codes[n]! + 1]!++;
  for (let code = 0; code < size; code++) starts[code + 1]! += starts[code]!;
  return starts;
}

/** Puts events together by asker: `order` are the events in the order of time, `counted` the asker of each in any order. */
export function groupByAsker(
  askers: number,
  size: number,
  order: Int32Array,
  counted: Int32Array,
  event: { readonly askers: Int32Array; readonly items: Int32Array; readonly weight?: Float64Array; readonly times?: Float64Array },
): Sequences {
  const rowStart = startsOf(counted, askers);
  const next = rowStart.slice();
  const items = new Int32Array(order.length);
  const weight = new Float32Array(order.length);
  const times = event.times === undefined ? undefined : new Float64Array(order.length);
  for (let n = 0; n < order.length; n++) {
    const row = order[n]!;
    const place = next[event.askers[row]!]!++;
    items[place] = event.items[row]!;
    weight[place] = event.weight === undefined ? 1 : event.weight[row]!;
    if (times !== undefined && event.times !== undefined) times[place] = event.times[row]!;
  }
  return { askers, size, rowStart, items, weight, ...(times === undefined ? {} : { times }) };
}

/** The sequences with each item once per asker, at its last place; strengths are added up. */
export function distinctItems({ askers, size, rowStart, items, weight }: Sequences): Sequences {
  const met = new Int32Array(size).fill(-1);
  const sums = new Float32Array(size);
  const starts = new Int32Array(askers + 1);
  const kept = new Int32Array(items.length);
  const strength = new Float32Array(items.length);
  let end = items.length;
  for (let a = askers - 1; a >= 0; a--) {
    for (let k = rowStart[a]!; k < rowStart[a + 1]!; k++) sums[items[k]!] = 0;
    for (let k = rowStart[a]!; k < rowStart[a + 1]!; k++) sums[items[k]!]! += weight[k]!;
    starts[a + 1] = end;
    for (let k = rowStart[a + 1]! - 1; k >= rowStart[a]!; k--) {
      const item = items[k]!;
      if (met[item] === a) continue;
      met[item] = a;
      kept[--end] = item;
      strength[end] = sums[item]!;
    }
  }
  for (let a = 0; a <= askers; a++) starts[a]! -= a === 0 ? 0 : end;
  starts[0] = 0;
  return { askers, size, rowStart: starts, items: kept.slice(end), weight: strength.slice(end) };
}

/** Places of each item. */
export function occurrencesOf({ askers, size, rowStart, items }: Sequences): Occurrences {
  const itemStart = startsOf(items, size);
  const next = itemStart.slice();
  const places = new Int32Array(items.length);
  const askerOf = new Int32Array(items.length);
  for (let a = 0; a < askers; a++) {
    for (let k = rowStart[a]!; k < rowStart[a + 1]!; k++) {
      places[next[items[k]!]!++] = k;
      askerOf[k] = a;
    }
  }
  return { itemStart, places, askerOf };
}

/** How many events each item has, length size. */
export function itemCounts({ size, items }: Sequences): Float64Array {
  const counts = new Float64Array(size);
  for (let n = 0; n < items.length; n++) counts[items[n]!]!++;
  return counts;
}

/** The sequences of the given askers, in this order. */
export function takeSequences({ size, rowStart, items, weight, times }: Sequences, order: Int32Array): Sequences {
  const starts = new Int32Array(order.length + 1);
  for (let n = 0; n < order.length; n++) starts[n + 1] = starts[n]! + rowStart[order[n]! + 1]! - rowStart[order[n]!]!;
  const taken = {
    items: new Int32Array(starts[order.length]!),
    weight: new Float32Array(starts[order.length]!),
    times: new Float64Array(times === undefined ? 0 : starts[order.length]!),
  };
  for (let n = 0; n < order.length; n++) {
    const [from, to] = [rowStart[order[n]!]!, rowStart[order[n]! + 1]!];
    taken.items.set(items.subarray(from, to), starts[n]);
    taken.weight.set(weight.subarray(from, to), starts[n]);
    if (times !== undefined) taken.times.set(times.subarray(from, to), starts[n]);
  }
  const own = { askers: order.length, size, rowStart: starts, items: taken.items, weight: taken.weight };
  return times === undefined ? own : { ...own, times: taken.times };
}
