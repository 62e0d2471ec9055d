import { describe, expect, it } from "vitest";
import { random } from "../../kernels/index.ts";
import { days } from "../durations.ts";
import { Table } from "../tables/table.ts";
import { givenSplit } from "./given-split.ts";
import { groupedSplit } from "./grouped-split.ts";
import { randomSplit } from "./random-split.ts";
import type { SplitPlan } from "./split.ts";
import { stratifiedSplit } from "./stratified-split.ts";
import { timeSplit } from "./time-split.ts";

/** 1,000 rows in 100 days in an order of their own, 40 groups, a class of 5 %. */
const rows = 1000;
const table = new Table("t", {
  time: { kind: "timestamp", values: Float64Array.from({ length: rows }, (_, row) => ((row * 389) % rows) * days(0.1)) },
  group: { kind: "number", values: Float64Array.from({ length: rows }, (_, row) => (row * row) % 41) },
  rare: { kind: "boolean", values: Uint8Array.from({ length: rows }, (_, row) => Number(row % 20 === 0)) },
});
const shares = { validation: 0.2, test: 0.1 };
const plans: Readonly<Record<string, SplitPlan>> = {
  random: randomSplit(shares),
  stratified: stratifiedSplit({ by: "rare", ...shares }),
  grouped: groupedSplit({ by: "group", ...shares }),
  "time, shares and a gap": timeSplit({ time: "time", ...shares, delay: days(2) }),
  "time, windows": timeSplit({ time: "time", train: days(14), delay: days(3), test: days(7) }),
  given: givenSplit({ test: [5, 3, 999], validation: 0.25 }),
};

const numbers = (name: string, which: Int32Array): number[] => {
  const { values } = table.any(name) as { values: Float64Array };
  return [...which].map((row) => values[row] ?? Number.NaN);
};

describe("folds of every plan", () => {
  it.each(Object.entries(plans))("%s: hold no row of validation or test, and none on both sides", (_, plan) => {
    const split = plan.divide(table, 3);
    const kept = new Set([...split.validation, ...split.test]);
    for (const count of [1, 3]) {
      const folds = plan.folds(table, split, { count, seed: 3 });
      expect(folds.length).toBe(count);
      expect(plan.folds(table, split, { count, seed: 3 })).toEqual(folds);
      for (const { train, validation } of folds) {
        expect([...train, ...validation].some((row) => kept.has(row))).toBe(false);
        expect(new Set([...train, ...validation]).size).toBe(train.length + validation.length);
        expect([...train]).toEqual([...train].sort((a, b) => a - b));
      }
      const judged = folds.flatMap(({ validation }) => [...validation]);
      expect(new Set(judged).size).toBe(judged.length);
    }
  });

  it.each(["random", "stratified", "grouped", "given"])("%s: judge on every training row once", (name) => {
    const plan = plans[name] ?? randomSplit(shares);
    const split = plan.divide(table, 1);
    const judged = plan.folds(table, split, { count: 5, seed: 1 }).flatMap(({ validation }) => [...validation]);
    expect(judged.sort((a, b) => a - b)).toEqual([...split.train]);
  });
});

describe("folds", () => {
  it("keep the mix of classes where the plan is stratified", () => {
    const plan = stratifiedSplit({ by: "rare", ...shares });
    const folds = plan.folds(table, plan.divide(table, 1), { count: 5, seed: 1 });
    for (const { validation } of folds) expect(numbers("rare", validation).reduce((sum, value) => sum + value, 0)).toBe(7);
  });

  it("never divide a group where the plan does not", () => {
    const plan = groupedSplit({ by: "group", ...shares });
    for (const { train, validation } of plan.folds(table, plan.divide(table, 1), { count: 4, seed: 1 })) {
      const learned = new Set(numbers("group", train));
      expect(numbers("group", validation).some((group) => learned.has(group))).toBe(false);
    }
  });

  it("never divide what is to stay together where parts are given", () => {
    const plan = givenSplit({ test: [5, 3, 999], validation: 0.25 });
    const folds = plan.folds(table, plan.divide(table, 1), { count: 4, seed: 1, together: "group" });
    expect(folds).toHaveLength(4);
    for (const { train, validation } of folds) {
      const learned = new Set(numbers("group", train));
      expect(numbers("group", validation).some((group) => learned.has(group))).toBe(false);
    }
  });

  it("learn from the past with the plan's gap where time is divided", () => {
    for (const [plan, gap] of [
      [timeSplit({ time: "time", ...shares, delay: days(2) }), days(2)],
      [timeSplit({ time: "time", train: days(14), delay: days(3), test: days(7) }), days(3)],
    ] as const) {
      for (const { train, validation } of plan.folds(table, plan.divide(table, 1), { count: 3, seed: 1 })) {
        expect(Math.max(...numbers("time", train))).toBeLessThan(Math.min(...numbers("time", validation)) - gap + days(0.1));
      }
    }
  });

  it("step back by the test block, each with its window of training, where the plan has windows", () => {
    const plan = timeSplit({ time: "time", train: days(14), delay: days(3), test: days(7) });
    const split = plan.divide(table, 1);
    const starts = plan.folds(table, split, { count: 2, seed: 1 }).map(({ validation }) => Math.min(...numbers("time", validation)));
    const ladder = Math.min(...numbers("time", split.validation));
    expect(starts.map((start) => Math.round((ladder - start) / days(1)))).toEqual([7, 14]);
  });

  it("are fewer where the past does not reach, and an error where there is none", () => {
    const plan = timeSplit({ time: "time", train: days(14), delay: days(3), test: days(30) });
    const split = plan.divide(table, 1);
    expect(plan.folds(table, split, { count: 5, seed: 1 }).length).toBeLessThan(5);
    const two = table.slice(0, 2);
    const tiny = {
      train: Int32Array.of(0),
      validation: Int32Array.of(1),
      test: Int32Array.of(1),
      final: Int32Array.of(0),
      description: "",
    };
    expect(() => randomSplit(shares).folds(two, tiny, { count: 3, seed: random(1).integer(9) })).toThrow(/DATA_SPLIT_EMPTY/);
  });
});
