import { describe, expect, it } from "vitest";
import type { Trial } from "../trial.ts";
import { ashaPruner } from "./asha-pruner.ts";
import { hyperbandPruner } from "./hyperband-pruner.ts";
import { medianPruner } from "./median-pruner.ts";
import { signedRankProbability } from "./signed-rank-test.ts";
import { successiveHalvingPruner } from "./successive-halving-pruner.ts";
import { wilcoxonPruner } from "./wilcoxon-pruner.ts";

function trial(number: number, values: readonly number[], state: Trial["state"] = "complete", every = 1): Trial {
  const intermediate = values.map((value, i) => ({ step: every * (i + 1), value }));
  return { number, state, parameters: {}, values: state === "complete" ? [values.at(-1) ?? 0] : [], intermediate, constraints: [] };
}

describe("the median pruner", () => {
  it("compares the best value so far with the median at that step", () => {
    const others = [1, 2, 3, 4, 5].map((value, i) => trial(i, [value, value]));
    const pruner = medianPruner();
    expect(pruner.reasonToStop(trial(9, [3, 3.1], "running"), others, "minimize")).toBeUndefined();
    expect(pruner.reasonToStop(trial(9, [3.2, 3.1], "running"), others, "minimize")).toBe(
      "step 2: 3.1 is worse than the median 3 of 5 trials",
    );
    expect(medianPruner({ startTrials: 6 }).reasonToStop(trial(9, [9], "running"), others, "minimize")).toBeUndefined();
  });
});

describe("ASHA", () => {
  const others = [1, 2, 3, 4, 5].map((value, i) => trial(i, [value, value, value]));

  it("lets the best third of those at a rung go on", () => {
    const pruner = ashaPruner();
    expect(pruner.reasonToStop(trial(9, [1.5], "running"), others, "minimize")).toBeUndefined();
    expect(pruner.reasonToStop(trial(9, [2.5], "running"), others, "minimize")).toBe("step 1: 2.5 is number 3 of 6, and 2 go on");
  });

  it("asks at rungs alone, also where steps jump over them", () => {
    const pruner = ashaPruner();
    expect(pruner.reasonToStop(trial(9, [9, 9], "running"), others, "minimize")).toBeUndefined();
    expect(pruner.reasonToStop(trial(9, [9, 9, 9], "running"), others, "minimize")).toMatch(/^step 3: 9 is number 6 of 6/);
    const everyTen = [1, 2, 3, 4, 5].map((value, i) => trial(i, [value, value], "complete", 10));
    expect(pruner.reasonToStop(trial(9, [9], "running", 10), everyTen, "minimize")).toMatch(/^step 9: /);
    expect(ashaPruner({ lastStep: 3 }).reasonToStop(trial(9, [9, 9, 9], "running"), others, "minimize")).toBeUndefined();
  });
});

describe("successive halving", () => {
  it("compares within a cohort and keeps as many as the cohort has places", () => {
    const pruner = successiveHalvingPruner({ cohort: 9 });
    const cohort = [1, 2, 3].map((value, i) => trial(i, [value]));
    expect(pruner.reasonToStop(trial(4, [4], "running"), cohort, "minimize")).toBe("step 1: 4 is number 4 of 4, and 3 go on");
    expect(pruner.reasonToStop(trial(10, [4], "running"), cohort, "minimize")).toBeUndefined();
  });
});

describe("Hyperband", () => {
  it("stops some brackets early, some late and one not at all", () => {
    const pruner = hyperbandPruner({ lastStep: 9 });
    const others = Array.from({ length: 90 }, (_, i) => trial(i, new Array<number>(9).fill(i / 90)));
    const stops = Array.from({ length: 40 }, (_, i) => {
      const number = 100 + i;
      for (let steps = 1; steps <= 9; steps++) {
        if (pruner.reasonToStop(trial(number, new Array<number>(steps).fill(2), "running"), others, "minimize") !== undefined) return steps;
      }
      return undefined;
    });
    expect(new Set(stops)).toEqual(new Set([1, 3, undefined]));
    expect(stops.filter((step) => step === 1).length).toBeGreaterThan(stops.filter((step) => step === undefined).length);
    expect(() => hyperbandPruner({ lastStep: 0 })).toThrow(expect.objectContaining({ code: "MODELING_SETTING_INVALID" }));
  });
});

describe("the signed-rank test", () => {
  it("counts exactly with few differences, ties included", () => {
    expect(signedRankProbability([1, 2, 3, 4, 5])).toBe(1 / 32);
    // scipy 1.17.1: scipy.stats.wilcoxon([1, -2, 3, 4, 5.5, 6], alternative="greater", method="exact").pvalue
    expect(signedRankProbability([1, -2, 3, 4, 5.5, 6])).toBeCloseTo(0.046875, 12);
    expect(signedRankProbability([0, 0])).toBe(1);
    // Signs of four equal differences: 5 of 16 ways have at least three positive.
    expect(signedRankProbability([1, 1, 1, -1])).toBe(5 / 16);
  });

  it("goes over to the normal distribution smoothly", () => {
    const differences = Array.from({ length: 20 }, (_, i) => (i % 3 === 0 ? -1 : 1) * (i + 1));
    const exact = signedRankProbability(differences);
    // scipy 1.17.1: the same differences with 21 appended, method="approx", correction=True, alternative="greater"
    expect(Math.abs(signedRankProbability([...differences, -0.5]) - exact)).toBeLessThan(0.02);
  });
});

describe("the Wilcoxon pruner", () => {
  it("stops what is worse than the best on the same folds, and not what is worse on one", () => {
    const best = trial(0, [0.5, 0.6, 0.4, 0.7, 0.5]);
    const pruner = wilcoxonPruner();
    expect(pruner.reasonToStop(trial(1, [0.6, 0.7, 0.5, 0.8], "running"), [best], "minimize")).toMatch(/after 4 folds worse than trial 0/);
    expect(pruner.reasonToStop(trial(1, [0.6, 0.7, 0.5], "running"), [best], "minimize")).toBeUndefined();
    expect(pruner.reasonToStop(trial(1, [0.4, 0.7, 0.3, 0.9], "running"), [best], "minimize")).toBeUndefined();
    expect(() => wilcoxonPruner({ threshold: 0.7 })).toThrow(expect.objectContaining({ code: "MODELING_SETTING_INVALID" }));
  });
});
