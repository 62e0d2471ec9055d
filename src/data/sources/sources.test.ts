import { chmodSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { column } from "../contracts/columns.ts";
import type { RowShape } from "../contracts/row-schema.ts";
import { rowSchemaOf } from "../contracts/row-schema-of.ts";
import { Table } from "../tables/table.ts";
import { csv } from "./csv.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { fromTable } from "./from-table.ts";
import { jsonLines } from "./json-lines.ts";
import { openFile } from "./open-file.ts";
import { parquet } from "./parquet.ts";
import { postgres } from "./postgres.ts";
import { simulate } from "./simulate.ts";
import type { ReadResult, Source } from "./source.ts";
import { sql } from "./sql.ts";

const folder = mkdtempSync(join(tmpdir(), "millwright-sources-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a file into the test's folder. */
function file(name: string, contents: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, contents);
  return path;
}

const orders = z.object({
  id: column.category(),
  amount: column.number().nullable(),
  day: column.timestamp().nullable(),
  paid: column.boolean().nullable(),
  note: column.text().nullable(),
});

async function read(source: Source, shape: RowShape = orders): Promise<ReadResult> {
  return await source.read(rowSchemaOf(shape), { seed: 1 });
}

/** The message of the error that reading gives. */
async function refusal(source: Source, shape: RowShape = orders): Promise<string> {
  return await read(source, shape).then(
    () => "it was read",
    (error: unknown) => String(error),
  );
}

async function write(query: string, path: string, format: "parquet" | "json" | "csv"): Promise<void> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run(`COPY (${query}) TO '${path}' (FORMAT ${format})`);
  connection.closeSync();
}

const header = "id,amount,day,paid,note\n";
const twoRows = `${header}7,1.50,2018-07-25,true,"a, ""b"""\n8,,,,\n`;
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

describe("bad input has its own code, and says where and what to do", () => {
  const one = z.object({ x: z.number() });
  const cases: readonly [string, () => Source, RegExp, RowShape?][] = [
    [
      "a missing file",
      () => csv(join(folder, "order.csv")),
      /DATA_FILE_MISSING: there is no file .*order\.csv\. .*Did you mean "orders?\.(csv|tsv|json)/,
    ],
    ["a missing folder", () => csv(join(folder, "no", "orders.csv")), /DATA_FILE_MISSING.*does not exist or may not be read either/],
    ["a folder", () => csv(folder), /DATA_FILE_IS_FOLDER.*Name a file in it/],
    [
      "a folder named like Parquet",
      () => {
        mkdirSync(join(folder, "d.parquet"), { recursive: true });
        return parquet(join(folder, "d.parquet"));
      },
      /DATA_FILE_IS_FOLDER/,
    ],
    ["an empty file", () => csv(file("empty.csv", "")), /DATA_FILE_EMPTY: .*0 bytes/],
    ["an empty Parquet file", () => parquet(file("empty.parquet", "")), /DATA_FILE_EMPTY/],
    ["an empty JSON file", () => jsonLines(file("empty.jsonl", "")), /DATA_FILE_EMPTY/],
    ["only a header", () => csv(file("header.csv", header)), /DATA_FILE_EMPTY: file "header\.csv" has no rows/],
    ["only blank lines", () => csv(file("blank.csv", "\n\n")), /DATA_FILE_EMPTY.*no header/],
    [
      "a row with too few cells",
      () => csv(file("few.csv", `${twoRows}9,1\n`)),
      /DATA_ROW_INVALID: line 4 of file "few\.csv" has 2 cells, the header has 5/,
    ],
    [
      "a row with too many cells",
      () => csv(file("many.csv", `${header}1,2,2018-01-01,true,a,b\n`)),
      /DATA_ROW_INVALID: line 2 of file "many\.csv" has 6 cells, the header has 5/,
    ],
    ["an open quote", () => csv(file("quote.csv", 'x\n1\n"2\n'), {}), /DATA_ROW_INVALID: line 3 .*quote that is never closed/, one],
    [
      "a declared column that is not there",
      () => csv(file("misspelt.csv", "id,amout,day,paid,note\n1,2,,,\n")),
      /DATA_COLUMN_MISSING: file "misspelt\.csv" has no column "amount".*Did you mean "amout"/,
    ],
    ["a name that occurs twice", () => csv(file("twice.csv", "x,X\n1,2\n")), /DATA_HEADER_INVALID.*"X" twice/, one],
    [
      "NaN in CSV",
      () => csv(file("nan.csv", "x\n1\nNaN\n")),
      /DATA_VALUE_INVALID: row 2 of file "nan\.csv", column "x": "NaN" is not a finite number/,
      one,
    ],
    ["Infinity in CSV", () => csv(file("inf.csv", "x\n-inf\n")), /DATA_VALUE_INVALID: row 1 .*"-inf" is not a finite number/, one],
    ["a number beyond the largest", () => csv(file("huge.csv", "x\n1e400\n")), /DATA_VALUE_INVALID/, one],
    [
      "a decimal comma",
      () => csv(file("comma.csv", 'x\n"12,5"\n')),
      /DATA_VALUE_INVALID: row 1 .*"12,5" is not a finite number\. Write it like 12\.5/,
      one,
    ],
    ["a blank", () => csv(file("space.csv", 'x\n" "\n')), /DATA_VALUE_INVALID: row 1/, one],
    [
      "a date that is no ISO date",
      () => csv(file("date.csv", "x\n10/13/2014\n")),
      /DATA_VALUE_INVALID.*"10\/13\/2014" is not an ISO 8601 date.*strptime/,
      z.object({ x: z.date() }),
    ],
    ["an infinite date", () => csv(file("forever.csv", "x\ninfinity\n")), /DATA_VALUE_INVALID/, z.object({ x: z.date() })],
    [
      "a boolean that is none",
      () => csv(file("maybe.csv", "x\nmaybe\n")),
      /DATA_VALUE_INVALID.*"maybe" is not true or false/,
      z.object({ x: z.boolean() }),
    ],
    [
      "Latin-1 in a row",
      () => csv(file("latin.csv", Buffer.from("x\na\ncaf\xe9\n", "latin1"))),
      /DATA_FILE_ENCODING: line 3 of file "latin\.csv" is not UTF-8.*iconv/,
      z.object({ x: z.string() }),
    ],
    [
      "Latin-1 in the header",
      () => csv(file("latin2.csv", Buffer.from("caf\xe9\na\n", "latin1"))),
      /DATA_FILE_ENCODING: line 1/,
      z.object({ x: z.string() }),
    ],
    ["UTF-16", () => csv(file("wide.csv", Buffer.from("\uFEFFx\n1\n", "utf16le"))), /DATA_FILE_FORMAT.*zero bytes/, one],
    [
      "binary garbage",
      () => csv(file("noise.csv", Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251)))),
      /DATA_FILE_(FORMAT|ENCODING)/,
      one,
    ],
    ["lines that end with LF and CR LF", () => csv(file("ends.csv", "x\n1\r\n2\n")), /DATA_FILE_FORMAT: line 2 .*CR LF.* with LF/, one],
    ["lines that end with CR and LF", () => csv(file("old.csv", 'x\r"1"\r2\n')), /DATA_FILE_FORMAT: line 3 .*with LF.* with CR/, one],
    [
      // The engine reads such a file in parallel and leaves rows out.
      "one other line end far down in a large file",
      () => csv(file("large-ends.csv", `x\n${"1.23456789\n".repeat(400_000)}1\r\n${"2\n".repeat(1000)}`)),
      /DATA_FILE_FORMAT: line 400002 /,
      one,
    ],
    [
      "mixed line ends under a query",
      () =>
        sql({ files: { t: file("query-ends.csv", `x\n${"1.23456789\n".repeat(400_000)}1\r\n${"2\n".repeat(1000)}`) }, query: "FROM t" }),
      /DATA_(FILE_FORMAT|QUERY_FAILED)/,
      one,
    ],
    ["bytes named JSON", () => jsonLines(file("noise.jsonl", Buffer.from([200, 0, 1, 7]))), /DATA_FILE_FORMAT.*zero bytes/, one],
    ["Parquet named CSV", () => csv(file("p.csv", Buffer.from("PAR1\x15\x00\xff"))), /DATA_FILE_FORMAT/, one],
    ["text named gzip", () => csv(file("plain.csv.gz", "x\n1\n")), /DATA_FILE_FORMAT: file "plain\.csv\.gz" is not gzip/, one],
    [
      "gzip that is cut off between lines",
      () => {
        const whole = gzipSync(`x\n${"1\n".repeat(200_000)}`, { level: 0 });
        return csv(file("cut.csv.gz", whole.subarray(0, whole.length - 200_000)));
      },
      /DATA_FILE_FORMAT: file "cut\.csv\.gz" is damaged or cut off/,
      one,
    ],
    ["text named Parquet", () => parquet(file("text.parquet", "x\n1\n")), /DATA_FILE_FORMAT: file "text\.parquet" is not Parquet/, one],
    ["Parquet that is cut off", () => parquet(file("cut.parquet", "PAR1 and then nothing")), /DATA_FILE_FORMAT/, one],
    [
      "a line of JSON that is broken",
      () => jsonLines(file("broken.jsonl", '{"x":1}\n{"x":\n')),
      /DATA_ROW_INVALID: line \d of file "broken\.jsonl" is not a JSON object/,
      one,
    ],
    ["a line that is an array", () => jsonLines(file("array.jsonl", '{"x":1}\n[1]\n')), /DATA_(ROW_INVALID|COLUMN_MISSING)/, one],
    [
      "an object where a number belongs",
      () => jsonLines(file("deep.jsonl", '{"x":1}\n{"x":{"y":1}}\n')),
      /DATA_VALUE_INVALID: row 2 .*column "x"/,
      one,
    ],
    [
      "an ending that is not known",
      () => simulate({ name: "x", rows: () => [{ y: 1 }] }),
      /DATA_COLUMN_MISSING: simulator "x" makes no column "x"/,
      one,
    ],
    [
      "a simulator that makes NaN",
      () => simulate({ name: "x", rows: () => [{ x: 1 }, { x: Number.NaN }] }),
      /DATA_VALUE_INVALID: row 2 of x, column "x": NaN/,
      one,
    ],
    ["a simulator without rows", () => simulate({ name: "x", rows: () => [] }), /DATA_FILE_EMPTY/, one],
    ["a query that is none", () => sql({ query: "SELEC 1" }), /DATA_QUERY_FAILED: the query failed: .*syntax error/, one],
    ["a query without rows", () => sql({ query: "SELECT 1 AS x WHERE false" }), /DATA_FILE_EMPTY/, one],
    [
      "a query that reads outside its folder",
      () => sql({ folder, query: "SELECT 1 AS x FROM read_text('/etc/hostname')" }),
      /DATA_QUERY_FAILED.*only the files and the folder/,
      one,
    ],
    [
      "a query that climbs out of its folder",
      () => sql({ folder, query: "SELECT 1 AS x FROM read_text('{folder}/../../etc/hostname')" }),
      /DATA_QUERY_FAILED/,
      one,
    ],
    [
      "a query that wants the network",
      () => sql({ query: "SELECT * FROM read_csv('https://example.com/x.csv')" }),
      /DATA_QUERY_FAILED/,
      one,
    ],
    ["a query that is a command", () => sql({ folder, query: "COPY (SELECT 1) TO '{folder}/x.csv'" }), /DATA_QUERY_FAILED/, one],
    [
      "a query whose file is missing",
      () => sql({ folder, query: "SELECT * FROM read_csv('{folder}/nowhere.csv')" }),
      /DATA_FILE_MISSING.*nowhere\.csv/,
      one,
    ],
    [
      "a query over a folder that is a file",
      () => sql({ folder: file("f.csv", "x\n1\n"), query: "SELECT 1 AS x" }),
      /DATA_SETTINGS_INVALID/,
      one,
    ],
    ["a list where a number belongs", () => sql({ query: "SELECT [1, 2] AS x" }), /DATA_COLUMN_KIND: column "x" .*INTEGER\[\]/, one],
    [
      "a number where a date belongs",
      () => sql({ query: "SELECT 1532505600 AS x" }),
      /DATA_COLUMN_KIND.*seconds or milliseconds/,
      z.object({ x: z.date() }),
    ],
    ["NaN in a query", () => sql({ query: "SELECT 1.0 AS x UNION ALL SELECT 'nan'::DOUBLE" }), /DATA_VALUE_INVALID: row 2/, one],
    [
      "an integer beyond 2⁵³",
      () => sql({ query: "SELECT 9007199254740993 AS x" }),
      /DATA_VALUE_INVALID: row 1 .*beyond ±2⁵³.*category/,
      one,
    ],
    [
      "a 2 where a boolean belongs",
      () => sql({ query: "SELECT 2 AS x" }),
      /DATA_VALUE_INVALID.*"2" is not true or false/,
      z.object({ x: z.boolean() }),
    ],
  ];
  test.each(cases)("%s", async (_, open, message, shape) => {
    expect(await refusal(open(), shape ?? orders)).toMatch(message);
  });

  test("a wrong type in row 10,000 is told with its row, column, value and fix, in each format", async () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => (i === 9_999 ? "ten" : String(i)));
    const message = /DATA_VALUE_INVALID: row 10000 of .*, column "x": "ten" is not a finite number\. Write it like 12\.5/;
    expect(await refusal(csv(file("wrong.csv", `x\n${lines.join("\n")}\n`)), one)).toMatch(message);
    expect(await refusal(csv(file("wrong.csv.gz", gzipSync(`x\n${lines.join("\n")}\n`))), one)).toMatch(message);
    expect(await refusal(jsonLines(file("wrong.jsonl", lines.map((x) => JSON.stringify({ x })).join("\n"))), one)).toMatch(message);
    const path = join(folder, "wrong.parquet");
    await write("SELECT CASE WHEN range = 9999 THEN 'ten' ELSE range::VARCHAR END AS x FROM range(20000)", path, "parquet");
    expect(await refusal(parquet(path), one)).toMatch(message);
  });

  test("an unknown ending is refused with the known ones", () => {
    expect(() => openFile("orders.xlsx")).toThrow(/DATA_FILE_UNKNOWN_TYPE.*orders\.xlsx.*\.csv, \.tsv/);
  });

  test.skipIf(process.getuid?.() === 0)("a file without read permission is told (skipped for root, who may read everything)", async () => {
    const path = file("secret.csv", "x\n1\n");
    chmodSync(path, 0o000);
    expect(await refusal(csv(path), one)).toMatch(/DATA_FILE_UNREADABLE.*EACCES.*chmod/);
  });
});

