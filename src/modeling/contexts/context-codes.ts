import { type Cell, cellOf, type Table } from "../../data/index.ts";

/** What an unknown value, or none, is coded as. */
export const UNKNOWN_CODE = -1;

function textOf(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  return value instanceof Date ? value.toISOString() : String(value);
}

/** Codes of the values that columns of a context were seen with. */
export interface ContextCodes {
  readonly columns: readonly string[];
  /** Seen values of each column, in the order of their codes. */
  readonly values: readonly (readonly string[])[];
  /** Codes of one moment, length columns. */
  of(context: Readonly<Record<string, unknown>> | undefined): Int32Array;
}

/** Codes from the values themselves. */
export function contextCodes(columns: readonly string[], values: readonly (readonly string[])[]): ContextCodes {
  const codes = values.map((seen) => new Map(seen.map((value, code) => [value, code])));
  return {
    columns,
    values,
    of: (context) =>
      Int32Array.from(columns, (column, i) => {
        const value = textOf(context?.[column]);
        return value === undefined ? UNKNOWN_CODE : (codes[i]?.get(value) ?? UNKNOWN_CODE);
      }),
  };
}

/** Learns the values of each column and codes every row: row-major [rows, columns]. */
export function codeContexts(table: Table, columns: readonly string[]): { readonly codes: ContextCodes; readonly rows: Int32Array } {
  const rows = new Int32Array(table.rows * columns.length).fill(UNKNOWN_CODE);
  const values = columns.map((name, at) => {
    const column = table.any(name);
    const seen = new Map<string, number>();
    for (let row = 0; row < table.rows; row++) {
      const cell: Cell = cellOf(column, row);
      const value = textOf(cell);
      if (value === undefined) continue;
      const code = seen.get(value) ?? seen.size;
      seen.set(value, code);
      rows[row * columns.length + at] = code;
    }
    return [...seen.keys()];
  });
  return { codes: contextCodes(columns, values), rows };
}
