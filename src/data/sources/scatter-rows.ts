import { appendFile, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { MillwrightError } from "../../errors/index.ts";
import { type FeatureMatrix, random } from "../../kernels/index.ts";
import type { RowSchema } from "../contracts/row-schema.ts";
import type { Table } from "../tables/table.ts";
import type { Source } from "./source.ts";

/** Which numbers are scattered, and how. */
export interface ScatterSettings {
  /** Number columns that are learned from, in this order. */
  readonly columns: readonly string[];
  /** The number column that is predicted; no row may lack it. */
  readonly target: string;
  readonly seed: number;
  /** Files that the rows are dealt to; 64 unless told. */
  readonly parts?: number;
  /** Bytes that the reader may use, 1 GiB unless told; Parquet needs 64 MiB, CSV 300. */
  readonly memoryLimit?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (rows: number) => void;
}

/** Rows on disk, dealt at random to parts, so that each part looks like the whole. */
export interface ScatteredRows {
  readonly rows: number;
  readonly columns: number;
  /** Rows of each part. */
  readonly sizes: readonly number[];
  /**
   * The rows of some parts as examples: dense float32 columns, NaN where missing, and the target, length rows.
   * @param room - memory to read into in place of new: at least rows · columns values and rows truths.
   */
  read(
    parts: readonly number[],
    room?: { readonly values: Float32Array; readonly truth: Float64Array },
  ): Promise<{ readonly features: FeatureMatrix; readonly truth: Float64Array }>;
  /** Deletes the files. */
  close(): Promise<void>;
}

const BATCH_ROWS = 32_768;
/** Bytes of a part that wait in memory until they are written. */
const WAITING_BYTES = 2 ** 17;

/** The schema of number columns that may be missing. */
function schemaOf({ columns, target }: ScatterSettings): RowSchema {
  const names = [...columns, target];
  return { shape: z.object({}), columns: names.map((name) => ({ name, kind: "number", nullable: true })) };
}

/** Rows that wait to be written to one part. */
class Waiting {
  readonly #values: Float32Array;
  readonly #target: Float64Array;
  readonly #file: string;
  readonly #columns: number;
  #count = 0;
  rows = 0;

  constructor(file: string, columns: number) {
    this.#file = file;
    this.#columns = columns;
    const capacity = Math.max(16, Math.floor(WAITING_BYTES / (4 * columns)));
    this.#values = new Float32Array(capacity * columns);
    this.#target = new Float64Array(capacity);
  }

  get isFull(): boolean {
    return this.#count === this.#target.length;
  }

  add(columns: readonly Float64Array[], target: number, row: number): void {
    const begin = this.#count * this.#columns;
    for (let column = 0; column < columns.length; column++) this.#values[begin + column] = columns[column]?.[row] ?? Number.NaN;
    this.#target[this.#count++] = target;
  }

  async write(): Promise<void> {
    if (this.#count === 0) return;
    const { buffer } = this.#values;
    await appendFile(`${this.#file}.x`, new Uint8Array(buffer, 0, 4 * this.#count * this.#columns));
    await appendFile(`${this.#file}.y`, new Uint8Array(this.#target.buffer, 0, 8 * this.#count));
    this.rows += this.#count;
    this.#count = 0;
  }
}

async function readInto(file: string, target: Uint8Array): Promise<void> {
  const handle = await open(file);
  try {
    for (let at = 0; at < target.length; ) {
      const { bytesRead } = await handle.read(target, at, target.length - at, at);
      if (bytesRead === 0)
        throw new MillwrightError("DATA_FILE_UNREADABLE", `${file} ends early.`, "Leave temporary files alone; try again.");
      at += bytesRead;
    }
  } finally {
    await handle.close();
  }
}

/**
 * Reads a file of any size once and deals its rows at random to files on disk; memory holds a few megabytes. What fits into memory later
 * is read part by part, each a random sample of the whole without rows in common.
 * @throws DATA_TARGET_MISSING for a row without target, DATA_SETTINGS_INVALID for a source that cannot be streamed, and what reading throws
 * @example const rows = await scatterRows(parquet("flights.parquet"), { columns: ["distance", "hour"], target: "delay", seed: 1 });
 */
export async function scatterRows(source: Source, settings: ScatterSettings): Promise<ScatteredRows> {
  const { columns, target, seed, parts = 64, memoryLimit, signal, onProgress } = settings;
  if (source.stream === undefined) {
    const problem = `a source of kind "${source.kind}" cannot be read in pieces.`;
    throw new MillwrightError("DATA_SETTINGS_INVALID", problem, "Give a CSV, Parquet or JSON lines file.");
  }
  const folder = await mkdtemp(join(tmpdir(), "millwright-rows-"));
  const close = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const waiting = Array.from({ length: parts }, (_, part) => new Waiting(join(folder, String(part)), columns.length));
  const rng = random(seed).fork("parts");
  const use = async (table: Table): Promise<void> => {
    const values = columns.map((name) => table.column(name, "number").values);
    const targets = table.column(target, "number").values;
    for (let row = 0; row < table.rows; row++) {
      const wanted = targets[row] ?? Number.NaN;
      if (Number.isNaN(wanted))
        throw new MillwrightError("DATA_TARGET_MISSING", `a row has no "${target}".`, "Leave such rows out in a query.");
      const part = waiting[rng.integer(parts)] as Waiting;
      part.add(values, wanted, row);
      if (part.isFull) await part.write();
    }
  };
  try {
    const context = {
      seed,
      ...(memoryLimit === undefined ? {} : { memoryLimit }),
      ...(signal === undefined ? {} : { signal }),
      ...(onProgress === undefined ? {} : { onProgress }),
    };
    await source.stream(schemaOf(settings), context, { rows: BATCH_ROWS, use });
    for (const part of waiting) await part.write();
  } catch (error) {
    await close();
    throw error;
  }
  const sizes = waiting.map((part) => part.rows);
  return {
    rows: sizes.reduce((sum, size) => sum + size, 0),
    columns: columns.length,
    sizes,
    close,
    read: async (wanted, room) => {
      const rows = wanted.reduce((sum, part) => sum + (sizes[part] ?? 0), 0);
      const values = room?.values.subarray(0, rows * columns.length) ?? new Float32Array(rows * columns.length);
      const truth = room?.truth.subarray(0, rows) ?? new Float64Array(rows);
      let first = 0;
      for (const part of wanted) {
        const size = sizes[part] ?? 0;
        if (size === 0) continue;
        const file = join(folder, String(part));
        await readInto(
          `${file}.x`,
          new Uint8Array(values.buffer, values.byteOffset + 4 * first * columns.length, 4 * size * columns.length),
        );
        await readInto(`${file}.y`, new Uint8Array(truth.buffer, truth.byteOffset + 8 * first, 8 * size));
        first += size;
      }
      return { features: { rows, dense: { rows, columns: columns.length, values } }, truth };
    },
  };
}
