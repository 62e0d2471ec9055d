import type { Table } from "../tables/table.ts";
import type { GraphInput } from "./feature.ts";

/** Rows of a table that go through the graph together. */
export interface RowChunk {
  /** Their places in the table. */
  readonly rows: Int32Array;
  readonly part: Table;
}

/** Elements of one dense block: small enough for a processor's cache, large enough that starting the graph does not count. */
const DENSE_ELEMENTS = 262_144;

/** Letters or words of one chunk, padding included. */
const SEQUENCE_ELEMENTS = 65_536;

const LARGEST_CHUNK = 16_384;

/** Length of each row's longest text, in UTF-16 units; undefined where no input is a sequence. */
function sequenceLengths(table: Table, inputs: readonly GraphInput[]): Int32Array | undefined {
  const sequences = inputs.filter((input) => input.encoding === "letters" || input.encoding === "words");
  if (sequences.length === 0) return undefined;
  const lengths = new Int32Array(table.rows);
  for (const name of new Set(sequences.map((input) => input.column))) {
    const column = table.any(name);
    for (let row = 0; row < table.rows; row++) {
      const length =
        column.kind === "text"
          ? (column.values[row]?.length ?? 0)
          : column.kind === "category"
            ? (column.dictionary[column.codes[row] ?? -1]?.length ?? 0)
            : 0;
      lengths[row] = Math.max(lengths[row] ?? 0, length);
    }
  }
  return lengths;
}

/** Rows that follow each other in the table; memory is shared. */
function* plainChunks(table: Table, size: number): Generator<RowChunk> {
  for (let from = 0; from < table.rows; from += size) {
    const to = Math.min(table.rows, from + size);
    yield { rows: Int32Array.from({ length: to - from }, (_, i) => from + i), part: table.slice(from, to) };
  }
}

/** Rows of about equal length of text go together, so that little padding is computed. */
function* sequenceChunks(table: Table, lengths: Int32Array, largest: number): Generator<RowChunk> {
  const order = Int32Array.from(lengths, (_, row) => row).sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0) || a - b);
  let from = 0;
  while (from < order.length) {
    let to = from + 1;
    while (to < order.length && to - from < largest && (to - from + 1) * ((lengths[order[to] ?? 0] ?? 0) + 2) <= SEQUENCE_ELEMENTS) to++;
    const rows = order.slice(from, to);
    yield { rows, part: table.take(rows) };
    from = to;
  }
}

/** Divides a table into chunks whose tensors stay small. Every row is in one chunk. */
export function chunksOf(table: Table, inputs: readonly GraphInput[], denseWidth: number): Iterable<RowChunk> {
  const columns = [...new Set(inputs.map((input) => input.column))];
  const needed = table.select(columns);
  const largest = Math.max(1, Math.min(LARGEST_CHUNK, Math.floor(DENSE_ELEMENTS / Math.max(1, denseWidth))));
  const lengths = sequenceLengths(needed, inputs);
  return lengths === undefined ? plainChunks(needed, largest) : sequenceChunks(needed, lengths, largest);
}
