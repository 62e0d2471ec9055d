import { describe, expect, it } from "vitest";
import { Table } from "../data/index.ts";
import { WholeLists } from "./whole-lists.ts";

/** Rows of these queries, in batches of so many; what is given on, batch by batch, by query. */
function cut(queries: string, rows: number): string[] {
  const lists = new WholeLists("query");
  const given: string[] = [];
  const take = (table: Table | undefined): void => {
    if (table !== undefined) given.push(Array.from({ length: table.rows }, (_, row) => table.row(row)["query"]).join(""));
  };
  for (let from = 0; from < queries.length; from += rows) {
    take(lists.push(new Table("rows", { query: { kind: "text", values: [...queries.slice(from, from + rows)] } })));
  }
  take(lists.end());
  return given;
}

describe("a stream of rows", () => {
  it("is cut between queries, wherever its batches end", () => {
    expect(cut("aaabbcddd", 4)).toEqual(["aaa", "bbc", "ddd"]);
    expect(cut("aaaa", 2)).toEqual(["aaaa"]);
    expect(cut("aabb", 2)).toEqual(["aa", "bb"]);
    expect(cut("", 2)).toEqual([]);
    for (const rows of [1, 2, 3, 5, 100]) expect(cut("aaabbcdddde", rows).join("")).toBe("aaabbcdddde");
    for (const rows of [1, 2, 3, 5, 100]) {
      const parts = cut("aaabbcdddde", rows).map((part) => [...new Set(part)]);
      expect(new Set(parts.flat()).size).toBe(parts.flat().length);
    }
  });

  it("is refused where a query comes back", () => {
    for (const rows of [1, 2, 3, 100]) expect(() => cut("aabba", rows)).toThrow(/CLI_QUERY_SCATTERED/);
  });
});
