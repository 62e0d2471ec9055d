import { MillwrightError } from "../../errors/index.ts";
import type { DenseMatrix } from "../matrix.ts";
import { BinnedRows, type ColumnBins, type SampledBins } from "./binned-rows.ts";
import { codesOf, cutsOf, distinctValues, newDistinctValues } from "./column-cuts.ts";
import { type CommonBin, commonBin } from "./common-bins.ts";
import type { BinSettings } from "./growth-settings.ts";
import { asChunks, type RowChunks, sampleOf } from "./row-chunks.ts";
import { borrowTreeMemory, giveTreeMemoryBack, type TreeMemory } from "./tree-memory.ts";

/** Bytes of sorted samples that are held at a time: 15 columns of 200,000 rows. */
export const SORTED_BYTES: number = 3 * 2 ** 23;
/** Bytes of rows that are binned at a time: what stays in the second-level cache. */
const PIECE_BYTES = 2 ** 19;
const MOST_THREADS = 4;

/** Copies a row: short ones in less time than `set` takes to begin. */
function copyRow(from: Float32Array, at: number, to: Float32Array, place: number, columns: number): void {
  if (columns > 100) to.set(from.subarray(at, at + columns), place);
  else for (let column = 0; column < columns; column++) to[place + column] = from[at + column]!;
}

/** Copies the sampled rows into memory; answers their address. */
async function takeSample(memory: TreeMemory, chunks: RowChunks, sample: Int32Array): Promise<number> {
  const { columns } = chunks;
  const address = memory.allocateUnset(sample.length * columns * 4);
  const target = memory.float32(address, sample.length * columns);
  let first = 0;
  let next = 0;
  for await (const chunk of chunks.chunks()) {
    const end = first + chunk.length / columns;
    for (; next < sample.length && sample[next]! < end; next++) {
      const at = (sample[next]! - first) * columns;
      copyRow(chunk, at, target, next * columns, columns);
    }
    first = end;
  }
  return address;
}

/** Sorts a batch of columns of the sample and hands each column's pairs (value, weight) to `use`. */
function sortBatch(
  memory: TreeMemory,
  sample: { address: number; rows: number; columns: number; weights: number },
  batch: { first: number; columns: number },
  use: (column: number, sorted: Float32Array) => void,
): void {
  const mark = memory.mark();
  const { rows, columns } = sample;
  const pairs = memory.allocateUnset(rows * batch.columns * 8);
  const counts = memory.allocateUnset(batch.columns * 4);
  const scratch = memory.allocateUnset((rows * 8 + 8192) * MOST_THREADS);
  memory.run("sortColumns", [sample.address + 4 * batch.first, rows, batch.columns, sample.weights, pairs, counts, scratch, columns]);
  const present = memory.int32(counts, batch.columns);
  for (let column = 0; column < batch.columns; column++) {
    use(batch.first + column, memory.float32(pairs + column * rows * 8, 2 * present[column]!));
  }
  memory.release(mark);
}

/** Cut points, listed codes and commonest bin of every column, from a sample of the rows. */
async function findBins(
  memory: TreeMemory,
  chunks: RowChunks,
  settings: BinSettings,
  categories: Int32Array | undefined,
  weight: Float64Array | undefined,
): Promise<SampledBins> {
  const { columns } = chunks;
  const mark = memory.mark();
  const sample = sampleOf(chunks.rows, settings);
  const address = await takeSample(memory, chunks, sample);
  const weights = memory.allocateUnset(sample.length * 4);
  const weightOf = memory.float32(weights, sample.length).fill(1);
  if (weight !== undefined) for (let at = 0; at < sample.length; at++) weightOf[at] = weight[sample[at]!]!;
  const room = newDistinctValues(sample.length);
  const cuts: Float32Array[] = [];
  const codes: (Int32Array | undefined)[] = [];
  const common: CommonBin[] = [];
  const batch = Math.max(1, Math.min(columns, Math.floor(SORTED_BYTES / (8 * Math.max(1, sample.length)))));
  for (let first = 0; first < columns; first += batch) {
    const part = { first, columns: Math.min(batch, columns - first) };
    sortBatch(memory, { address, rows: sample.length, columns, weights }, part, (column, sorted) => {
      const distinct = distinctValues(sorted, room);
      const isCategory = (categories?.[column] ?? 0) > 0;
      const listed = isCategory ? codesOf(distinct, settings) : undefined;
      const cut = isCategory ? new Float32Array(0) : cutsOf(distinct, settings);
      codes.push(listed);
      cuts.push(cut);
      common.push(commonBin(distinct, cut, listed, sample.length));
    });
  }
  memory.release(mark);
  const others = Int32Array.from(codes, (listed) => (listed === undefined ? 0 : listed.length + 1));
  return {
    cuts,
    codes,
    others,
    bins: Int32Array.from(cuts, (cut, column) => others[column]! || cut.length + 1),
    common: Int32Array.from(common, ({ bin }) => bin),
    uncommonShare: Float64Array.from(common, ({ otherRows }) => otherRows / Math.max(1, sample.length)),
  };
}

