import { closeSync, openSync, readSync, writeSync } from "node:fs";
import { join } from "node:path";
import { combineRecords, mergeRecords, type RecordRun, sortRecords } from "../../../kernels/index.ts";

/** How records are sorted. */
export interface RecordSorterSettings {
  /** Numbers of a record; the last one is a count. */
  readonly width: number;
  /** Columns that decide, the most significant first. */
  readonly keys: readonly number[];
  /** Most records that are held in memory before a sorted run is written. */
  readonly records: number;
  /** Where runs are written. */
  readonly folder: string;
  readonly name: string;
}

/** Records that are read from a run at a time. */
const READ_RECORDS = 16_384;

/**
 * Sorts any number of records with a bound on memory: full buffers are sorted, added up and written as runs, which are merged at the end.
 * Records with equal keys become one with the sum of their counts. Nothing is written where everything fits.
 */
export class RecordSorter {
  readonly #settings: RecordSorterSettings;
  readonly #buffer: Int32Array;
  #used = 0;
  #runs = 0;

  constructor(settings: RecordSorterSettings) {
    this.#settings = settings;
    this.#buffer = new Int32Array(settings.width * settings.records);
  }

  /** Runs that had to be written so far. */
  get runs(): number {
    return this.#runs;
  }

  /** @param records - row-major, whole records; copied. */
  add(records: Int32Array): void {
    for (let at = 0; at < records.length; ) {
      if (this.#used === this.#buffer.length) this.#spill();
      const taken = Math.min(records.length - at, this.#buffer.length - this.#used);
      this.#buffer.set(records.subarray(at, at + taken), this.#used);
      this.#used += taken;
      at += taken;
    }
  }

  /** All records in order, each key once, in blocks that are overwritten by the next. */
  *sorted(): Generator<Int32Array> {
    if (this.#runs === 0) {
      const sorted = this.#sortBuffer();
      if (sorted.length > 0) yield sorted;
      return;
    }
    this.#spill();
    const { width, keys } = this.#settings;
    const files = Array.from({ length: this.#runs }, (_, run) => openSync(this.#pathOf(run), "r"));
    try {
      const runs = files.map((file) => openRun(file, width));
      const out = new Int32Array(width * READ_RECORDS);
      for (;;) {
        const written = mergeRecords(runs, width, keys, out);
        if (written === 0) return;
        yield out.subarray(0, written * width);
      }
    } finally {
      for (const file of files) closeSync(file);
    }
  }

  #sortBuffer(): Int32Array {
    const { width, keys } = this.#settings;
    const sorted = sortRecords(this.#buffer.subarray(0, this.#used), width, keys);
    return sorted.subarray(0, combineRecords(sorted, width, keys) * width);
  }

  #spill(): void {
    if (this.#used === 0) return;
    const sorted = this.#sortBuffer();
    const file = openSync(this.#pathOf(this.#runs), "wx");
    try {
      const bytes = new Uint8Array(sorted.buffer, sorted.byteOffset, sorted.byteLength);
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    } finally {
      closeSync(file);
    }
    this.#runs++;
    this.#used = 0;
  }

  #pathOf(run: number): string {
    return join(this.#settings.folder, `${this.#settings.name}-${run}`);
  }
}

function openRun(file: number, width: number): RecordRun {
  const memory = new Int32Array(width * READ_RECORDS);
  const bytes = new Uint8Array(memory.buffer);
  const run: RecordRun = {
    block: memory,
    at: 0,
    refill: () => {
      let read = 0;
      for (let more = 1; more > 0 && read < bytes.length; read += more) more = readSync(file, bytes, read, bytes.length - read, null);
      run.block = memory.subarray(0, read / 4);
      run.at = 0;
    },
  };
  run.refill();
  return run;
}
