import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { column } from "../contracts/columns.ts";
import { rowSchemaOf } from "../contracts/row-schema-of.ts";
import { Table } from "../tables/table.ts";
import { csv } from "./csv.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { file, folder, read, refusal, twoRows, write } from "./fixtures/orders.ts";
import { fromTable } from "./from-table.ts";
import { openFile } from "./open-file.ts";
import { parquet } from "./parquet.ts";
import { simulate } from "./simulate.ts";
import type { ReadResult, Source } from "./source.ts";
import { sql } from "./sql.ts";

const expected = [
  { id: "7", amount: 1.5, day: new Date("2018-07-25"), paid: true, note: 'a, "b"' },
  { id: "8", amount: null, day: null, paid: null, note: null },
];

function rowsOf({ table }: ReadResult): unknown[] {
  return Array.from({ length: table.rows }, (_, row) => table.row(row));
}

describe("the same rows from every format", () => {
  const typed =
    "SELECT 7 AS id, 1.5::FLOAT AS amount, DATE '2018-07-25' AS day, 1 AS paid, 'a, \"b\"' AS note UNION ALL SELECT 8, NULL, NULL, NULL, ''";
  const sources: Record<string, () => Promise<Source> | Source> = {
    "a CSV file": () => csv(file("orders.csv", twoRows)),
    "gzip CSV": () => openFile(file("orders.csv.gz", gzipSync(twoRows))),
    "CSV with CRLF, a byte order mark and semicolons": () =>
      csv(file("windows.csv", `\uFEFFid;amount;day;paid;note\r\n7;1.50;2018-07-25T00:00:00Z;1;"a, ""b"""\r\n8;NA;;;\r\n`)),
    "tab-separated text": () =>
      openFile(file("orders.tsv", 'id\tamount\tday\tpaid\tnote\n7\t1.5\t2018-07-25\tyes\t"a, ""b"""\n8\t\t\t\t\n')),
    "JSON lines": () =>
      openFile(
        file(
          "orders.jsonl",
          '{"id": 7, "amount": 1.5, "day": "2018-07-25", "paid": true, "note": "a, \\"b\\""}\n{"id": "8", "amount": null}\n',
        ),
      ),
    "gzip JSON lines": () =>
      openFile(
        file(
          "orders.ndjson.gz",
          gzipSync('{"id":"7","amount":"1.5","day":"2018-07-25T02:00:00+02:00","paid":"true","note":"a, \\"b\\""}\n{"id":"8"}\n'),
        ),
      ),
    "a JSON array": () =>
      openFile(file("orders.json", '[{"id":7,"amount":1.5,"day":"2018-07-25","paid":true,"note":"a, \\"b\\""},{"id":8,"note":""}]')),
    Parquet: async () => {
      await write(typed, join(folder, "orders.parquet"), "parquet");
      return openFile(join(folder, "orders.parquet"));
    },
    "a query": async () => {
      await write(typed, join(folder, "orders.parquet"), "parquet");
      return sql({ folder, query: "SELECT * FROM read_parquet('{folder}/orders.parquet') ORDER BY id;" });
    },
    "a query over named files": () => sql({ files: { orders: file("orders.csv", twoRows) }, query: "SELECT * FROM orders -- all" }),
    "a simulator": () => simulate({ name: "orders", rows: () => expected }),
  };
  test.each(Object.entries(sources))("%s gives them, with one fingerprint", async (_, open) => {
    const result = await read(await open());
    expect(rowsOf(result)).toEqual(expected);
    expect(result.fingerprint).toBe(fingerprintOf(result.table));
    expect(result.fingerprint).toBe((await read(csv(file("orders.csv", twoRows)))).fingerprint);
  });
});

describe("fingerprints", () => {
  const numbers = (...values: number[]): Table => new Table("t", { x: { kind: "number", values: Float64Array.from(values) } });
  const kinds = (codes: number[], dictionary: string[]): Table =>
    new Table("t", { x: { kind: "category", codes: Int32Array.from(codes), dictionary } });

  test("do not depend on the order of a dictionary, on unused values, or on the sign of zero", () => {
    expect(fingerprintOf(kinds([0, 1, -1], ["a", "b"]))).toBe(fingerprintOf(kinds([2, 0, -1], ["b", "c", "a"])));
    expect(fingerprintOf(numbers(0, Number.NaN))).toBe(fingerprintOf(numbers(-0, Number.NaN)));
  });

  test("change with any value, the order of rows, names and kinds", () => {
    const base = fingerprintOf(numbers(1, 2));
    expect(fingerprintOf(numbers(1, 2 + 1e-15))).not.toBe(base);
    expect(fingerprintOf(numbers(2, 1))).not.toBe(base);
    expect(fingerprintOf(new Table("t", { y: { kind: "number", values: Float64Array.of(1, 2) } }))).not.toBe(base);
    expect(fingerprintOf(new Table("t", { x: { kind: "timestamp", values: Float64Array.of(1, 2) } }))).not.toBe(base);
    expect(fingerprintOf(kinds([0, 1], ["a", "b"]))).not.toBe(fingerprintOf(kinds([0, 1], ["a", "c"])));
  });
});