/** The table that the kernel finds a column's bins by: cuts filled up with ∞, or the bin of every code. */
function writeTable(memory: TreeMemory, known: ColumnBins, column: number, codes: number): number {
  const listed = known.codes[column];
  if (listed === undefined) {
    const address = memory.allocateUnset(256 * 4);
    const cuts = memory.float32(address, 256).fill(Infinity);
    cuts.set(known.cuts[column]!);
    return address;
  }
  const address = memory.allocateUnset(codes * 2);
  const bins = new Uint16Array(memory.memory.buffer, address, codes).fill(known.others[column]!);
  listed.forEach((code, at) => {
    if (code < codes) bins[code] = at + 1;
  });
  return address;
}

/** @throws KERNELS_CODE_UNKNOWN for the first value of a piece of rows that threads found to be no code of its column */
function refuseCodes(found: Float64Array, piece: Float32Array, firstRow: number, categories: Int32Array | undefined): void {
  const places = found.filter((place) => place >= 0);
  if (places.length === 0 || categories === undefined) return;
  const place = Math.min(...places);
  const column = place % categories.length;
  const row = firstRow + Math.floor(place / categories.length);
  throw new MillwrightError(
    "KERNELS_CODE_UNKNOWN",
    `column ${column} holds ${piece[place]} in row ${row}, which is none of its ${categories[column]} category codes.`,
    `Codes are whole numbers from 0 to ${categories[column]! - 1}, NaN where missing; count one more for all that are unknown.`,
  );
}

/** Writes every row's bins. */
async function fillBins(memory: TreeMemory, chunks: RowChunks, binned: BinnedRows, categories: Int32Array | undefined): Promise<void> {
  const { columns } = chunks;
  const mark = memory.mark();
  const table = memory.allocateUnset(columns * 16);
  const places = binned.writePlaces();
  for (let column = 0; column < columns; column++) {
    const codes = categories?.[column] ?? 0;
    const entry = [writeTable(memory, binned, column, codes), codes, 0, binned.columnAddresses[column]!];
    memory.int32(table + column * 16, 4).set(entry);
  }
  const pieceRows = Math.max(4, Math.floor(PIECE_BYTES / (4 * columns) / 4) * 4);
  const piece = memory.allocateUnset(pieceRows * columns * 4);
  const target = memory.float32(piece, pieceRows * columns);
  let first = 0;
  for await (const chunk of chunks.chunks()) {
    const rows = chunk.length / columns;
    for (let start = 0; start < rows; start += pieceRows) {
      const count = Math.min(pieceRows, rows - start);
      target.set(chunk.subarray(start * columns, (start + count) * columns));
      // Threads that were not there leave what was there.
      memory.results.fill(-1);
      memory.run("binColumns", [piece, count, columns, first + start, table, places]);
      refuseCodes(memory.results, target, first + start, categories);
    }
    first += rows;
  }
  memory.release(mark);
}

/**
 * Bins of rows, one byte a value: numbers by weighted quantiles of a sample, categories by how frequent they are.
 * Rows in chunks are gone through twice and are not kept.
 * @param rows - a matrix [rows, columns], or chunks of one; NaN where missing.
 * @param categories - per column the number of its category codes, 0 for numbers; length columns.
 * @param weight - of each row, for the cut points; length rows.
 * @throws KERNELS_OUT_OF_MEMORY, KERNELS_CODE_UNKNOWN
 * @see Ke et al. (2017), "LightGBM: A Highly Efficient Gradient Boosting Decision Tree", NeurIPS 30.
 */
export async function binRows(
  rows: DenseMatrix | RowChunks,
  settings: BinSettings,
  categories?: Int32Array,
  weight?: Float64Array,
): Promise<BinnedRows> {
  const chunks = asChunks(rows);
  const memory = borrowTreeMemory();
  memory.gatherTeam();
  try {
    const known = await findBins(memory, chunks, settings, categories, weight);
    const binned = new BinnedRows(memory, chunks.rows, chunks.columns, known);
    await fillBins(memory, chunks, binned, categories);
    binned.lists?.fill(binned.columnAddresses);
    return binned;
  } catch (error) {
    giveTreeMemoryBack(memory);
    throw error;
  }
}
