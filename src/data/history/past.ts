import { extremeBetween, fillRunningSums, firstLater, newRunningSums, type RunningSums, sumBetween } from "../../kernels/index.ts";
import type { Window } from "./window.ts";

/** A longer copy of an array. */
function longer(array: Float64Array, length: number): Float64Array {
  const copy = new Float64Array(length);
  copy.set(array.subarray(0, Math.min(array.length, length)));
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
  times: Float64Array = new Float64Array(4);
  readonly series: readonly Series[];

  /** @param columns - how many columns are aggregated. */
  constructor(columns: number) {
    this.series = Array.from({ length: columns }, () => ({ values: new Float64Array(4), sums: newRunningSums(4) }));
  }

  get latest(): number {
    return this.end > this.first ? (this.times[this.end - 1] ?? Number.NEGATIVE_INFINITY) : Number.NEGATIVE_INFINITY;
  }

  /** Makes room for one more event: moves the kept ones to the front, or doubles the space. */
  private makeRoom(): void {
    if (this.end < this.times.length) return;
    const kept = this.end - this.first;
    const capacity = kept * 2 > this.times.length ? this.times.length * 2 : this.times.length;
    const moved = (array: Float64Array, extra: number): Float64Array =>
      longer(array.subarray(this.first, this.end + extra), capacity + extra);
    this.times = moved(this.times, 0);
    for (const each of this.series) {
      each.values = moved(each.values, 0);
      each.sums = { high: moved(each.sums.high, 1), low: moved(each.sums.low, 1), count: moved(each.sums.count, 1) };
    }
    this.first = 0;
    this.end = kept;
  }

  /** Adds an event behind those of the same or an earlier moment; values are NaN where missing. */
  add(time: number, values: readonly number[]): void {
    this.makeRoom();
    const position = firstLater(this.times, time, this.first, this.end);
    this.times.copyWithin(position + 1, position, this.end);
    this.times[position] = time;
    this.end++;
    for (const [index, each] of this.series.entries()) {
      each.values.copyWithin(position + 1, position, this.end - 1);
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
    this.first = firstLater(this.times, until, this.first, this.end);
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
    const sums = newRunningSums(1);
    sums.high[0] = each.sums.high[to] ?? 0;
    sums.low[0] = each.sums.low[to] ?? 0;
    fillRunningSums(sums, [own], 0, 1);
    const start = newRunningSums(1);
    start.high.set([each.sums.high[from] ?? 0, sums.high[1] ?? 0]);
    start.low.set([each.sums.low[from] ?? 0, sums.low[1] ?? 0]);
    return sumBetween(start, 0, 1);
  }
}
