import { extremeBetween, fillRunningSums, firstLater, newRunningSums, type RunningSums, sumBetween } from "../../kernels/index.ts";
import type { Window } from "./window.ts";

/** Places of a new history: few entities have fewer events. */
const smallest = 8;

/** Scratch for a sum with one more value: the running sum behind it, and the two ends of the window. */
const next = newRunningSums(1);
const span = newRunningSums(1);

/** Values [from, to) at the start of a new array. */
function moved(array: Float64Array, from: number, to: number, length: number): Float64Array {
  const copy = new Float64Array(length);
  for (let i = from; i < to; i++) copy[i - from] = array[i] ?? 0;
  return copy;
}

/** One aggregated column of one entity: what each event brought, and running sums over it. */
interface Series {
  values: Float64Array;
  sums: RunningSums;
}

/** What one entity did, in the order of time; only as far back as its windows look. */
export class Past {
  /** Events are at positions [first, end). */
  first = 0;
  end = 0;
  times: Float64Array = new Float64Array(smallest);
  readonly series: readonly Series[];

  /** @param columns - how many columns are aggregated. */
  constructor(columns: number) {
    this.series = Array.from({ length: columns }, () => ({ values: new Float64Array(smallest), sums: newRunningSums(smallest) }));
  }

  get latest(): number {
    return this.end > this.first ? (this.times[this.end - 1] ?? Number.NEGATIVE_INFINITY) : Number.NEGATIVE_INFINITY;
  }

  /** Makes room for one more event: moves the kept ones to the front, or doubles the space. */
  private makeRoom(): void {
    if (this.end < this.times.length) return;
    const kept = this.end - this.first;
    const capacity = kept * 2 > this.times.length ? this.times.length * 2 : this.times.length;
    this.times = moved(this.times, this.first, this.end, capacity);
    for (const each of this.series) {
      const { high, low, count } = each.sums;
      each.values = moved(each.values, this.first, this.end, capacity);
      // Sums have one place more: what stands before the first event.
      each.sums = {
        high: moved(high, this.first, this.end + 1, capacity + 1),
        low: moved(low, this.first, this.end + 1, capacity + 1),
        count: moved(count, this.first, this.end + 1, capacity + 1),
      };
    }
    this.first = 0;
    this.end = kept;
  }

  /** Adds an event behind those of the same or an earlier moment; values are NaN where missing. */
  add(time: number, values: ArrayLike<number>): void {
    this.makeRoom();
    let position = this.end;
    while (position > this.first && (this.times[position - 1] ?? time) > time) position--;
    const isLate = position < this.end;
    if (isLate) this.times.copyWithin(position + 1, position, this.end);
    this.times[position] = time;
    this.end++;
    for (let index = 0; index < this.series.length; index++) {
      const each = this.series[index] as Series;
      if (isLate) each.values.copyWithin(position + 1, position, this.end - 1);
      each.values[position] = values[index] ?? Number.NaN;
      fillRunningSums(each.sums, each.values, position, this.end);
    }
  }

  /** Gives an event of this moment the value that was missing; of several, the first without one. @returns false when there is no such event */
  set(time: number, index: number, value: number): boolean {
    const each = this.series[index];
    const until = firstLater(this.times, time, this.first, this.end);
    let position = until - 1;
    if (each === undefined || position < this.first || this.times[position] !== time) return false;
    for (let other = position; other >= this.first && this.times[other] === time; other--) {
      if (Number.isNaN(each.values[other])) position = other;
    }
    each.values[position] = value;
    fillRunningSums(each.sums, each.values, position, this.end);
    return true;
  }

  /** Forgets events up to and including a moment. */
  forget(until: number): void {
    while (this.first < this.end && (this.times[this.first] ?? until) <= until) this.first++;
  }

  /**
   * A window's aggregate at a moment; the caller's own row, which is not an event yet, counts when there is no delay.
   * @param index - of the window's column among the series; −1 where rows are counted.
   * @param own - the row's own value there.
   */
  aggregate(window: Window, index: number, time: number, own: number): number {
    const last = time - window.delayMs;
    const from = firstLater(this.times, last - window.overMs, this.first, this.end);
    const to = firstLater(this.times, last, from, this.end);
    const withOwn = window.delayMs === 0;
    const each = this.series[index];
    if (each === undefined) return to - from + (withOwn ? 1 : 0) || window.empty;
    const ownCounts = withOwn && !Number.isNaN(own);
    if (window.aggregate === "minimum" || window.aggregate === "maximum") {
      const sign = window.aggregate === "minimum" ? 1 : -1;
      const extreme = extremeBetween(each.values, from, to, sign);
      if (!ownCounts) return Number.isNaN(extreme) ? window.empty : extreme;
      return Number.isNaN(extreme) || own * sign < extreme * sign ? own : extreme;
    }
    const count = (each.sums.count[to] ?? 0) - (each.sums.count[from] ?? 0) + (ownCounts ? 1 : 0);
    if (count === 0) return window.empty;
    if (window.aggregate === "count") return count;
    const sum = ownCounts ? this.sumWith(each, from, to, own) : sumBetween(each.sums, from, to);
    return window.aggregate === "sum" ? sum : sum / count;
  }

  /** Sum of events [from, to) and one more value, rounded as if the value were the next event. */
  private sumWith(each: Series, from: number, to: number, own: number): number {
    const { high, low } = each.sums;
    next.high[0] = high[to] ?? 0;
    next.low[0] = low[to] ?? 0;
    fillRunningSums(next, Float64Array.of(own), 0, 1);
    span.high[0] = high[from] ?? 0;
    span.low[0] = low[from] ?? 0;
    span.high[1] = next.high[1] ?? 0;
    span.low[1] = next.low[1] ?? 0;
    return sumBetween(span, 0, 1);
  }
}
