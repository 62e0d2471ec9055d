import { createHash, type Hash } from "node:crypto";
import { canonicalNumbers, renumberCodes } from "../../kernels/index.ts";
import type { CategoryColumn, Column } from "../tables/column.ts";
import type { Table } from "../tables/table.ts";

/** Values that are hashed at a time: 512 KiB of numbers stay in the cache. */
const blockRows = 65_536;

function hashNumbers(hash: Hash, values: Float64Array, canonical: boolean): void {
  if (canonical) {
    hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    return;
  }
  const block = new Float64Array(Math.min(blockRows, values.length));
  for (let from = 0; from < values.length; from += blockRows) {
    const count = Math.min(blockRows, values.length - from);
    canonicalNumbers(values, from, count, block);
    hash.update(new Uint8Array(block.buffer, 0, count * 8));
  }
}

/** Codes by first appearance, then their texts in that order: the order of a dictionary does not matter, unused values neither. */
function hashCategory(hash: Hash, column: CategoryColumn): void {
  const { codes, dictionary } = column;
  const renamed = new Int32Array(dictionary.length).fill(-1);
  const met = new Int32Array(dictionary.length);
  const block = new Int32Array(Math.min(blockRows, codes.length));
  let known = 0;
  for (let from = 0; from < codes.length; from += blockRows) {
    const count = Math.min(blockRows, codes.length - from);
    known = renumberCodes(codes, from, count, renamed, met, known, block);
    hash.update(new Uint8Array(block.buffer, 0, count * 4));
  }
  hash.update(JSON.stringify(Array.from(met.subarray(0, known), (code) => dictionary[code])));
}

function hashTexts(hash: Hash, values: readonly (string | null)[]): void {
  for (let from = 0; from < values.length; from += 4096) hash.update(JSON.stringify(values.slice(from, from + 4096)));
}

function hashColumn(column: Column, canonical: boolean): string {
  const hash = createHash("sha256");
  if (column.kind === "category") hashCategory(hash, column);
  else if (column.kind === "text") hashTexts(hash, column.values);
  else if (column.kind === "boolean") hash.update(column.values);
  else hashNumbers(hash, column.values, canonical);
  return hash.digest("hex");
}

/**
 * Identity of a table's contents: SHA-256 over names, kinds, number of rows and values of its columns, as 64 hex digits.
 * Equal rows in equal order give equal fingerprints, whatever file they came from; the table's name does not count.
 * @param canonical - true where equal numbers are known to have equal bits (no −0, one NaN), as readers make them: one pass less.
 */
export function fingerprintOf(table: Table, canonical = false): string {
  const columns = [...table.columns].map(([name, column]) => [name, column.kind, hashColumn(column, canonical)]);
  return createHash("sha256")
    .update(JSON.stringify({ version: 1, rows: table.rows, columns }))
    .digest("hex");
}
