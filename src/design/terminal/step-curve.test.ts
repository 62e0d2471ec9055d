import { describe, expect, it } from "vitest";
import { stepCurve } from "./step-curve.ts";

describe("a curve of steps", () => {
  it("goes down where the values do, between the largest and the smallest", () => {
    expect(stepCurve([3, 2, 2, 1], { width: 20, height: 3, decimals: 0 })).toEqual(["3 ┤─╮", "  ┤ ╰─╮", "1 ┤   ╰"]);
  });

  it("goes up, crosses lines and begins where the first value is known", () => {
    expect(stepCurve([Number.NaN, 0, 4], { width: 20, height: 3, decimals: 0 })).toEqual(["4 ┤  ╭", "  ┤  │", "0 ┤ ─╯"]);
  });

  it("fits many values into its width and draws nothing without a value", () => {
    const lines = stepCurve(
      Array.from({ length: 1000 }, (_, at) => -at),
      { width: 30, height: 4, decimals: 0 },
    );
    expect(lines.every((line) => line.length <= 30)).toBe(true);
    expect(stepCurve([5, 5, 5], { width: 30, height: 4, decimals: 0 })).toEqual(["5 ┤───"]);
    expect(stepCurve([Number.NaN], { width: 30, height: 4, decimals: 0 })).toEqual([]);
  });
});
