import { describe, expect, it } from "vitest";
import type { Backtest } from "../backtest.ts";
import { backtestSummary } from "./backtest-summary.ts";
import { textWidth } from "./text-width.ts";

const around = (value: number, radius: number): { value: number; low: number; high: number } => ({
  value,
  low: value - radius,
  high: value + radius,
});

const backtest: Backtest = {
  system: "demand",
  source: "days of a shop",
  simulated: true,
  metric: "mae",
  direction: "minimize",
  origins: [
    { from: "2020-01-01", until: "2021-01-01", learned: 12_345, judged: 365, scores: { constant: { mae: 2 }, ridge: { mae: 1 } } },
    { from: "2021-01-01", until: "2022-01-01", learned: 12_710, judged: 365, scores: { constant: { mae: 3 }, ridge: { mae: Number.NaN } } },
  ],
  mean: { constant: { mae: around(2.5, 0.5) }, ridge: { mae: around(1, 0) } },
  gain: { ridge: { over: "constant", difference: around(-1, 2) } },
};

describe("backtestSummary", () => {
  it("says first that rows are made up, then means with intervals, gains, and each origin", () => {
    const lines = backtestSummary(backtest, { colour: false, width: 100 }).split("\n");
    expect(lines[0]).toContain("Simulated data: days of a shop");
    expect(lines.find((line) => line.trimStart().startsWith("constant"))).toContain("2.500 [2.000, 3.000]");
    expect(lines.join(" ")).toContain("ridge against constant: −1.000 [−3.000, 1.000] in mae, which may be chance.");
    expect(lines.find((line) => line.includes("2020-01-01"))).toMatch(/12,345 +365 +2\.000? +1\.000?$/);
    expect(lines.find((line) => line.includes("2021-01-01"))).toMatch(/12,710 +365 +3\.000? +–$/);
  });

  it("never writes a line wider than the terminal", () => {
    for (const width of [40, 60, 120]) {
      for (const line of backtestSummary(backtest, { colour: false, width }).split("\n"))
        expect(textWidth(line)).toBeLessThanOrEqual(width);
    }
  });
});
