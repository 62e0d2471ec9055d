import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { column } from "../contracts/columns.ts";
import { rowSchemaOf } from "../contracts/row-schema-of.ts";
import type { Table } from "../tables/table.ts";
import { openFile } from "./open-file.ts";

const schema = rowSchemaOf(z.object({ id: column.number(), name: column.category() }));
const rows = 10_000;
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "stream-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const writers = {
  "rows.csv": () => ["id,name", ...Array.from({ length: rows }, (_, row) => `${row},n${row % 7}`)].join("\n"),
  "rows.jsonl": () => Array.from({ length: rows }, (_, row) => JSON.stringify({ id: row, name: `n${row % 7}` })).join("\n"),
};

describe("a stream of a file's rows", () => {
  for (const [file, text] of Object.entries(writers)) {
    it(`hands ${file} over in order, in tables of the size asked for`, async () => {
      const path = join(folder, file);
      writeFileSync(path, text());
      const tables: Table[] = [];
      const use = async (table: Table): Promise<void> => void tables.push(table);
      await openFile(path).stream?.(schema, { seed: 0 }, { rows: 4096, use });
      expect(tables.slice(0, -1).every((table) => table.rows >= 4096 && table.rows < 4096 + 2048)).toBe(true);
      expect(tables.flatMap((table) => [...table.column("id", "number").values])).toEqual(Array.from({ length: rows }, (_, row) => row));
      expect(tables.at(-1)?.row((tables.at(-1)?.rows ?? 0) - 1)).toEqual({ id: rows - 1, name: `n${(rows - 1) % 7}` });
    });
  }

  it("stops with the error of whoever takes the tables", async () => {
    const use = async (): Promise<void> => {
      throw new RangeError("enough");
    };
    await expect(openFile(join(folder, "rows.csv")).stream?.(schema, { seed: 0 }, { rows: 2048, use })).rejects.toThrow(RangeError);
  });

  it("names the row, counted over the whole file, of a value that cannot be read", async () => {
    const path = join(folder, "wrong.csv");
    writeFileSync(path, writers["rows.csv"]().replace("\n9000,", "\nmany,"));
    let seen = 0;
    const use = async (table: Table): Promise<void> => {
      seen += table.rows;
    };
    const streamed = openFile(path).stream?.(schema, { seed: 0 }, { rows: 2048, use });
    await expect(streamed).rejects.toMatchObject({ code: "DATA_VALUE_INVALID", problem: expect.stringContaining("row 9001 ") });
    expect(seen).toBeLessThan(9001);
  });
});
