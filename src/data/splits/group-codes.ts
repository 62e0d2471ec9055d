import type { Column } from "../tables/column.ts";
import type { Table } from "../tables/table.ts";

/** The group of each row by equal values of a column: codes from 0 in the order of appearance; −1 where missing. */
export interface GroupCodes {
  readonly codes: Int32Array;
  readonly groups: number;
}

function keyed(length: number, keyOf: (row: number) => unknown): GroupCodes {
  const codeByKey = new Map<unknown, number>();
  const codes = new Int32Array(length);
  for (let row = 0; row < length; row++) {
    const key = keyOf(row);
    if (key === null || Number.isNaN(key)) {
      codes[row] = -1;
      continue;
    }
    const code = codeByKey.get(key) ?? codeByKey.size;
    codeByKey.set(key, code);
    codes[row] = code;
  }
  return { codes, groups: codeByKey.size };
}

/** Groups of any column by equal values. */
export function groupCodesOf(column: Column): GroupCodes {
  if (column.kind === "category") return { codes: column.codes, groups: column.dictionary.length };
  if (column.kind === "boolean") return keyed(column.values.length, (row) => (column.values[row] === 255 ? null : column.values[row]));
  return keyed(column.values.length, (row) => column.values[row]);
}

/** Groups of rows by a column of a table. @throws DATA_COLUMN_MISSING */
export function groupCodes(table: Table, name: string): GroupCodes {
  return groupCodesOf(table.any(name));
}

/** Rows of each group in ascending order; the last list holds the rows without a group. */
export function rowsByGroup({ codes, groups }: GroupCodes): Int32Array[] {
  const counts = new Int32Array(groups + 1);
  for (const code of codes) counts[code < 0 ? groups : code] = (counts[code < 0 ? groups : code] ?? 0) + 1;
  const lists = Array.from(counts, (count) => new Int32Array(count));
  const filled = new Int32Array(groups + 1);
  for (const [row, code] of codes.entries()) {
    const group = code < 0 ? groups : code;
    const at = filled[group] ?? 0;
    (lists[group] as Int32Array)[at] = row;
    filled[group] = at + 1;
  }
  return lists;
}
