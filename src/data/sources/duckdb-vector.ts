import type { DuckDBDataChunk, DuckDBVector } from "@duckdb/node-api";

/**
 * The parts of a vector that its own accessors hide. Asking for values one by one costs about 100 ns each, for the missing mask
 * alone; whole blocks cost about 1 ns a value.
 */
interface VectorParts {
  readonly items?: Float64Array | Uint8Array;
  readonly dataView?: DataView;
  readonly validity: { readonly data: BigUint64Array | null };
}

function partsOf(vector: DuckDBVector): VectorParts {
  return vector as unknown as VectorParts;
}

/** Bits of a vector's missing mask: 1 where a value is there; null when all are. */
function bitsOf(parts: VectorParts): Uint32Array | null {
  const data = parts.validity.data;
  return data === null ? null : new Uint32Array(data.buffer, data.byteOffset, data.length * 2);
}

/** One column of one chunk. */
export interface Block<Items> {
  readonly items: Items;
  readonly bits: Uint32Array | null;
}

/** A column that the query casts to DOUBLE. */
export function doublesOf(chunk: DuckDBDataChunk, index: number): Block<Float64Array> {
  const parts = partsOf(chunk.getColumnVector(index));
  return { items: parts.items as Float64Array, bits: bitsOf(parts) };
}

/** A column that the query casts to UTINYINT. */
export function bytesOf(chunk: DuckDBDataChunk, index: number): Block<Uint8Array> {
  const parts = partsOf(chunk.getColumnVector(index));
  return { items: parts.items as Uint8Array, bits: bitsOf(parts) };
}

/** A column that the query casts to VARCHAR: four words per row (length, then up to 12 bytes in place or a pointer). */
export function stringsOf(chunk: DuckDBDataChunk, index: number): Block<Uint32Array> & { readonly text: (row: number) => string | null } {
  const vector = chunk.getColumnVector(index);
  const parts = partsOf(vector);
  const view = parts.dataView ?? new DataView(new ArrayBuffer(0));
  return {
    items: new Uint32Array(view.buffer, view.byteOffset, view.byteLength / 4),
    bits: bitsOf(parts),
    text: (row) => vector.getItem(row) as string | null,
  };
}
