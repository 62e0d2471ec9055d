import { describe, expect, it } from "vitest";
import { random } from "../../kernels/index.ts";
import { searchOptimism, standardErrorOf } from "./search-noise.ts";

describe("the standard error over folds", () => {
  it("is the deviation of the folds over the root of their number", () => {
    expect(standardErrorOf([1, 2, 3, 4])).toBeCloseTo(Math.sqrt(5 / 3 / 4), 12);
    expect(standardErrorOf([1])).toBe(0);
  });
});

describe("the optimism of a search", () => {
  it("is nothing where one trial is best on every fold", () => {
    const all = [
      [1, 2, 3],
      [2, 3, 4],
      [5, 6, 7],
    ];
    expect(searchOptimism(all, [1, 2, 3], "minimize")).toEqual({ value: 0, corrected: 2 });
    expect(searchOptimism([[1, 2]], [1, 2], "minimize")?.value).toBe(0);
    expect(searchOptimism([[1]], [1], "minimize")).toBeUndefined();
  });

  it("takes out what 100 trials of pure noise win by luck, in either direction", () => {
    for (const direction of ["minimize", "maximize"] as const) {
      const sign = direction === "minimize" ? 1 : -1;
      const gains: number[] = [];
      const left: number[] = [];
      for (let study = 0; study < 40; study++) {
        const stream = random(study);
        const all = Array.from({ length: 100 }, () => Array.from({ length: 5 }, () => 10 + stream.normal()));
        const mean = (parts: readonly number[]): number => parts.reduce((sum, value) => sum + value, 0) / parts.length;
        const best = all.reduce((top, one) => (sign * mean(one) < sign * mean(top) ? one : top));
        const found = searchOptimism(all, best, direction);
        gains.push(sign * (10 - mean(best)));
        left.push(sign * (10 - (found?.corrected ?? Number.NaN)));
      }
      const middle = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
      // The true value of every trial is 10: the best of 100 seems better by more than 1, and is not.
      expect(middle(gains)).toBeGreaterThan(1);
      expect(Math.abs(middle(left))).toBeLessThan(0.15);
    }
  });
});
