import { describe, expect, it } from "vitest";
import type { Trial } from "../trial.ts";
import { foldStatistics, oneStandardError } from "./one-standard-error.ts";

function trialOf(number: number, size: number): Trial {
  return { number, state: "complete", parameters: { size }, values: [0], intermediate: [], constraints: [] };
}

describe("the rule of one standard error", () => {
  it("takes the simplest trial within one standard error of the best", () => {
    // Means 1, 0.95, 0.9 with standard errors of √(0.02/3)/… : the best is 0.9 ± 0.0577.
    const scores = [
      [1.1, 1, 0.9],
      [1.05, 0.95, 0.85],
      [1, 0.9, 0.8],
    ];
    const trials = [trialOf(0, 1), trialOf(1, 2), trialOf(2, 3)];
    expect(foldStatistics(scores[2] ?? [])?.standardError).toBeCloseTo(0.1 / Math.sqrt(3), 12);
    const size = ({ parameters }: Trial): number => Number(parameters["size"]);
    expect(oneStandardError(trials, scores, "minimize", size)?.number).toBe(1);
    expect(
      oneStandardError(
        trials,
        scores.map((own) => own.map((value) => -value)),
        "maximize",
        size,
      )?.number,
    ).toBe(1);
    expect(oneStandardError(trials, [[1], [], []], "minimize", size)).toBeUndefined();
  });
});
