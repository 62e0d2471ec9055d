import { addContextSums, type ContextRows, contextSumWidth, ScoreBoard, topNodes } from "../../kernels/index.ts";
import { type CodedEvents, rowsByAsker } from "./coded-events.ts";
import { type ItemCompanions, itemCompanions } from "./item-companions.ts";

/** Kernels of likeness of moments: what a column counts in which two moments differ. */
export const KERNELS: Float64Array = Float64Array.of(0.35, 0.6, 0.8);
/** Events of a context that are added to each item's own, shared out as all events are. */
const PRIOR = 5;
/** Companions of one item that are kept. */
const COMPANIONS = 200;

/** Who asks at which moment. */
export interface Moment {
  /** -1 where it was never seen. */
  readonly asker: number;
  /** Items of an asker that was never seen. */
  readonly history: Int32Array;
  /** Codes of the context. */
  readonly codes: Int32Array;
}

/** Which items are looked at. */
export interface ContextCandidates {
  /** Items that most events are about. */
  readonly popular: number;
  /** Items that go together with the asker's own. */
  readonly companions: number;
}

/** Counts of events: of all, of each asker, and of each in its contexts. */
export class ContextIndex {
  readonly events: CodedEvents;
  readonly rows: ContextRows;
  /** Events and askers of each item. */
  readonly itemEvents: Float64Array;
  readonly itemAskers: Float64Array;
  readonly #companions: ItemCompanions;
  readonly #popular: Int32Array;
  /** Events of an item in a context, by column and then by `code * items + item`. */
  readonly #inContext: readonly Map<number, number>[];
  /** Share of the events in a context, by column and code. */
  readonly #shares: readonly Map<number, number>[];
  readonly #placeOf: Int32Array;
  readonly #together: ScoreBoard;
  readonly #seed: number;

  constructor(events: CodedEvents, seed: number) {
    const { itemCount, columns, items, codes, askerCount } = events;
    this.events = events;
    this.rows = rowsByAsker(events);
    this.#seed = seed;
    this.itemEvents = new Float64Array(itemCount);
    this.#inContext = Array.from({ length: columns }, () => new Map<number, number>());
    this.#shares = Array.from({ length: columns }, () => new Map<number, number>());
    for (const [row, item] of items.entries()) {
      this.itemEvents[item] = (this.itemEvents[item] ?? 0) + 1;
      for (let column = 0; column < columns; column++) {
        const code = codes[row * columns + column] ?? -1;
        const [counts, shares] = [this.#inContext[column], this.#shares[column]];
        counts?.set(code * itemCount + item, (counts.get(code * itemCount + item) ?? 0) + 1);
        shares?.set(code, (shares.get(code) ?? 0) + 1 / items.length);
      }
    }
    const baskets = Array.from({ length: askerCount }, (_, asker) => [...this.ownCounts({ asker }).keys()]);
    this.itemAskers = new Float64Array(itemCount);
    for (const basket of baskets) for (const item of basket) this.itemAskers[item] = (this.itemAskers[item] ?? 0) + 1;
    this.#companions = itemCompanions(baskets, itemCount, COMPANIONS);
    const all = Int32Array.from({ length: itemCount }, (_, item) => item);
    this.#popular = topNodes(all, itemCount, this.itemEvents, { k: Math.min(itemCount, 1000), seed }).nodes.slice();
    this.#placeOf = new Int32Array(itemCount).fill(-1);
    this.#together = new ScoreBoard(itemCount);
  }

  /** Events of an asker by item. */
  ownCounts({ asker, history }: { readonly asker: number; readonly history?: Int32Array }): Map<number, number> {
    const { starts, items } = this.rows;
    const own = asker < 0 ? (history ?? new Int32Array(0)) : items.subarray(starts[asker] ?? 0, starts[asker + 1] ?? 0);
    const counts = new Map<number, number>();
    for (const item of own) counts.set(item, (counts.get(item) ?? 0) + 1);
    return counts;
  }

  /** Calls `use` with how much items go together with the asker's own. */
  withCompanions<Result>(own: ReadonlyMap<number, number>, use: (together: ScoreBoard) => Result): Result {
    const { starts, others, strengths } = this.#companions;
    for (const item of own.keys()) {
      for (let at = starts[item] ?? 0; at < (starts[item + 1] ?? 0); at++) this.#together.add(others[at] ?? 0, strengths[at] ?? 0);
    }
    const result = use(this.#together);
    this.#together.clear();
    return result;
  }

  /** Items that the asker does not use yet: its own items' companions, and the popular ones. */
  others(own: ReadonlyMap<number, number>, together: ScoreBoard, { popular, companions }: ContextCandidates): Int32Array {
    const best = topNodes(together.touched, together.count, together.values, { k: companions, seed: this.#seed }, (item) => !own.has(item));
    const chosen = new Set(best.nodes);
    for (const item of this.#popular.subarray(0, popular)) if (!own.has(item)) chosen.add(item);
    return Int32Array.from(chosen);
  }

  /** Sums over an asker's own events for given items: see `addContextSums`. */
  ownSums({ asker, history, codes }: Moment, items: Int32Array): Float64Array {
    const sums = new Float64Array(items.length * contextSumWidth(this.rows.columns, KERNELS.length));
    for (const [place, item] of items.entries()) this.#placeOf[item] = place;
    const known = asker >= 0;
    const strange = {
      starts: Int32Array.of(0, history.length),
      items: history,
      weights: new Float64Array(history.length).fill(Math.LN2),
      codes: new Int32Array(history.length * this.rows.columns).fill(-2),
      columns: this.rows.columns,
    };
    const rows = known ? this.rows : strange;
    const range = [rows.starts[known ? asker : 0] ?? 0, rows.starts[known ? asker + 1 : 1] ?? 0] as const;
    addContextSums(rows, range, codes, KERNELS, this.#placeOf, -1, sums);
    for (const item of items) this.#placeOf[item] = -1;
    return sums;
  }

  /** Logarithm of how much more often an item is used in one column's context than in all, 0 for what was never seen. */
  lift(item: number, column: number, code: number): number {
    const share = this.#shares[column]?.get(code) ?? 0;
    if (share === 0) return 0;
    const seen = this.#inContext[column]?.get(code * this.events.itemCount + item) ?? 0;
    return Math.log((seen + PRIOR * share) / (((this.itemEvents[item] ?? 0) + PRIOR) * share));
  }
}
