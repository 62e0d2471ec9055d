import { kernelThreads } from "../kernel-threads.ts";
import { RowLists } from "./row-lists.ts";
import { giveTreeMemoryBack, type TreeMemory } from "./tree-memory.ts";

/** More bins than this beside the missing one take two bytes. */
const MOST_NARROW_BINS = 255;
const MOST_THREADS = 4;

/** What is known of the bins of each column. */
export interface ColumnBins {
  /** Bins of each column beside the missing one. */
  readonly bins: Int32Array;
  /** Ascending cut points per column, one fewer than bins; empty for categories. */
  readonly cuts: readonly Float32Array[];
  /** Codes of each column of categories, most frequent first; undefined for numbers. */
  readonly codes: readonly (Int32Array | undefined)[];
  /** Bin of the codes that are not listed, per column; 0 where there are none. */
  readonly others: Int32Array;
}

/** What a sample of the rows tells of the bins of each column. */
export interface SampledBins extends ColumnBins {
  /** Commonest bin of each column, and the share of the sampled rows outside it. */
  readonly common: Int32Array;
  readonly uncommonShare: Float64Array;
}

/** Half of a record: up to 16 neighbouring columns whose bins lie side by side. */
export interface RecordHalf {
  readonly firstColumn: number;
  readonly columns: number;
}

/** Columns in as few halves as will do, of as equal widths as possible. */
export function recordHalves(columns: number): RecordHalf[] {
  const count = Math.max(1, Math.ceil(columns / 16));
  const width = Math.ceil(columns / count);
  return Array.from({ length: count }, (_, half) => ({
    firstColumn: half * width,
    columns: Math.max(0, Math.min(width, columns - half * width)),
  }));
}

/**
 * Rows as bins, in the memory of a training. Bin 0 of every column holds missing values (NaN). Numbers: bin b, from 1, holds
 * cuts[b − 2] < x ≤ cuts[b − 1]. Categories: bin b holds the code codes[b − 1]; the bin `others`, the last, every code that is not
 * listed.
 */
export class BinnedRows implements ColumnBins {
  readonly rows: number;
  readonly columns: number;
  readonly bins: Int32Array;
  readonly cuts: readonly Float32Array[];
  readonly codes: readonly (Int32Array | undefined)[];
  readonly others: Int32Array;
  /** Commonest bin of each column in the sample. */
  readonly common: Int32Array;
  readonly halves: readonly RecordHalf[];
  /** Where most values of columns are the same: rows as lists of the others. */
  readonly lists: RowLists | undefined;
  /** Else the address of records: per two halves 32 bytes a row, 16 where the second is missing. */
  readonly records: number;
  /** Addresses of the columns' bins, a byte each; two where the address is odd, for more than 255 bins. */
  readonly columnAddresses: readonly number[];
  #memory: TreeMemory | undefined;

  constructor(memory: TreeMemory, rows: number, columns: number, known: SampledBins) {
    this.#memory = memory;
    this.rows = rows;
    this.columns = columns;
    this.bins = known.bins;
    this.cuts = known.cuts;
    this.codes = known.codes;
    this.others = known.others;
    this.common = known.common;
    this.halves = recordHalves(columns);
    this.columnAddresses = Array.from(known.bins, (bins) =>
      bins > MOST_NARROW_BINS ? memory.allocateUnset(rows * 2) + 1 : memory.allocateUnset(rows),
    );
    this.lists = RowLists.for(memory, { ...known, rows });
    this.records = this.lists === undefined ? this.#newRecords(memory) : 0;
  }

  /** Room for records, zeroed where loops of an even width count a column too many or no bins are written. */
  #newRecords(memory: TreeMemory): number {
    const bytes = this.rows * 16 * this.halves.length;
    const isFilled = this.halves.every(({ columns }) => columns % 2 === 0) && this.bins.every((bins) => bins <= MOST_NARROW_BINS);
    return isFilled ? memory.allocateUnset(bytes) : memory.allocate(bytes);
  }

  /** The memory that holds them. */
  get memory(): TreeMemory {
    if (this.#memory === undefined) throw new Error("binned rows were used after they were freed");
    return this.#memory;
  }

  /** Whether a column's bins are uint16; such columns are not in records. */
  isWide(column: number): boolean {
    return this.bins[column]! > MOST_NARROW_BINS;
  }

  /** Bins of one column, length rows. */
  columnBins(column: number): Uint8Array | Uint16Array {
    const address = this.columnAddresses[column]!;
    if (!this.isWide(column)) return this.memory.bytes(address, this.rows);
    return new Uint16Array(this.memory.memory.buffer, address - 1, this.rows);
  }

  /** Address of a column's byte in the record of row 0, and bytes between rows. */
  placeInRecords(column: number): { address: number; stride: number } {
    const half = this.halves.findIndex(({ firstColumn, columns }) => column < firstColumn + columns);
    const pair = this.records + (half >> 1) * this.rows * 32;
    const stride = (half | 1) < this.halves.length ? 32 : 16;
    return { address: pair + (half & 1) * 16 + column - this.halves[half]!.firstColumn, stride };
  }

  /** Writes where the bins of each column stand in records, as kernels read it; answers the address, or 0 where there are none. */
  writePlaces(): number {
    if (this.lists !== undefined) return 0;
    const places = this.memory.allocateUnset(this.columns * 8);
    for (let column = 0; column < this.columns; column++) {
      const { address, stride } = this.placeInRecords(column);
      this.memory.int32(places + column * 8, 2).set([address, stride]);
    }
    return places;
  }

  /**
   * Brings the rows into another order.
   * @param order - address of the row numbers as they are now, in the order wanted.
   */
  reorder(order: number): void {
    const { memory, rows, columns } = this;
    const mark = memory.mark();
    const addresses = memory.allocateUnset(columns * 4);
    memory.int32(addresses, columns).set(this.columnAddresses);
    const widest = this.bins.some((bins) => bins > MOST_NARROW_BINS) ? 2 : 1;
    const scratch = Math.ceil((rows * widest) / 64) * 64;
    const threads = Math.min(MOST_THREADS, kernelThreads());
    memory.run("permuteColumns", [order, rows, columns, addresses, scratch, memory.allocateUnset(scratch * threads)]);
    if (this.lists === undefined) memory.run("fillRecords", [this.writePlaces(), rows, columns, addresses]);
    else this.lists.fill(this.columnAddresses);
    memory.release(mark);
  }

  /** Gives the memory back. */
  free(): void {
    if (this.#memory !== undefined) giveTreeMemoryBack(this.#memory);
    this.#memory = undefined;
  }
}