describe("a line without end", () => {
  const two = z.object({ a: z.number(), b: z.string() });
  beforeAll(() => {
    // A sparse file: 2 GB that take no room on disk.
    truncateSync(file("sparse.csv", `a,b\n1,x\n2,${"y".repeat(2 ** 21)}`), 2 ** 31);
    file("long.csv", `a,b\n1,x\n2,${"y".repeat(17 * 1024 * 1024)}\n3,z\n`);
    file("long.csv.gz", gzipSync(`a,b\n1,x\n2,${"y".repeat(17 * 1024 * 1024)}\n3,z\n`, { level: 1 }));
    // The engine's buffer for an object is twice the limit, and it refuses what does not fit there.
    file("long.jsonl", `{"a":1,"b":"x"}\n{"a":2,"b":"${"y".repeat(40 * 1024 * 1024)}"}\n`);
    file("longheader.csv", `${"a".repeat(17 * 1024 * 1024)}\n1\n`);
  });

  test.each(["long.csv", "long.csv.gz"])("%s: a line over 16 MiB is refused with its number", async (name) => {
    expect(await refusal(csv(join(folder, name)), two)).toMatch(/DATA_LINE_TOO_LONG: line 3 of file .* is longer than 16 MiB/);
  });

  test("in JSON lines and in a header too", async () => {
    expect(await refusal(jsonLines(join(folder, "long.jsonl")), two)).toMatch(/DATA_LINE_TOO_LONG: line 2/);
    expect(await refusal(csv(join(folder, "longheader.csv")), two)).toMatch(/DATA_LINE_TOO_LONG: line 1/);
  });

  test("a line of 2 GB is refused without holding it", async () => {
    const before = process.memoryUsage.rss();
    expect(await refusal(csv(join(folder, "sparse.csv")), two)).toMatch(/DATA_LINE_TOO_LONG: line 3/);
    expect(process.memoryUsage.rss() - before).toBeLessThan(600e6);
  });
});

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
