import fc from "fast-check";
import { describe, expect, expectTypeOf, test } from "vitest";
import { days, hours } from "../durations.ts";
import type { Column } from "../tables/column.ts";
import { Table } from "../tables/table.ts";
import { givenSplit } from "./given-split.ts";
import { groupedSplit } from "./grouped-split.ts";
import { randomSplit } from "./random-split.ts";
import type { Split, SplitPlan } from "./split.ts";
import { stratifiedSplit } from "./stratified-split.ts";
import { timeSplit } from "./time-split.ts";

function category(values: readonly (string | null)[]): Column {
  const dictionary = [...new Set(values)].filter((value) => value !== null);
  return { kind: "category", codes: Int32Array.from(values, (value) => (value === null ? -1 : dictionary.indexOf(value))), dictionary };
}

function times(values: readonly number[]): Column {
  return { kind: "timestamp", values: Float64Array.from(values) };
}

/** 1,000 rows over 100 days in an order of their own, 40 groups, a rare class. */
const n = 1000;
const table = new Table("t", {
  time: times(Array.from({ length: n }, (_, row) => ((row * 389) % n) * hours(2.4))),
  group: category(Array.from({ length: n }, (_, row) => (row % 50 === 7 ? null : `g${(row * row) % 41}`))),
  label: { kind: "boolean", values: Uint8Array.from({ length: n }, (_, row) => Number(row % 20 === 0)) },
  price: { kind: "number", values: Float64Array.from({ length: n }, (_, row) => (row * 7919) % 997) },
  fold: category(Array.from({ length: n }, (_, row) => ["train", "train", "Dev", "TEST", "unused"][row % 5] ?? null)),
});
const shares = { validation: 0.2, test: 0.1 };
const plans: Record<string, SplitPlan> = {
  random: randomSplit(shares),
  stratified: stratifiedSplit({ by: "label", ...shares }),
  "stratified by a number": stratifiedSplit({ by: "price", ...shares }),
  grouped: groupedSplit({ by: "group", ...shares }),
  "time, shares": timeSplit({ time: "time", ...shares }),
  "time, shares and a gap": timeSplit({ time: "time", ...shares, delay: days(5) }),
  "time, from a date": timeSplit({ time: "time", testFrom: "1970-03-01", validation: 0.2 }),
  "time, windows": timeSplit({ time: "time", train: days(14), delay: days(3), test: days(7) }),
  "given rows": givenSplit({ test: [5, 3, 999], validation: 0.25 }),
  "given column": givenSplit({ column: "fold" }),
};

function ascends(rows: Int32Array): boolean {
  return rows.every((row, at) => at === 0 || row > (rows[at - 1] ?? row));
}

const at = (name: string, rows: Int32Array): number[] =>
  [...rows].map((row) => (table.any(name) as { values: Float64Array }).values[row] ?? Number.NaN);

