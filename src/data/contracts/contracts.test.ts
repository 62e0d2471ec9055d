import { describe, expect, expectTypeOf, test } from "vitest";
import { z } from "zod";
import { MillwrightError } from "../../errors/index.ts";
import type { Column } from "../tables/column.ts";
import { tableFromRows } from "../tables/from-rows.ts";
import { Table } from "../tables/table.ts";
import { brokenRules, checkContract } from "./check-contract.ts";
import { column } from "./columns.ts";
import type { RowOf } from "./row-schema.ts";
import { rowSchemaOf, withoutColumns } from "./row-schema-of.ts";

const row = z.object({
  amount: column.number({ minimum: 0, maximum: 100, unit: "EUR", maximumMissing: 0.5 }).nullable(),
  pieces: column.number({ integer: true, minimum: 1 }),
  size: column.oneOf(["small", "large"]),
  customer: column.category({ personal: "pseudonymise", unique: true }),
  note: column.text({ maximumLength: 5 }).nullable(),
  day: column.timestamp(),
  paid: column.boolean(),
});

function number(...values: number[]): Column {
  return { kind: "number", values: Float64Array.from(values) };
}

describe("rowSchemaOf", () => {
  test("reads kind, bounds, allowed values and meta of every column, through nullable", () => {
    expect(rowSchemaOf(row).columns).toEqual([
      {
        name: "amount",
        kind: "number",
        nullable: true,
        minimum: 0,
        aboveMinimum: false,
        maximum: 100,
        belowMaximum: false,
        unit: "EUR",
        maximumMissing: 0.5,
      },
      { name: "pieces", kind: "number", nullable: false, integer: true, minimum: 1, aboveMinimum: false },
      { name: "size", kind: "category", nullable: false, allowed: ["small", "large"] },
      { name: "customer", kind: "category", nullable: false, maximumLength: 256, personal: "pseudonymise", unique: true },
      { name: "note", kind: "text", nullable: true, maximumLength: 5 },
      { name: "day", kind: "timestamp", nullable: false },
      { name: "paid", kind: "boolean", nullable: false },
    ]);
  });

  test("reads plain zod types too, and what is said after the helper", () => {
    const plain = z.object({
      a: z.int().positive().optional(),
      b: z.string().min(2),
      c: z.enum(["x", "y"]).nullish(),
      d: z.literal(["p", "q"]),
      e: z.date().min(new Date(0)),
      f: z.boolean().default(false),
      g: column.number({ unit: "EUR" }).lt(5),
    });
    const rules = Object.fromEntries(rowSchemaOf(plain).columns.map((rule) => [rule.name, rule]));
    expect(rules["a"]).toMatchObject({ kind: "number", integer: true, minimum: 0, aboveMinimum: true, nullable: true, optional: true });
    expect(rules["b"]).toMatchObject({ kind: "text", minimumLength: 2 });
    expect(rules["c"]).toMatchObject({ kind: "category", allowed: ["x", "y"], nullable: true, optional: true });
    expect(rules["d"]).toMatchObject({ kind: "category", allowed: ["p", "q"] });
    expect(rules["e"]).toMatchObject({ kind: "timestamp", minimum: 0 });
    expect(rules["f"]).toMatchObject({ kind: "boolean", optional: true, nullable: false });
    expect(rules["g"]).toMatchObject({ kind: "number", unit: "EUR", maximum: 5, belowMaximum: true });
  });

  test("a type that no column can hold is refused by name", () => {
    expect(() => rowSchemaOf(z.object({ tags: z.array(z.string()) }))).toThrow(
      /DATA_SCHEMA_UNSUPPORTED: column "tags" has the zod type "array"/,
    );
    expect(() => rowSchemaOf(z.object({ level: z.literal(3) }))).toThrow(
      /DATA_SCHEMA_UNSUPPORTED: column "level" allows values that are not strings/,
    );
  });

  test("the row's type comes from the same object", () => {
    expectTypeOf<RowOf<typeof row>["size"]>().toEqualTypeOf<"small" | "large">();
    expectTypeOf<RowOf<typeof row>["amount"]>().toEqualTypeOf<number | null>();
  });

  test("withoutColumns leaves columns out of rules and shape", () => {
    const fewer = withoutColumns(rowSchemaOf(row), ["amount", "day"]);
    expect(fewer.columns.map((rule) => rule.name)).toEqual(["pieces", "size", "customer", "note", "paid"]);
    expect(Object.keys(fewer.shape.shape)).toEqual(["pieces", "size", "customer", "note", "paid"]);
  });
});

