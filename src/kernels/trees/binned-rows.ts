import { giveTreeMemoryBack, type TreeMemory } from "./tree-memory.ts";

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
  readonly halves: readonly RecordHalf[];
  /** Address of records: per two halves 32 bytes a row, 16 where the second is missing. */
  readonly records: number;
  /** Address of the columns, `columnStride` bytes each. */
  readonly columnBytes: number;
  readonly columnStride: number;
  #memory: TreeMemory | undefined;

  constructor(memory: TreeMemory, rows: number, columns: number, known: ColumnBins) {
    this.#memory = memory;
    this.rows = rows;
    this.columns = columns;
    this.bins = known.bins;
    this.cuts = known.cuts;
    this.codes = known.codes;
    this.others = known.others;
    this.halves = recordHalves(columns);
    this.columnStride = Math.ceil(rows / 16) * 16 + 16;
    this.columnBytes = memory.allocateUnset(columns * this.columnStride);
    this.records = memory.allocate(rows * 16 * this.halves.length);
  }

  /** The memory that holds them. */
  get memory(): TreeMemory {
    if (this.#memory === undefined) throw new Error("binned rows were used after they were freed");
    return this.#memory;
  }

  /** Bins of one column, length rows. */
  columnBins(column: number): Uint8Array {
    return this.memory.bytes(this.columnBytes + column * this.columnStride, this.rows);
  }

  /** Address of a column's byte in the record of row 0, and bytes between rows. */
  placeInRecords(column: number): { address: number; stride: number } {
    const half = this.halves.findIndex(({ firstColumn, columns }) => column < firstColumn + columns);
    const pair = this.records + (half >> 1) * this.rows * 32;
    const stride = (half | 1) < this.halves.length ? 32 : 16;
    return { address: pair + (half & 1) * 16 + column - this.halves[half]!.firstColumn, stride };
  }

  /** Writes where the bins of each column stand in records, as kernels read it; answers the address. */
  writePlaces(): number {
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
   * @param scratch - address of `columnStride` bytes per thread.
   */
  reorder(order: number, scratch: number): void {
    const { memory, rows, columns, columnBytes, columnStride } = this;
    memory.run("permuteColumns", [order, rows, columns, columnBytes, columnStride, scratch]);
    const mark = memory.mark();
    memory.run("fillRecords", [this.writePlaces(), rows, columns, columnBytes, columnStride]);
    memory.release(mark);
  }

  /** Gives the memory back. */
  free(): void {
    if (this.#memory !== undefined) giveTreeMemoryBack(this.#memory);
    this.#memory = undefined;
  }
}
