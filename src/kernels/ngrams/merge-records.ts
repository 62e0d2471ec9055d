import { sameKeys } from "./sort-records.ts";

/** A sorted run of records that is read piece by piece. */
export interface RecordRun {
  /** Records that are in memory, row-major; empty where the run is at its end. */
  block: Int32Array;
  /** Element where the next record starts. */
  at: number;
  /** Puts the next piece into `block`, empty at the end, and sets `at` to 0. */
  readonly refill: () => void;
}

/** Whether the next record of run a comes before that of run b. */
function before(a: RecordRun, b: RecordRun, keys: readonly number[]): boolean {
  for (const key of keys) {
    const difference = a.block[a.at + key]! - b.block[b.at + key]!;
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** The run whose next record is the smallest, of those that are not at their end; the first of equal ones. */
function smallestRun(runs: readonly RecordRun[], keys: readonly number[]): RecordRun | undefined {
  let smallest: RecordRun | undefined;
  for (const run of runs) {
    if (run.block.length > 0 && (smallest === undefined || before(run, smallest, keys))) smallest = run;
  }
  return smallest;
}

/**
 * Takes records from sorted runs in their order and adds up the last column of those with equal keys, until `out` is full or the
 * runs are at their ends. Records of equal keys never fall apart: the last one is complete.
 * @returns how many records were written.
 */
export function mergeRecords(runs: readonly RecordRun[], width: number, keys: readonly number[], out: Int32Array): number {
  let written = 0;
  for (;;) {
    const run = smallestRun(runs, keys);
    if (run === undefined) return written;
    const last = (written - 1) * width;
    if (written > 0 && sameKeys(out, last, run.block, run.at, keys)) out[last + width - 1]! += run.block[run.at + width - 1]!;
    else {
      if ((written + 1) * width > out.length) return written;
      for (let column = 0; column < width; column++) out[written * width + column] = run.block[run.at + column]!;
      written++;
    }
    run.at += width;
    if (run.at >= run.block.length) run.refill();
  }
}
