import type { ContextRows } from "../../kernels/index.ts";

/** Events with codes for everything. */
export interface CodedEvents {
  readonly askerCount: number;
  readonly itemCount: number;
  readonly askers: Int32Array;
  readonly items: Int32Array;
  /** Uses of each event, at least 0. */
  readonly uses: Float64Array;
  /** Row-major [events, columns]; -1 where not known. */
  readonly codes: Int32Array;
  readonly columns: number;
}

/** The events of given rows. */
export function takeEvents(events: CodedEvents, rows: Int32Array): CodedEvents {
  const { columns } = events;
  const codes = new Int32Array(rows.length * columns);
  for (const [at, row] of rows.entries()) codes.set(events.codes.subarray(row * columns, (row + 1) * columns), at * columns);
  const pick = (values: Int32Array): Int32Array => rows.map((row) => values[row] ?? 0);
  const uses = Float64Array.from(rows, (row) => events.uses[row] ?? 0);
  return { ...events, askers: pick(events.askers), items: pick(events.items), uses, codes };
}

/** The same events, those of one asker side by side, each weighing the logarithm of its uses. */
export function rowsByAsker({ askerCount, askers, items, uses, codes, columns }: CodedEvents): ContextRows {
  const starts = new Int32Array(askerCount + 1);
  for (const asker of askers) starts[asker + 1] = (starts[asker + 1] ?? 0) + 1;
  for (let asker = 0; asker < askerCount; asker++) starts[asker + 1] = (starts[asker + 1] ?? 0) + (starts[asker] ?? 0);
  const next = starts.slice();
  const sorted = { items: new Int32Array(items.length), weights: new Float64Array(items.length), codes: new Int32Array(codes.length) };
  for (const [row, asker] of askers.entries()) {
    const at = next[asker] ?? 0;
    next[asker] = at + 1;
    sorted.items[at] = items[row] ?? 0;
    sorted.weights[at] = Math.log1p(uses[row] ?? 0);
    sorted.codes.set(codes.subarray(row * columns, (row + 1) * columns), at * columns);
  }
  return { starts, columns, ...sorted };
}
