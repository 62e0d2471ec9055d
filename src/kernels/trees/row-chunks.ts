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
  const sample = new Int32Array(Math.min(rows, sampleRows));
  const stream = rows > sampleRows ? random(seed).fork("bins") : undefined;
  for (let k = 0; k < sample.length; k++) {
    sample[k] = stream === undefined ? k : Math.min(rows - 1, Math.floor(((k + stream.next()) * rows) / sampleRows));
  }
  return sample;
}

/** A matrix in memory as one chunk. */
export function asChunks(rows: DenseMatrix | RowChunks): RowChunks {
  if (!("values" in rows)) return rows;
  return { rows: rows.rows, columns: rows.columns, chunks: () => [rows.values.subarray(0, rows.rows * rows.columns)] };
}
