import { describe, expect, test } from "vitest";
import { z } from "zod";
import { column } from "../contracts/columns.ts";
import { rowSchemaOf } from "../contracts/row-schema-of.ts";
import { concatenate } from "./concatenate.ts";
import { tableFromRows } from "./from-rows.ts";
import { Table } from "./table.ts";

const schema = rowSchemaOf(
  z.object({
    n: z.number().nullable(),
    c: column.category().nullable(),
    t: z.string().nullable(),
    d: z.date().nullable(),
    b: z.boolean().nullable(),
  }),
);
const rows = [
  { n: 1, c: "x", t: "one", d: new Date(5), b: true },
  { n: null, c: null, t: null, d: null, b: null },
  { n: 3, c: "y", t: "three", d: new Date(7), b: false },
];
const table = tableFromRows("rows", schema, rows);

describe("Table", () => {
  test("rows go in and come out the same", () => {
    expect(rows.map((_, at) => table.row(at))).toEqual(rows);
  });

  test("take copies rows in the order asked for, slice shares memory", () => {
    expect(table.take(Int32Array.of(2, 0, 2)).row(0)).toEqual(rows[2]);
    expect(table.take(Int32Array.of(2, 0, 2)).rows).toBe(3);
    const tail = table.slice(1, 99);
    expect([tail.rows, tail.row(1)]).toEqual([2, rows[2]]);
    expect(tail.column("n", "number").values.buffer).toBe(table.column("n", "number").values.buffer);
  });

  test("with, select and without give new tables", () => {
    const wider = table.with({ extra: { kind: "number", values: Float64Array.of(1, 2, 3) } });
    expect(wider.names).toEqual(["n", "c", "t", "d", "b", "extra"]);
    expect(wider.select(["extra", "n"]).names).toEqual(["extra", "n"]);
    expect(wider.without(["n", "c"]).names).toEqual(["t", "d", "b", "extra"]);
    expect(table.names).toEqual(["n", "c", "t", "d", "b"]);
  });

  test("a misspelt column, another kind and columns of different lengths are refused", () => {
    expect(() => table.any("nn")).toThrow(/DATA_COLUMN_MISSING: table "rows" has no column "nn"\. Did you mean "n"\?/);
    expect(() => table.column("n", "text")).toThrow(/DATA_COLUMN_KIND: column "n" of table "rows" holds number, not text/);
    const uneven = { a: { kind: "number", values: Float64Array.of(1) }, b: { kind: "number", values: Float64Array.of(1, 2) } } as const;
    expect(() => new Table("t", uneven)).toThrow(/DATA_LENGTH_MISMATCH: column "b" of table "t" has 2 rows, the first column has 1/);
  });
});

describe("tableFromRows", () => {
  test("accepts decimals and dates as text, 0 and 1 as booleans, numbers as categories", () => {
    const loose = tableFromRows("t", schema, [{ n: "1.50", c: 7, t: 8n, d: "2018-07-25 10:00:00+02", b: 0 }]);
    expect(loose.row(0)).toEqual({ n: 1.5, c: "7", t: "8", d: new Date("2018-07-25T08:00:00Z"), b: false });
    const moments = {
      "2018-07-25": 0,
      "2018-07-25T10:00": 10,
      "2018-07-25 10:00:00.000Z": 10,
      "2018-07-25T10:00:00+0200": 8,
      "2018-07-25T10:00-03:00": 13,
    };
    for (const [text, hour] of Object.entries(moments)) {
      expect(tableFromRows("t", schema, [{ d: text }]).row(0)["d"]).toEqual(new Date(Date.UTC(2018, 6, 25, hour)));
    }
  });

  test.each([
    [{ n: Number.NaN }, /row 1 of t, column "n": NaN is not a finite number/],
    [{ n: Number.POSITIVE_INFINITY }, /column "n": Infinity/],
    [{ n: "twelve" }, /column "n": "twelve" is not a finite number/],
    [{ n: true }, /column "n": true is not a finite number/],
    [{ n: 2n ** 60n }, /column "n"/],
    [{ d: "25.7.2018" }, /column "d": "25.7.2018" is not a Date or an ISO 8601 date/],
    [{ d: "2018-13-01" }, /column "d"/],
    [{ d: new Date(Number.NaN) }, /column "d"/],
    [{ b: 2 }, /column "b": 2 is not true or false/],
    [{ c: {} }, /column "c"/],
    [{ t: ["a"] }, /column "t"/],
  ])("refuses %o", (wrong, message) => {
    expect(() => tableFromRows("t", schema, [wrong])).toThrow(message);
    expect(() => tableFromRows("t", schema, [wrong])).toThrow(/DATA_VALUE_INVALID/);
  });
});

describe("concatenate", () => {
  test("puts tables with other dictionaries one below the other", () => {
    const other = tableFromRows("more", schema, [{ n: 9, c: "y", t: "t", d: new Date(1), b: true }, rows[0] ?? {}]);
    const all = concatenate("all", [table, other]);
    expect(Array.from({ length: all.rows }, (_, at) => all.row(at))).toEqual([...rows, other.row(0), rows[0]]);
  });
});
