import { groupCodes, type Split, type Table } from "../data/index.ts";
import { MillwrightError } from "../errors/index.ts";

/** The rows in an order in which those of one query are side by side: queries by their first row, rows of one query as they came. */
export function sideBySide(rows: Int32Array, queryOf: Int32Array): Int32Array {
  const lists = new Map<number, number[]>();
  for (const row of rows) {
    const query = queryOf[row] ?? -1;
    const list = lists.get(query);
    if (list === undefined) lists.set(query, [row]);
    else list.push(row);
  }
  return Int32Array.from([...lists.values()].flat());
}

/**
 * Refuses a split that divides a query, and rows without one.
 * @throws MILL_QUERY_DIVIDED, MILL_QUERY_MISSING
 */
export function checkQueriesWhole(table: Table, split: Split, query: string): void {
  const { codes } = groupCodes(table, query);
  const lost = codes.findIndex((code) => code < 0);
  if (lost >= 0) {
    const problem = `row ${lost + 1} has no "${query}", so it cannot be compared with others.`;
    throw new MillwrightError("MILL_QUERY_MISSING", problem, "Give each row its query, or leave the row out.");
  }
  const partOf = new Map<number, string>();
  for (const part of ["train", "validation", "test"] as const) {
    for (const row of split[part]) {
      const code = codes[row] ?? -1;
      const other = partOf.get(code) ?? part;
      partOf.set(code, part);
      if (other === part) continue;
      throw new MillwrightError(
        "MILL_QUERY_DIVIDED",
        `the query "${String(table.row(row)[query])}" has rows in ${other} and in ${part}.`,
        `Keep queries whole: groupedSplit({ by: "${query}", … }), or a given split whose parts hold whole queries.`,
      );
    }
  }
}
