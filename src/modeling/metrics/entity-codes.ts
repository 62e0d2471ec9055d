import type { Column, Table } from "../../data/index.ts";

/** A code per row, the same for rows with the same value. */
export interface EntityCodes {
  /** In [0, count), numbered by first appearance; length rows. */
  readonly codes: Int32Array;
  readonly count: number;
}

/** What rows are compared by: missing values are one value. */
function keyOf(column: Column, row: number): number | string | null {
  if (column.kind === "category") return column.codes[row] ?? -1;
  const value = column.values[row] ?? null;
  return Number.isNaN(value) ? null : value;
}

/** Numbers the values of a column of any kind. @throws DATA_COLUMN_MISSING */
export function entityCodes(table: Table, name: string): EntityCodes {
  const column = table.any(name);
  const known = new Map<number | string | null, number>();
  const codes = Int32Array.from({ length: table.rows }, (_, row) => {
    const key = keyOf(column, row);
    const code = known.get(key) ?? known.size;
    known.set(key, code);
    return code;
  });
  return { codes, count: known.size };
}
