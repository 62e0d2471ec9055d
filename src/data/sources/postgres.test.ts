import { describe, expect, test } from "vitest";
import { z } from "zod";
import { column } from "../contracts/columns.ts";
import { read, refusal } from "./fixtures/orders.ts";
import { postgres } from "./postgres.ts";

describe("postgres", () => {
  const shape = z.object({ id: column.category(), amount: z.number(), paid_at: z.date() });
  const stored = Array.from({ length: 3 }, (_, i) => ({ id: i, amount: `${i}.50`, paid_at: new Date(i), extra: 1 }));

  /** A server that answers the cursor's fetches. */
  function server(rows: readonly object[], said: string[]): Parameters<typeof postgres>[0]["connect"] {
    let left = [...rows];
    return async () => ({
      query: async (text) => {
        said.push(text);
        const batch = text.startsWith("FETCH") ? left.splice(0, 2) : [];
        return { rows: batch as Record<string, unknown>[], fields: ["id", "amount", "paid_at", "extra"].map((name) => ({ name })) };
      },
      end: async () => {
        left = [];
        said.push("end");
      },
    });
  }

  test("rows are fetched in batches in a read-only transaction, decimals in text become numbers", async () => {
    const said: string[] = [];
    const connect = server(stored, said);
    const source = postgres({ url: "", query: "SELECT * FROM payments;", ...(connect === undefined ? {} : { connect }) });
    const { table, ignored } = await read(source, shape);
    expect(table.row(2)).toEqual({ id: "2", amount: 2.5, paid_at: new Date(2) });
    expect(ignored).toEqual(["extra"]);
    expect(said[0]).toBe("BEGIN READ ONLY");
    expect(said).toContain("DECLARE millwright_rows NO SCROLL CURSOR FOR SELECT * FROM payments");
    expect(said.at(-1)).toBe("end");
  });

  test("a wrong value is told with its row, counted over all batches", async () => {
    const connect = server([...stored, { id: 4, amount: "x", paid_at: null }], []);
    const source = postgres({ url: "", query: "SELECT 1", ...(connect === undefined ? {} : { connect }) });
    expect(await refusal(source, shape)).toMatch(/DATA_VALUE_INVALID: row 4 of the query's result, column "amount": "x"/);
  });

  test("a failure shows no password", async () => {
    const url = "postgres://me:p%40ss@db/x";
    const connect = async (): Promise<never> => Promise.reject(new Error("password authentication failed: p@ss"));
    const message = await refusal(postgres({ url, query: "SELECT 1", connect }), shape);
    expect(message).toMatch(/DATA_CONNECTION_FAILED/);
    expect(message).not.toMatch(/p@ss|p%40ss/);
  });

  test("a missing column is told", async () => {
    const connect = server(stored, []);
    const source = postgres({ url: "", query: "SELECT 1", ...(connect === undefined ? {} : { connect }) });
    expect(await refusal(source, z.object({ amont: z.number() }))).toMatch(/DATA_COLUMN_MISSING.*Did you mean "amount"/);
  });
});