describe("what is read", () => {
  test("a cell in quotes may hold other line ends than the file's lines have", async () => {
    const text = z.object({ x: z.string() });
    const read1 = await read(csv(file("inner.csv", 'x\n"a\r\nb"\n"c\rd ""e\r\n"""\n')), text);
    expect(rowsOf(read1)).toEqual([{ x: "a\r\nb" }, { x: 'c\rd "e\r\n"' }]);
    const read2 = await read(csv(file("outer.csv", 'x\r\n"a\nb"\r\n5" nails\r\nc\r\n')), text);
    expect(rowsOf(read2)).toEqual([{ x: "a\nb" }, { x: '5" nails' }, { x: "c" }]);
  });

  test("undeclared columns are left out and named, also the unnamed index of a data frame", async () => {
    const result = await read(csv(file("extra.csv", "\uFEFF,x,secret\n0,1,2\n")), z.object({ x: z.number() }));
    expect(result.ignored).toEqual(["(column 1)", "secret"]);
    expect(result.table.names).toEqual(["x"]);
  });

  test('"NA" is missing in numbers but a value in categories, unless `missing` says otherwise', async () => {
    const shape = z.object({ country: column.category().nullable(), x: z.number().nullable() });
    const path = file("na.csv", "country,x\nNA,NA\n?,?\n");
    expect(await refusal(csv(path), shape)).toContain('row 2 of file "na.csv", column "x": "?" is not a finite number');
    expect(rowsOf(await read(csv(path, { missing: ["NA", "?"] }), shape))).toEqual([
      { country: "NA", x: null },
      { country: "?", x: null },
    ]);
  });

  test("allowed values come first in the dictionary, then others as they appear", async () => {
    const shape = z.object({ size: column.oneOf(["small", "medium", "a size with a name of more than twelve bytes"]) });
    const { table } = await read(
      csv(file("sizes.csv", "size\nlarge\nsmall\na size with a name of more than twelve bytes\nlarge\n")),
      shape,
    );
    expect(table.column("size", "category")).toEqual({
      kind: "category",
      codes: Int32Array.of(3, 0, 2, 3),
      dictionary: ["small", "medium", "a size with a name of more than twelve bytes", "large"],
    });
  });

  test("many distinct categories, short and long, keep their values", async () => {
    const words = Array.from({ length: 5000 }, (_, i) => (i % 3 === 0 ? `a rather long name ${i % 1000}` : `é${i}`));
    const { table } = await read(csv(file("words.csv", `w\n${words.join("\n")}\n`)), z.object({ w: column.category() }));
    const { codes, dictionary } = table.column("w", "category");
    expect(Array.from(codes, (code) => dictionary[code])).toEqual(words);
    expect(new Set(dictionary).size).toBe(dictionary.length);
  });

  test("dates with a zone become UTC, dates without one are UTC", async () => {
    const path = file("zones.csv", "day\n2018-07-25T10:00:00+02:00\n2018-07-25 10:00:00.25\n");
    const { table } = await read(csv(path), z.object({ day: z.date() }));
    expect([...table.column("day", "timestamp").values]).toEqual([Date.UTC(2018, 6, 25, 8), Date.UTC(2018, 6, 25, 10, 0, 0, 250)]);
  });

  test("not all columns may be absent from a file, even where each is optional: its header is misspelt", async () => {
    const path = file("stranger.csv", "folower\nann\n");
    expect(await refusal(csv(path), z.object({ follower: z.string().optional() }))).toMatch(
      /DATA_COLUMN_MISSING: file "stranger\.csv" has no column "follower".*Did you mean "folower"/,
    );
  });

  test("an optional column may be absent from a file, another may not", async () => {
    const path = file("short.csv", "x\n1\n");
    const shape = z.object({ x: z.number(), y: z.number().optional() });
    expect(rowsOf(await read(csv(path), shape))).toEqual([{ x: 1, y: null }]);
    expect(await refusal(csv(path), z.object({ x: z.number(), y: z.number().nullable() }))).toContain("DATA_COLUMN_MISSING");
  });

  test("file and folder names may hold quotes, blanks, brackets and stars", async () => {
    const shape = z.object({ x: z.number() });
    mkdirSync(join(folder, "it's [a] folder"), { recursive: true });
    const odd = file("it's [a] folder/a *?.csv", "x\n1\n");
    file("it's [a] folder/a b.csv", "x\n2\n");
    expect(rowsOf(await read(csv(odd), shape))).toEqual([{ x: 1 }]);
    expect(rowsOf(await read(sql({ files: { "it's": odd }, query: `SELECT * FROM "it's"` }), shape))).toEqual([{ x: 1 }]);
    const where = join(folder, "it's [a] folder");
    expect(rowsOf(await read(sql({ folder: where, query: "SELECT * FROM read_csv('{folder}/a b.csv')" }), shape))).toEqual([{ x: 2 }]);
  });

  test("a column may be named like anything", async () => {
    const name = `it's "quoted", {odd}`;
    const path = file("names.csv", `"it's ""quoted"", {odd}",select\n1,2\n`);
    expect(rowsOf(await read(csv(path), z.object({ [name]: z.number(), select: z.number() })))).toEqual([{ [name]: 1, select: 2 }]);
  });

  test("decimals, enums, 128-bit integers, and every width of time are read", async () => {
    const shape = z.object({ d: z.number(), e: column.category(), h: z.number(), s: z.date(), ns: z.date(), tz: z.date(), u: z.string() });
    const query = `SELECT 1.25::DECIMAL(9, 2) AS d, 'a'::ENUM ('a', 'b') AS e, 12::HUGEINT AS h, TIMESTAMP_S '2018-07-25 10:00:00' AS s,
      TIMESTAMP_NS '2018-07-25 10:00:00.000001' AS ns, TIMESTAMPTZ '2018-07-25 10:00:00+02' AS tz, DATE '2018-07-25' AS u`;
    expect(rowsOf(await read(sql({ query }), shape))).toEqual([
      {
        d: 1.25,
        e: "a",
        h: 12,
        s: new Date(Date.UTC(2018, 6, 25, 10)),
        ns: new Date(Date.UTC(2018, 6, 25, 10)),
        tz: new Date(Date.UTC(2018, 6, 25, 8)),
        u: "2018-07-25",
      },
    ]);
  });

  test("progress is told and an aborted read stops with the signal's reason", async () => {
    const path = join(folder, "long.parquet");
    await write("SELECT range AS x FROM range(200000)", path, "parquet");
    const schema = rowSchemaOf(z.object({ x: z.number() }));
    const seen: number[] = [];
    await parquet(path).read(schema, { seed: 1, onProgress: (rows) => seen.push(rows) });
    expect(seen.at(-1)).toBe(200_000);
    await expect(parquet(path).read(schema, { seed: 1, signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow("enough");
    const stop = new AbortController();
    const reading = parquet(path).read(schema, { seed: 1, signal: stop.signal, onProgress: () => stop.abort(new Error("enough")) });
    await expect(reading).rejects.toThrow("enough");
  });

  test("a query over more than its memory spills to disk", async () => {
    const query =
      "SELECT x % 400009 AS k, sum(y) AS total FROM (SELECT range AS x, range / 7 AS y FROM range(2000000)) GROUP BY x % 400009 ORDER BY total, k";
    const schema = rowSchemaOf(z.object({ k: z.number(), total: z.number() }));
    const { table } = await sql({ query }).read(schema, { seed: 1, memoryLimit: 32 * 1024 * 1024 });
    expect(table.rows).toBe(400_009);
  });

  test("one seed makes the same simulated rows, another others; the source's own seed goes first", async () => {
    const coin = (seed?: number): Source =>
      simulate({
        name: "coin",
        ...(seed === undefined ? {} : { seed }),
        rows: (random) => Array.from({ length: 50 }, () => ({ x: random.next() })),
      });
    const schema = rowSchemaOf(z.object({ x: z.number() }));
    const print = async (source: Source, seed: number): Promise<string> => (await source.read(schema, { seed })).fingerprint;
    expect(await print(coin(), 1)).toBe(await print(coin(), 1));
    expect(await print(coin(), 1)).not.toBe(await print(coin(), 2));
    expect(await print(coin(3), 1)).toBe(await print(coin(3), 2));
    expect(coin().simulated).toBe(true);
  });

  test("a table in memory is a source", async () => {
    const table = new Table("t", { x: { kind: "number", values: Float64Array.of(1) }, y: { kind: "number", values: Float64Array.of(2) } });
    expect((await read(fromTable(table), z.object({ y: z.number() }))).ignored).toEqual(["x"]);
    expect(await refusal(fromTable(table), z.object({ z: z.number() }))).toContain("DATA_COLUMN_MISSING");
  });
});
