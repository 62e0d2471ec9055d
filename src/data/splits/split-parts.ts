import { MillwrightError } from "../../errors/index.ts";
import type { Split } from "./split.ts";

/** Shares of the rows; the rest is learned from. */
export interface SplitShares {
  /** Share of the rows on which candidates are compared, in (0, 1). */
  readonly validation: number;
  /** Share of the rows on which the chosen one is judged, in (0, 1). */
  readonly test: number;
}

/** A percentage as it is read: 15 %, 12.5 %. */
export function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))} %`;
}

/** @throws DATA_SETTINGS_INVALID for a share outside (0, 1) */
export function checkShare(name: string, share: number): void {
  if (share > 0 && share < 1) return;
  throw new MillwrightError("DATA_SETTINGS_INVALID", `the split's ${name} share is ${share}.`, "Give a share between 0 and 1, e.g. 0.15.");
}

/** @throws DATA_SETTINGS_INVALID when nothing would be left to learn from */
export function checkShares(shares: SplitShares): void {
  checkShare("validation", shares.validation);
  checkShare("test", shares.test);
  if (shares.validation + shares.test < 1) return;
  throw new MillwrightError(
    "DATA_SETTINGS_INVALID",
    `validation (${shares.validation}) and test (${shares.test}) leave nothing to learn from.`,
    "Let them sum to less than 1.",
  );
}

/** Which part each row is in. */
export const part = { none: 0, train: 1, validation: 2, test: 3 } as const;

/** Rows of one part, ascending. */
function rowsIn(parts: Uint8Array, wanted: number): Int32Array {
  let count = 0;
  for (const each of parts) if (each === wanted) count++;
  const rows = new Int32Array(count);
  let at = 0;
  for (let row = 0; row < parts.length; row++) if (parts[row] === wanted) rows[at++] = row;
  return rows;
}

/** Rows for which a condition holds, ascending. */
export function rowsWhere(rows: number, holds: (row: number) => boolean): Int32Array {
  const found: number[] = [];
  for (let row = 0; row < rows; row++) if (holds(row)) found.push(row);
  return Int32Array.from(found);
}

/** All rows of two ascending lists, ascending. */
function union(a: Int32Array, b: Int32Array): Int32Array {
  const both = new Int32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both.sort();
}

/**
 * The split of labelled rows; refitting uses train and validation unless `final` is given.
 * @param parts - one of `part` per row.
 * @throws DATA_SPLIT_EMPTY
 */
export function splitOf(parts: Uint8Array, description: string, final?: Int32Array): Split {
  const train = rowsIn(parts, part.train);
  const validation = rowsIn(parts, part.validation);
  const test = rowsIn(parts, part.test);
  const lists = Object.entries({ train, validation, test, final: final ?? train });
  const empty = lists.find(([, rows]) => rows.length === 0);
  if (empty !== undefined) {
    const counts = lists.map(([name, rows]) => `${name} ${rows.length}`).join(", ");
    throw new MillwrightError(
      "DATA_SPLIT_EMPTY",
      `the split leaves ${empty[0]} without rows (${parts.length} rows: ${counts}; ${description})`,
      "Change its shares, dates or windows so that every part gets rows, or give it more rows.",
    );
  }
  return { train, validation, test, final: final ?? union(train, validation), description };
}