describe("checkContract", () => {
  const schema = rowSchemaOf(row);
  const good = { amount: 3, pieces: 1, size: "small", customer: "a", note: "fine", day: "2018-07-25", paid: true };

  test("passes rows that keep every rule", () => {
    const table = tableFromRows("orders", schema, [good, { ...good, customer: "b", amount: null, note: null }]);
    expect(() => checkContract(table, schema)).not.toThrow();
  });

  test("says in one error, for every broken rule, which column, how many rows and three of them", () => {
    const rows = [
      good,
      { ...good, customer: "b", amount: -1, pieces: 1.5, size: "huge", note: "too long", paid: null },
      { ...good, customer: "b", amount: 101, pieces: 0, size: "huge", day: null },
      { ...good, customer: "c", amount: -2, size: "tiny" },
      { ...good, customer: "d", amount: -3 },
      { ...good, customer: "e", amount: -4 },
    ];
    let message = "";
    try {
      checkContract(tableFromRows("orders", schema, rows), schema);
    } catch (error) {
      expect(error).toBeInstanceOf(MillwrightError);
      message = (error as Error).message;
    }
    for (const line of [
      'DATA_CONTRACT_BROKEN: table "orders" (6 rows) breaks 9 rules of its row:',
      'column "amount" must be ≥ 0: broken in 4 rows (row 2: -1; row 4: -2; row 5: -3; …)',
      'column "amount" must be ≤ 100: broken in 1 row (row 3: 101)',
      'column "pieces" must be ≥ 1: broken in 1 row (row 3: 0)',
      'column "pieces" must be a whole number: broken in 1 row (row 2: 1.5)',
      'column "size" must be one of small, large: broken in 3 rows (row 2: "huge"; row 3: "huge"; row 4: "tiny")',
      'column "customer" must be unique: broken in 1 row (row 3: "b")',
      'column "note" must be at most 5 characters: broken in 1 row (row 2: "too long")',
      'column "day" must be not missing: broken in 1 row (row 3: missing)',
      'column "paid" must be not missing: broken in 1 row (row 2: missing)',
    ]) {
      expect(message).toContain(line);
    }
  });

  test("a share of missing values is allowed up to its limit", () => {
    const limited = rowSchemaOf(z.object({ x: column.number({ maximumMissing: 0.5 }).nullable() }));
    const table = (...values: number[]): Table => new Table("t", { x: number(...values) });
    expect(brokenRules(table(1, Number.NaN), limited)).toEqual([]);
    expect(brokenRules(table(1, Number.NaN, Number.NaN), limited)).toMatchObject([{ rule: "at most 50 % missing", rows: 2 }]);
  });

  test("bounds that are not included, dates and infinity are held", () => {
    const bounded = rowSchemaOf(z.object({ x: z.number().gt(0).lt(1), day: z.date().max(new Date("2018-07-25")) }));
    const table = new Table("t", {
      x: number(0, 1, 0.5, Number.POSITIVE_INFINITY),
      day: { kind: "timestamp", values: Float64Array.of(0, 0, 0, Date.UTC(2020, 0)) },
    });
    expect(brokenRules(table, bounded).map(({ rule, rows }) => [rule, rows])).toEqual([
      ["finite", 1],
      ["> 0", 1],
      ["< 1", 2],
      ["≤ 2018-07-25T00:00:00.000Z", 1],
    ]);
  });

  test("a missing column and a column of another kind are broken rules, an absent optional one is not", () => {
    const two = rowSchemaOf(z.object({ x: z.number(), y: z.number(), z: z.number().optional() }));
    const table = new Table("t", { y: { kind: "boolean", values: Uint8Array.of(1) } });
    expect(brokenRules(table, two).map(({ column: name, rule }) => [name, rule])).toEqual([
      ["x", "there"],
      ["y", "number (it holds boolean)"],
    ]);
  });

  test("shows the first ten rules of many", () => {
    const many = rowSchemaOf(z.object(Object.fromEntries(Array.from({ length: 13 }, (_, i) => [`c${i}`, z.number().min(1)]))));
    const table = new Table("t", Object.fromEntries(Array.from({ length: 13 }, (_, i) => [`c${i}`, number(0)])));
    expect(() => checkContract(table, many)).toThrow(/breaks 13 rules[\s\S]*column "c9"[\s\S]*and 3 more/);
    expect(() => checkContract(table, many)).not.toThrow(/column "c10"/);
  });
});
