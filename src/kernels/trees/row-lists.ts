import { kernelThreads } from "../kernel-threads.ts";
import { columnSlotBytes } from "./histogram-slots.ts";
import type { TreeMemory } from "./tree-memory.ts";

const BLOCK_BYTES = 32;
const COLUMN_BYTES = 16;
const MOST_THREADS = 4;
/** Entries are uint16: a block's bins and the room between columns must stay below. */
const MOST_PLACES = 65_536;
/** Share of values outside their column's commonest bin up to which lists are faster than records. */
const SPARSE_SHARE = 0.4;
const LEAST_COLUMNS = 8;

/** Bytes that the lists of a row take at most, if the sample spoke for all rows. */
export function mostListBytes(columns: number): number {
  return 2 * SPARSE_SHARE * columns + 4 * MOST_THREADS;
}

/** Columns as lists need to know them. */
export interface ListedColumns {
  readonly rows: number;
  readonly bins: Int32Array;
  /** Commonest bin of each column, and the share of rows outside it. */
  readonly common: Int32Array;
  readonly uncommonShare: Float64Array;
}

/** Neighbouring columns whose lists one thread counts. */
interface Block {
  readonly first: number;
  readonly end: number;
  /** Where its bins begin in a slot, and their bytes. */
  readonly place: number;
  readonly bytes: number;
}

/** Columns in blocks of about as many entries; undefined where the bins of one are too many for an entry. */
function blocksOf({ bins, uncommonShare }: ListedColumns): Block[] | undefined {
  // A column costs something where its list is empty too.
  const costs = uncommonShare.map((share) => share + 0.05);
  const total = costs.reduce((sum, cost) => sum + cost, 0);
  const wanted = Math.min(MOST_THREADS, kernelThreads(), bins.length);
  const blocks: Block[] = [];
  let [first, place, bytes, cost] = [0, 0, 0, 0];
  for (let column = 0; column < bins.length; column++) {
    bytes += columnSlotBytes(bins[column]!);
    cost += costs[column]!;
    const isLast = column + 1 === bins.length;
    if (!isLast && (blocks.length + 1 === wanted || cost < ((blocks.length + 1) * total) / wanted)) continue;
    blocks.push({ first, end: column + 1, place, bytes });
    [first, place, bytes] = [column + 1, place + bytes, 0];
  }
  return blocks.some((block) => block.bytes > 8 * MOST_PLACES) ? undefined : blocks;
}

/**
 * Rows as lists of what is not in the commonest bin of its column, for columns that mostly hold one value: what the lists leave out needs
 * no counting. Kept in place of records; see src/kernels/assembly/trees/sparse-rows.ts.
 */
export class RowLists {
  readonly #memory: TreeMemory;
  readonly #columns: ListedColumns;
  readonly #blocks: readonly Block[];
  readonly #starts: readonly number[];
  readonly #columnTable: number;
  #isMade = false;
  /** Address of the blocks' table. */
  readonly table: number;

  private constructor(memory: TreeMemory, columns: ListedColumns, blocks: readonly Block[]) {
    this.#memory = memory;
    this.#columns = columns;
    this.#blocks = blocks;
    this.table = memory.allocateUnset(blocks.length * BLOCK_BYTES);
    this.#columnTable = memory.allocateUnset(columns.bins.length * COLUMN_BYTES);
    this.#starts = blocks.map(() => memory.allocateUnset((columns.rows + 2) * 4));
  }

  /** Room for lists; undefined where records are faster. */
  static for(memory: TreeMemory, columns: ListedColumns): RowLists | undefined {
    const count = columns.bins.length;
    const share = columns.uncommonShare.reduce((sum, one) => sum + one, 0) / count;
    const isSparse = count >= LEAST_COLUMNS && share <= SPARSE_SHARE && columns.bins.every((bins) => bins < 256);
    const blocks = isSparse ? blocksOf(columns) : undefined;
    return blocks === undefined ? undefined : new RowLists(memory, columns, blocks);
  }

  get blocks(): number {
    return this.#blocks.length;
  }

  /** Writes the lists. @param columnAddresses - of the columns' bins. */
  fill(columnAddresses: readonly number[]): void {
    const memory = this.#memory;
    const { rows, common, bins } = this.#columns;
    for (const { first, end } of this.#blocks) {
      for (let column = first, place = 0; column < end; column++) {
        memory.int32(this.#columnTable + column * COLUMN_BYTES, 3).set([columnAddresses[column]!, common[column]!, place / 8]);
        place += columnSlotBytes(bins[column]!);
      }
    }
    if (!this.#isMade) for (const number of this.#blocks.keys()) this.#writeBlock(number, 0);
    const values = [this.table, this.#blocks.length, rows, this.#columnTable];
    memory.run("countEntries", values);
    if (!this.#isMade) this.#makeEntries();
    memory.run("writeEntries", values);
  }

  #writeBlock(number: number, entries: number): void {
    const { first, end, place, bytes } = this.#blocks[number]!;
    this.#memory.int32(this.table + number * BLOCK_BYTES, 6).set([first, end, this.#starts[number]!, entries, place, bytes]);
  }

  /** Takes memory for as many entries as were counted; another order of rows has as many. */
  #makeEntries(): void {
    this.#starts.forEach((starts, number) => {
      const entries = new Uint32Array(this.#memory.memory.buffer, starts, this.#columns.rows + 2).at(-1)!;
      this.#writeBlock(number, this.#memory.allocateUnset(entries * 2));
    });
    this.#isMade = true;
  }
}
