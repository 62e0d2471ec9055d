import type { DuckDBDataChunk } from "@duckdb/node-api";
import { copyBytes, copyNumbers, encodeStrings, newShortStrings } from "../../kernels/index.ts";
import type { ColumnRule } from "../contracts/row-schema.ts";
import type { Column } from "../tables/column.ts";
import { bytesOf, doublesOf, stringsOf } from "./duckdb-vector.ts";

/** Collects one column, chunk by chunk. */
export interface ColumnBuilder {
  /** @returns the first row of the chunk that cannot be held (not finite, out of range), else −1. */
  append(chunk: DuckDBDataChunk, index: number): number;
  finish(): Column;
}

/** The next capacity that holds `needed` values: at least doubled, so that copying stays linear. */
function capacityFor(current: number, needed: number): number {
  return Math.max(needed, current * 2, 4096);
}

function numberBuilder(kind: "number" | "timestamp", limit: number, hint: number): ColumnBuilder {
  let values = new Float64Array(hint);
  let rows = 0;
  return {
    append: (chunk, index) => {
      const count = chunk.rowCount;
      if (rows + count > values.length) {
        const larger = new Float64Array(capacityFor(values.length, rows + count));
        larger.set(values);
        values = larger;
      }
      const { items, bits } = doublesOf(chunk, index);
      const wrong = copyNumbers(values, rows, items, bits, count, limit);
      rows += count;
      return wrong;
    },
    finish: () => ({ kind, values: values.length === rows ? values : values.slice(0, rows) }),
  };
}

function booleanBuilder(hint: number): ColumnBuilder {
  let values = new Uint8Array(hint);
  let rows = 0;
  return {
    append: (chunk, index) => {
      const count = chunk.rowCount;
      if (rows + count > values.length) {
        const larger = new Uint8Array(capacityFor(values.length, rows + count));
        larger.set(values);
        values = larger;
      }
      const { items, bits } = bytesOf(chunk, index);
      copyBytes(values, rows, items, bits, count, 255);
      rows += count;
      return -1;
    },
    finish: () => ({ kind: "boolean", values: values.length === rows ? values : values.slice(0, rows) }),
  };
}

/** Dictionary codes: the allowed values first, then values in the order in which they appear. */
function categoryBuilder(allowed: readonly string[], hint: number): ColumnBuilder {
  let codes = new Int32Array(hint);
  let rows = 0;
  const short = newShortStrings();
  const dictionary = [...allowed];
  const codeByText = new Map(allowed.map((text, code) => [text, code]));
  const codeOf = (text: string | null): number => {
    if (text === null || text === "") return -1;
    const known = codeByText.get(text);
    if (known !== undefined) return known;
    codeByText.set(text, dictionary.length);
    return dictionary.push(text) - 1;
  };
  return {
    append: (chunk, index) => {
      const count = chunk.rowCount;
      if (rows + count > codes.length) {
        const larger = new Int32Array(capacityFor(codes.length, rows + count));
        larger.set(codes);
        codes = larger;
      }
      const { items, bits, text } = stringsOf(chunk, index);
      encodeStrings(short, items, bits, count, codes, rows, (row) => codeOf(text(row)));
      rows += count;
      return -1;
    },
    finish: () => ({ kind: "category", codes: codes.length === rows ? codes : codes.slice(0, rows), dictionary }),
  };
}

function textBuilder(): ColumnBuilder {
  const values: (string | null)[] = [];
  return {
    append: (chunk, index) => {
      const { text } = stringsOf(chunk, index);
      for (let row = 0; row < chunk.rowCount; row++) values.push(text(row) || null);
      return -1;
    },
    finish: () => ({ kind: "text", values }),
  };
}

/** Milliseconds that a JavaScript date can hold. */
const dateLimit = 8.64e15;

/**
 * A builder for one column.
 * @param exactIntegers - true where the file holds 64-bit integers, of which a number holds only those up to 2⁵³ exactly.
 * @param hint - rows expected; 0 when unknown.
 */
export function columnBuilder(rule: ColumnRule, exactIntegers: boolean, hint: number): ColumnBuilder {
  switch (rule.kind) {
    case "number":
      return numberBuilder("number", exactIntegers ? Number.MAX_SAFE_INTEGER : Number.MAX_VALUE, hint);
    case "timestamp":
      return numberBuilder("timestamp", dateLimit, hint);
    case "boolean":
      return booleanBuilder(hint);
    case "category":
      return categoryBuilder(rule.allowed ?? [], hint);
    case "text":
      return textBuilder();
  }
}
