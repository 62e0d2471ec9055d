import { describe, expect, it } from "vitest";
import { z } from "zod";
import { column, days, numeric, simulate, timeSplit } from "../data/index.ts";
import { random } from "../kernels/index.ts";
import { candidate, intervalCoverage, mae, regression, ridge } from "../modeling/index.ts";
import { type AnySystem, defineSystem } from "../system/index.ts";
import { backtest } from "./backtest.ts";
import { churnSystem, customers } from "./fixtures/churn-system.ts";

const first = Date.UTC(2020, 0, 1);

/** A day's demand, twice what was ordered plus unit noise; from the 200th day on three times. */
function demand(): { day: Date; ordered: number; sold: number }[] {
  const rng = random(4);
  return Array.from({ length: 400 }, (_, day) => {
    const ordered = 10 * rng.next();
    return { day: new Date(first + days(day)), ordered, sold: (day < 200 ? 2 : 3) * ordered + rng.normal() };
  });
}

const system: AnySystem = defineSystem({
  name: "demand",
  title: "Demand",
  row: z.object({ day: column.timestamp(), ordered: column.number(), sold: column.number() }),
  setup: { goal: "Know it.", requirements: [] },
  data: {
    sample: () => simulate({ name: "days", rows: demand }),
    split: timeSplit({ time: "day", validation: 0.2, test: 0.2 }),
    backtest: { time: "day", from: "2020-02-20", every: days(50), delay: days(20) },
  },
  modeling: {
    task: regression({ target: "sold", metrics: [mae, intervalCoverage] }),
    heuristics: { "twice as many as ordered": (row) => 2 * row.ordered },
    candidates: [candidate("ridge", { features: [numeric("ordered")], estimator: ridge({ penalty: 0.01 }) })],
    intervalCoverage: 0.9,
  },
});

describe("backtest", () => {
  it("learns anew at each origin from what was known, and judges everyone on what followed", async () => {
    const found = await backtest(system, { source: system.data.sample(0), seed: 1 });
    expect(found.origins.map(({ from, learned, judged }) => [from, learned, judged])).toEqual([
      ["2020-02-20", 30, 50],
      ["2020-04-10", 80, 50],
      ["2020-05-30", 130, 50],
      ["2020-07-19", 180, 50],
      ["2020-09-07", 230, 50],
      ["2020-10-27", 280, 50],
      ["2020-12-16", 330, 50],
    ]);
    const errors = found.origins.map(({ scores }) => scores["ridge"]?.["mae"] ?? Number.NaN);
    // Unit noise has a mean absolute value of 0.8; the change of day 200 was not known at the origin before it.
    for (const before of [0, 1, 2]) expect(errors[before]).toBeCloseTo(0.8, 0);
    expect(errors[3]).toBeGreaterThan(4);
    expect(found.gain["ridge"]?.over).toBe("twice as many as ordered");
    expect(found.mean["ridge"]?.["mae"]?.value).toBeGreaterThan(0.8);
  });

  it("takes intervals from earlier origins only: none at the first, too narrow where the world changes", async () => {
    const { origins } = await backtest(system, { source: system.data.sample(0), seed: 1 });
    const coverage = origins.map(({ scores }) => scores["ridge"]?.["interval_coverage"] ?? Number.NaN);
    expect(coverage[0]).toBeNaN();
    expect(coverage[1]).toBeGreaterThan(0.75);
    expect(coverage[3]).toBeLessThan(0.5);
  });

  it("gives equal bits for equal seeds", async () => {
    const once = await backtest(system, { source: system.data.sample(0), seed: 1 });
    expect(await backtest(system, { source: system.data.sample(0), seed: 1 })).toEqual(once);
  });

  it("refuses a system without moments in the past, and unknown candidates", async () => {
    await expect(backtest(churnSystem, { source: customers(1), seed: 1 })).rejects.toThrow("MILL_NO_BACKTEST");
    await expect(backtest(system, { source: system.data.sample(0), seed: 1, only: ["rigde"] })).rejects.toThrow("MILL_CANDIDATE_UNKNOWN");
  });
});
