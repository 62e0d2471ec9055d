import { groupCodes, rowsByGroup } from "../splits/group-codes.ts";
import type { Table } from "../tables/table.ts";
import type { Lists } from "./derivation.ts";

/**
 * Rows by list, in the order in which lists first appear; a row without a list is alone.
 * @param by - the column that names each row's list; without it every row is alone.
 */
export function listsOf(table: Table, by: string | undefined): Lists {
  if (by === undefined) return Array.from({ length: table.rows }, (_, row) => Int32Array.of(row));
  const lists = rowsByGroup(groupCodes(table, by));
  const single = lists.pop() ?? new Int32Array(0);
  return [...lists.filter((rows) => rows.length > 0), ...Array.from(single, (row) => Int32Array.of(row))].sort(
    (a, b) => (a[0] ?? 0) - (b[0] ?? 0),
  );
}
