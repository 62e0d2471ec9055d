import { describe, expect, it } from "vitest";
import { days } from "../durations.ts";
import { Table } from "../tables/table.ts";
import { rollingOrigins } from "./rolling-origins.ts";

const tableAt = (...values: number[]): Table => new Table("t", { t: { kind: "number", values: Float64Array.from(values) } });

describe("rollingOrigins", () => {
  it("learns from what was known at each origin and judges up to the next, whatever the order of the rows", () => {
    const { origins } = rollingOrigins(tableAt(9, 0, 1, 2, 3, 4, 5), { time: "t", from: 3, every: 2, delay: 1 });
    expect(origins.map(({ from, learned, judged }) => [from, [...learned], [...judged]])).toEqual([
      [3, [1, 2], [4, 5]],
      [5, [1, 2, 3, 4], [6]],
      [9, [1, 2, 3, 4, 5, 6], [0]],
    ]);
  });

  it("never learns from a row whose label arrives after the origin", () => {
    const dates = Array.from({ length: 40 }, (_, month) => Date.UTC(2020, month + 1, 0));
    const table = new Table("t", { t: { kind: "timestamp", values: Float64Array.from(dates) } });
    const { origins } = rollingOrigins(table, { time: "t", from: "2021-07-01", every: days(90), delay: days(365) });
    for (const { from, learned, judged } of origins) {
      for (const row of learned) expect((dates[row] ?? 0) + days(365)).toBeLessThan(from);
      for (const row of judged) expect(dates[row]).toBeGreaterThanOrEqual(from);
    }
  });

  it("refuses origins before anything was known, after everything, and steps of no length", () => {
    const table = tableAt(0, 1, 2);
    expect(() => rollingOrigins(table, { time: "t", from: 0, every: 1 })).toThrow("DATA_SPLIT_EMPTY");
    expect(() => rollingOrigins(table, { time: "t", from: 7, every: 1 })).toThrow("DATA_SPLIT_EMPTY");
    expect(() => rollingOrigins(table, { time: "t", from: 1, every: 0 })).toThrow("DATA_SETTINGS_INVALID");
  });
});
