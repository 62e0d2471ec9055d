/**
 * Running sums in twice the precision of a number: the sum of the first i values is high[i] + low[i]. A window's sum is then a
 * difference of two of them without the rounding that adding and taking away again would pile up: exact before the last rounding as long
 * as the largest running sum and the smallest digit of a value are less than 2¹⁰⁶ apart.
 */
export interface RunningSums {
  /** Length values + 1. */
  readonly high: Float64Array;
  readonly low: Float64Array;
  /** Values that are not NaN among the first i. */
  readonly count: Float64Array;
}

/** Space for the sums of `length` values. */
export function newRunningSums(length: number): RunningSums {
  return { high: new Float64Array(length + 1), low: new Float64Array(length + 1), count: new Float64Array(length + 1) };
}

/**
 * Fills sums[from + 1 … to] from values[from … to − 1]; sums[from] must be there. NaN adds nothing.
 * @see Dekker (1971), "A floating-point technique for extending the available precision".
 */
export function fillRunningSums(sums: RunningSums, values: Float64Array, from: number, to: number): void {
  let high = sums.high[from]!;
  let low = sums.low[from]!;
  let count = sums.count[from]!;
  for (let i = from; i < to; i++) {
    const value = values[i]!;
    if (!Number.isNaN(value)) {
      const sum = high + value;
      const part = sum - high;
      const error = high - (sum - part) + (value - part) + low;
      high = sum + error;
      low = error - (high - sum);
      count++;
    }
    sums.high[i + 1] = high;
    sums.low[i + 1] = low;
    sums.count[i + 1] = count;
  }
}

/** Sum of values [from, to). */
export function sumBetween(sums: RunningSums, from: number, to: number): number {
  const a = sums.high[to]!;
  const b = sums.high[from]!;
  const difference = a - b;
  const part = difference - a;
  const error = a - (difference - part) - (b + part);
  return difference + (error + (sums.low[to]! - sums.low[from]!));
}

/** First position in the ascending times [from, to) that is later than `time`; `to` when none is. */
export function firstLater(times: Float64Array, time: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! > time) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Bounds of each row's window (t − delay − over, t − delay] among the rows of the same entity.
 * Rows are sorted by entity, then time; entity e has rows [starts[e], starts[e + 1]). Without a delay the window ends with the row itself.
 */
export function windowBounds(
  times: Float64Array,
  starts: Int32Array,
  over: number,
  delay: number,
  first: Int32Array,
  end: Int32Array,
): void {
  for (let entity = 0; entity + 1 < starts.length; entity++) {
    const until = starts[entity + 1]!;
    let from = starts[entity]!;
    let to = from;
    for (let row = from; row < until; row++) {
      const last = times[row]! - delay;
      while (from < until && times[from]! <= last - over) from++;
      if (delay === 0) to = row + 1;
      else while (to < until && times[to]! <= last) to++;
      first[row] = from;
      end[row] = to;
    }
  }
}

/** Writes, for each sorted row, the sum, mean or count of its window to its place in the table; `empty` where nothing counts. */
export function aggregateSums(
  aggregate: "count" | "sum" | "mean",
  sums: RunningSums,
  first: Int32Array,
  end: Int32Array,
  order: Int32Array,
  empty: number,
  target: Float64Array,
): void {
  for (let row = 0; row < order.length; row++) {
    const from = first[row]!;
    const to = end[row]!;
    const count = to > from ? sums.count[to]! - sums.count[from]! : 0;
    let value = empty;
    if (count > 0) {
      if (aggregate === "count") value = count;
      else value = aggregate === "sum" ? sumBetween(sums, from, to) : sumBetween(sums, from, to) / count;
    }
    target[order[row]!] = value;
  }
}

/** Smallest (sign 1) or largest (sign −1) of values [from, to) that are not NaN; NaN when there are none. */
export function extremeBetween(values: Float64Array, from: number, to: number, sign: number): number {
  let extreme = Number.NaN;
  for (let i = from; i < to; i++) {
    const value = values[i]!;
    if (!Number.isNaN(value) && !(value * sign >= extreme * sign)) extreme = value;
  }
  return extreme;
}

/**
 * Writes each sorted row's smallest (sign 1) or largest (sign −1) value in its window, with a queue of candidates: bounds never go
 * back within an entity, so every value enters and leaves once.
 */
export function aggregateExtremes(
  sign: number,
  values: Float64Array,
  starts: Int32Array,
  first: Int32Array,
  end: Int32Array,
  order: Int32Array,
  empty: number,
  target: Float64Array,
): void {
  const queue = new Int32Array(order.length);
  for (let entity = 0; entity + 1 < starts.length; entity++) {
    let head = 0;
    let tail = 0;
    let next = starts[entity]!;
    for (let row = starts[entity]!; row < starts[entity + 1]!; row++) {
      for (; next < end[row]!; next++) {
        const value = values[next]!;
        if (Number.isNaN(value)) continue;
        while (tail > head && values[queue[tail - 1]!]! * sign >= value * sign) tail--;
        queue[tail++] = next;
      }
      while (head < tail && queue[head]! < first[row]!) head++;
      target[order[row]!] = head < tail ? values[queue[head]!]! : empty;
    }
  }
}

/** Rows sorted by group, keeping their given order within one; groups −1 come last, as a group of their own. */
export function orderByGroup(codes: Int32Array, groups: number, byTime: Int32Array): { order: Int32Array; starts: Int32Array } {
  const starts = new Int32Array(groups + 2);
  for (let row = 0; row < codes.length; row++) starts[(codes[row]! < 0 ? groups : codes[row]!) + 1]!++;
  for (let group = 0; group <= groups; group++) starts[group + 1]! += starts[group]!;
  const next = starts.slice();
  const order = new Int32Array(codes.length);
  for (let i = 0; i < byTime.length; i++) {
    const row = byTime[i]!;
    const group = codes[row]! < 0 ? groups : codes[row]!;
    order[next[group]!++] = row;
  }
  return { order, starts };
}

/** values[order[i]] for each i. */
export function gatherNumbers(values: Float64Array, order: Int32Array): Float64Array {
  const gathered = new Float64Array(order.length);
  for (let i = 0; i < order.length; i++) gathered[i] = values[order[i]!]!;
  return gathered;
}
