import { chmodSync, mkdirSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { RowShape } from "../contracts/row-schema.ts";
import { csv } from "./csv.ts";
import { file, folder, header, orders, refusal, twoRows, write } from "./fixtures/orders.ts";
import { jsonLines } from "./json-lines.ts";
import { openFile } from "./open-file.ts";
import { parquet } from "./parquet.ts";
import { simulate } from "./simulate.ts";
import type { Source } from "./source.ts";
import { sql } from "./sql.ts";

describe("bad input has its own code, and says where and what to do", () => {
  const one = z.object({ x: z.number() });
  // For the suggestion of a name.
  beforeAll(() => void file("orders.csv", twoRows));
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