describe("every plan", () => {
  test.each(Object.entries(plans))("%s: parts are disjoint, ascending, not empty, and the same for the same seed", (_, plan) => {
    const split = plan.divide(table, 3);
    const all = [...split.train, ...split.validation, ...split.test];
    expect(new Set(all).size).toBe(all.length);
    for (const rows of [split.train, split.validation, split.test, split.final]) {
      expect(rows.length).toBeGreaterThan(0);
      expect(ascends(rows)).toBe(true);
    }
    const test = new Set(split.test);
    expect(split.final.some((row) => test.has(row))).toBe(false);
    expect(plan.divide(table, 3)).toEqual(split);
    expect(split.description).toMatch(/^[A-Z].*\.$/);
  });

  test("says which columns it reads, and the type knows them", () => {
    expect(groupedSplit({ by: "group", ...shares }).columns).toEqual(["group"]);
    expect(timeSplit({ time: "time", train: 1, test: 1, dropKnown: { entity: "group", label: "label" } }).columns).toEqual([
      "time",
      "group",
      "label",
    ]);
    expectTypeOf(stratifiedSplit({ by: "label", ...shares })).toEqualTypeOf<SplitPlan<"label">>();
    expectTypeOf(timeSplit({ time: "time", ...shares })).toEqualTypeOf<SplitPlan<"time">>();
    expectTypeOf(randomSplit(shares)).toExtend<SplitPlan<"any column">>();
  });

  test("a part without rows is refused with the counts", () => {
    const few = table.take(Int32Array.of(0, 1));
    expect(() => randomSplit(shares).divide(few, 0)).toThrow(
      /DATA_SPLIT_EMPTY: the split leaves validation without rows \(2 rows: train 2, validation 0, test 0/,
    );
    expect(() => timeSplit({ time: "time", testFrom: "2030-01-01", validation: 0.2 }).divide(table, 0)).toThrow(
      /DATA_SPLIT_EMPTY.*test without rows/,
    );
    expect(() => timeSplit({ time: "time", testFrom: "1960-01-01", validation: 0.2 }).divide(table, 0)).toThrow(/DATA_SPLIT_EMPTY/);
    expect(() => groupedSplit({ by: "one", ...shares }).divide(new Table("t", { one: category(["a", "a"]) }), 0)).toThrow(
      /DATA_SPLIT_EMPTY/,
    );
  });

  test("shares outside (0, 1) and shares that leave nothing are refused", () => {
    expect(() => randomSplit({ validation: 0, test: 0.1 })).toThrow(/DATA_SETTINGS_INVALID.*validation share is 0/);
    expect(() => stratifiedSplit({ by: "x", validation: 0.5, test: 0.5 })).toThrow(/DATA_SETTINGS_INVALID.*leave nothing/);
    expect(() => givenSplit({ test: [1], validation: 20 })).toThrow(/DATA_SETTINGS_INVALID/);
    expect(() => randomSplit(shares).divide(new Table("t", {}), 0)).toThrow(/DATA_SPLIT_EMPTY/);
  });
});

describe("randomSplit", () => {
  test("has the shares asked for, and another division for another seed", () => {
    const split = randomSplit(shares).divide(table, 1);
    expect([split.train.length, split.validation.length, split.test.length]).toEqual([700, 200, 100]);
    expect(randomSplit(shares).divide(table, 2).test).not.toEqual(split.test);
    expect(split.final.length).toBe(900);
  });
});

describe("stratifiedSplit", () => {
  test("gives every part the same share of each class", () => {
    const split = stratifiedSplit({ by: "label", ...shares }).divide(table, 1);
    const positives = [split.train, split.validation, split.test].map((rows) => at("label", rows).filter((value) => value === 1).length);
    expect(positives).toEqual([35, 10, 5]);
  });

  test("of a number with many values gives every part the same distribution", () => {
    const split = stratifiedSplit({ by: "price", ...shares }).divide(table, 1);
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(at("price", split.test))).toBeGreaterThan(460);
    expect(mean(at("price", split.test))).toBeLessThan(540);
  });
});

describe("groupedSplit", () => {
  test("never divides a group; shares are met about", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 200, maxLength: 300 }), fc.nat(), (groups, seed) => {
        const rows = new Table("t", { g: category(groups.map(String)) });
        const split = groupedSplit({ by: "g", validation: 0.25, test: 0.25 }).divide(rows, seed);
        const parts = [split.train, split.validation, split.test].map((part) => new Set([...part].map((row) => groups[row])));
        const [a = new Set(), b = new Set(), c = new Set()] = parts;
        expect(a.isDisjointFrom(b) && a.isDisjointFrom(c) && b.isDisjointFrom(c)).toBe(true);
        expect(Math.abs(split.test.length / groups.length - 0.25)).toBeLessThan(0.1);
      }),
      { numRuns: 30 },
    );
  });
});

