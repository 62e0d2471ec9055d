import type { DenseMatrix } from "../matrix.ts";
import { random } from "../random.ts";
import type { BinSettings } from "./growth-settings.ts";

/** Rows that come in chunks and can be gone through more than once. */
export interface RowChunks {
  readonly rows: number;
  readonly columns: number;
  /** Chunks of whole rows in order, row-major float32; NaN where missing. */
  chunks(): Iterable<Float32Array> | AsyncIterable<Float32Array>;
}

/** Rows that cut points are found from, ascending: one random row of each of `sampleRows` equal stretches, or all rows. */
export function sampleOf(rows: number, { sampleRows, seed }: BinSettings): Int32Array {
  if (rows <= sampleRows) return Int32Array.from({ length: rows }, (_, row) => row);
  const stream = random(seed).fork("bins");
  return Int32Array.from({ length: sampleRows }, (_, k) => Math.min(rows - 1, Math.floor(((k + stream.next()) * rows) / sampleRows)));
}

/** A matrix in memory as one chunk. */
export function asChunks(rows: DenseMatrix | RowChunks): RowChunks {
  if (!("values" in rows)) return rows;
  return { rows: rows.rows, columns: rows.columns, chunks: () => [rows.values.subarray(0, rows.rows * rows.columns)] };
}