describe("givenSplit", () => {
  test("takes row lists as they are, in any order", () => {
    const split = givenSplit({ test: [5, 3], validation: Int32Array.of(0, 9) }).divide(table, 0);
    expect([[...split.test], [...split.validation], split.train.length]).toEqual([[3, 5], [0, 9], 996]);
  });

  test("takes a column's word, leaves other rows out, and draws validation where it names none", () => {
    const split = givenSplit({ column: "fold" }).divide(table, 0);
    expect([split.train.length, split.validation.length, split.test.length]).toEqual([400, 200, 200]);
    const two = new Table("t", { part: category(Array.from({ length: 100 }, (_, row) => (row < 80 ? "train" : "test"))) });
    expect(givenSplit({ column: "part", validation: 0.25 }).divide(two, 0).validation.length).toBe(20);
    expect(() => givenSplit({ column: "part" }).divide(two, 0)).toThrow(/DATA_SPLIT_EMPTY.*validation/);
  });

  test("rows that are not there, or twice, are refused", () => {
    expect(() => givenSplit({ test: [1000], validation: 0.2 }).divide(table, 0)).toThrow(
      /DATA_SPLIT_ROWS_INVALID: row 1000 of the test rows is not in the table/,
    );
    expect(() => givenSplit({ test: [1, 1], validation: 0.2 }).divide(table, 0)).toThrow(/DATA_SPLIT_ROWS_INVALID: row 1 .*twice/);
    expect(() => givenSplit({ test: [1], validation: [1] }).divide(table, 0)).toThrow(
      /DATA_SPLIT_ROWS_INVALID: row 1 of the validation rows is in the lists twice/,
    );
  });
});

describe("timeSplit", () => {
  const bounds = (split: Split, part: "train" | "validation" | "test" | "final"): [number, number] => {
    const moments = at("time", split[part]);
    return [Math.min(...moments), Math.max(...moments)];
  };

  test("by shares: the last rows are judged on, whatever their order in the table", () => {
    const split = timeSplit({ time: "time", ...shares }).divide(table, 0);
    expect([split.train.length, split.validation.length, split.test.length, split.final.length]).toEqual([700, 200, 100, 900]);
    expect(bounds(split, "train")[1]).toBeLessThan(bounds(split, "validation")[0]);
    expect(bounds(split, "validation")[1]).toBeLessThan(bounds(split, "test")[0]);
  });

  test("a gap keeps rows whose labels have not arrived out of what is learned from", () => {
    const split = timeSplit({ time: "time", ...shares, delay: days(5) }).divide(table, 0);
    expect(bounds(split, "validation")[0] - bounds(split, "train")[1]).toBeGreaterThan(days(5));
    expect(bounds(split, "test")[0] - bounds(split, "final")[1]).toBeGreaterThan(days(5));
    expect([split.validation.length, split.test.length]).toEqual([200, 100]);
  });

  test("rows of one moment are in one part", () => {
    const ties = new Table("t", { time: { kind: "number", values: Float64Array.from({ length: 100 }, (_, row) => Math.floor(row / 7)) } });
    const split = timeSplit({ time: "time", validation: 0.3, test: 0.3 }).divide(ties, 0);
    const moments = [split.train, split.validation, split.test].map((rows) => new Set([...rows].map((row) => Math.floor(row / 7))));
    expect((moments[0] ?? new Set()).isDisjointFrom(moments[1] ?? new Set())).toBe(true);
    expect((moments[1] ?? new Set()).isDisjointFrom(moments[2] ?? new Set())).toBe(true);
  });

  test("from a date: everything before it is for learning and choosing, its last part for choosing", () => {
    const split = timeSplit({ time: "time", testFrom: "1970-03-01", validation: 0.2 }).divide(table, 0);
    const start = Date.UTC(1970, 2, 1);
    expect(bounds(split, "final")[1]).toBeLessThan(start);
    expect(bounds(split, "test")[0]).toBe(start);
    expect(split.final.length + split.test.length).toBe(n);
    expect(split.validation.length / split.final.length).toBeCloseTo(0.2, 2);
    const from = timeSplit({ time: "time", testFrom: "1970-03-01", testUntil: "1970-03-08", validation: { from: "1970-02-20" } }).divide(
      table,
      0,
    );
    expect(bounds(from, "validation")[0]).toBe(Date.UTC(1970, 1, 20));
    expect(from.test.length).toBe(70);
  });

  test("windows: learn a week, wait a week, predict a week; chosen on the latest earlier block whose labels are known", () => {
    const split = timeSplit({ time: "time", train: days(7), delay: days(7), test: days(7), testFrom: "1970-03-20" }).divide(table, 0);
    const day = (month: number, date: number): number => Date.UTC(1970, month - 1, date);
    const inside = ([from, to]: [number, number], start: number, end: number): boolean =>
      from >= start && from < start + days(1) && to < end && to >= end - days(1);
    expect(inside(bounds(split, "test"), day(3, 20), day(3, 27))).toBe(true);
    expect(inside(bounds(split, "final"), day(3, 6), day(3, 13))).toBe(true);
    expect(inside(bounds(split, "validation"), day(3, 6), day(3, 13))).toBe(true);
    expect(inside(bounds(split, "train"), day(2, 20), day(2, 27))).toBe(true);
    expect(split.final).toEqual(split.validation);
  });

  test("windows end with the last row's day unless told", () => {
    const split = timeSplit({ time: "time", train: days(14), test: days(7) }).divide(table, 0);
    expect(bounds(split, "test")).toEqual([days(93), days(100) - hours(2.4)]);
    expect(bounds(split, "validation")).toEqual([days(86), days(93) - hours(2.4)]);
  });

  test("dropKnown leaves out entities with a true label that has arrived by the row's day", () => {
    const day = (number: number, hour = 0): number => days(number) + hours(hour);
    // train [0, 2), a delay of 2 days, test [4, 6), which is also where the table ends; the block before that chooses.
    const rows: [string, number, number][] = [
      ["first", day(-3), 1],
      ["other", day(-1), 0],
      ["known", day(0, 5), 1],
      ["known", day(4, 3), 0],
      ["learned on day 2", day(2, 1), 1],
      ["learned on day 2", day(4, 23), 0],
      ["learned on day 2", day(5, 0), 0],
      ["too late", day(3, 1), 1],
      ["too late", day(5, 23), 0],
      ["before the training", day(-1), 1],
      ["before the training", day(4, 1), 0],
      ["end of the training", day(1, 23), 1],
      ["end of the training", day(4, 0), 0],
      ["honest", day(0, 1), 0],
      ["honest", day(5, 1), 1],
      ["start", day(-4), 0],
    ];
    const cards = new Table("cards", {
      card: category(rows.map(([card]) => card)),
      time: times(rows.map(([, time]) => time)),
      fraud: { kind: "boolean", values: Uint8Array.from(rows, ([, , fraud]) => fraud) },
    });
    const plan = timeSplit({ time: "time", train: days(2), delay: days(2), test: days(2), dropKnown: { entity: "card", label: "fraud" } });
    const { test: judged } = plan.divide(cards, 0);
    expect([...judged].map((row) => `${rows[row]?.[0]} ${(rows[row]?.[1] ?? 0) / hours(1)}`)).toEqual([
      "learned on day 2 119",
      "too late 143",
      "before the training 97",
      "honest 121",
    ]);
  });

  test("missing times, text for times, and settings that are no time are refused", () => {
    const holes = new Table("t", { time: times([1, Number.NaN, 3, Number.NaN]), word: { kind: "text", values: ["a", "b", "c", "d"] } });
    expect(() => timeSplit({ time: "time", ...shares }).divide(holes, 0)).toThrow(
      /DATA_SPLIT_TIME_MISSING: 2 of 4 rows have no "time" \(row 2, 4\)/,
    );
    expect(() => timeSplit({ time: "word", ...shares }).divide(holes, 0)).toThrow(/DATA_COLUMN_KIND/);
    expect(() => timeSplit({ time: "tine", ...shares }).divide(holes, 0)).toThrow(/DATA_COLUMN_MISSING.*Did you mean "time"/);
    expect(() => timeSplit({ time: "time", testFrom: "8.8.2018", validation: 0.2 })).toThrow(
      /DATA_SETTINGS_INVALID.*"8\.8\.2018", which is no date/,
    );
    expect(() => timeSplit({ time: "time", train: days(7), test: 0.2 })).toThrow(/DATA_SETTINGS_INVALID.*share of the rows goes with/);
    expect(() => timeSplit({ time: "time", train: days(7), test: days(7), delay: -1 })).toThrow(/DATA_SETTINGS_INVALID/);
  });
});
