import { describe, expect, it } from "vitest";
import { random } from "../../../kernels/index.ts";
import { askTrial, tellTrial } from "../ask-tell.ts";
import { quasiRandomSampler } from "../samplers/quasi-random-sampler.ts";
import { numberRange } from "../spaces/parameters.ts";
import { searchSpace } from "../spaces/search-space.ts";
import type { StudyDefinition } from "../study-definition.ts";
import type { Trial } from "../trial.ts";
import { expectedGain, isGainSpent } from "./expected-gain.ts";
import { foldStatistics, oneStandardError } from "./one-standard-error.ts";
import { searchOptimism } from "./search-optimism.ts";

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

describe("the optimism of a search", () => {
  /** Trials that are all equally good: every difference is luck. */
  function equalTrials(trials: number, examples: number, seed: number): Float64Array[] {
    const stream = random(seed);
    return Array.from({ length: trials }, () => Float64Array.from({ length: examples }, () => 1 + stream.normal()));
  }

  it("is found among trials that are all the same: their choice is worth what each of them is", () => {
    let apparent = 0;
    let corrected = 0;
    for (let seed = 0; seed < 20; seed++) {
      const found = searchOptimism(equalTrials(50, 100, seed), "minimize", { seed, resamples: 100 });
      apparent += found.apparent / 20;
      corrected += found.corrected / 20;
      expect(found.optimism).toBeCloseTo(found.corrected - found.apparent, 12);
    }
    // The least of 50 means of 100 draws lies 2.25 standard errors of 0.1 below the truth.
    expect(apparent).toBeCloseTo(0.775, 1);
    expect(Math.abs(corrected - 1)).toBeLessThan(0.06);
  });

  it("is nothing to speak of for a single trial", () => {
    const found = searchOptimism(equalTrials(1, 200, 3), "minimize");
    expect(Math.abs(found.optimism)).toBeLessThan(0.01);
    expect(found.low).toBeLessThan(found.apparent);
    expect(found.high).toBeGreaterThan(found.apparent);
  });

  it("needs examples", () => {
    expect(() => searchOptimism([Float64Array.of(1, 2)], "minimize")).toThrow(expect.objectContaining({ code: "MODELING_TOO_FEW_ROWS" }));
    expect(() => searchOptimism([], "minimize")).toThrow(expect.objectContaining({ code: "MODELING_TOO_FEW_ROWS" }));
  });
});

describe("the expected gain", () => {
  const space = searchSpace({ x: numberRange(0, 1), y: numberRange(0, 1) });
  const definition: StudyDefinition = { space, directions: ["minimize"], seed: 2, sampler: quasiRandomSampler() };
  function study(count: number, loss: (x: number, y: number, number: number) => number): Trial[] {
    const trials: Trial[] = [];
    for (let i = 0; i < count; i++) {
      const trial = askTrial(definition, trials);
      const value = loss(Number(trial.parameters["x"]), Number(trial.parameters["y"]), i);
      trials.push(tellTrial(definition, trial, { state: "complete", values: [value], seconds: 0 }));
    }
    return trials;
  }
  const gainAfter = (trials: readonly Trial[]) => expectedGain({ space, directions: ["minimize"], seed: 2, number: trials.length, trials });
  const bowl = (x: number, y: number): number => (x - 0.4) ** 2 + (y - 0.7) ** 2;

  it("falls as a bowl becomes known, and is in units of the objective", () => {
    const early = gainAfter(study(10, bowl))?.gain ?? Number.NaN;
    const late = gainAfter(study(60, bowl))?.gain ?? Number.NaN;
    expect(late).toBeLessThan(early);
    const scaled = gainAfter(study(60, (x, y) => 1000 * bowl(x, y)))?.gain ?? Number.NaN;
    expect(scaled / late).toBeCloseTo(1000, -1);
  });

  it("is spent where there is only noise left, and tells its size", () => {
    const stream = random(9);
    const expected = gainAfter(study(120, (x, y) => bowl(x, y) + 0.2 * stream.normal()));
    expect(expected?.noise).toBeGreaterThan(0.1);
    expect(expected?.noise).toBeLessThan(0.4);
    expect(isGainSpent(expected, 0, 0.5)).toBe(true);
    expect(isGainSpent(gainAfter(study(12, bowl)))).toBe(false);
    expect(isGainSpent(undefined, 1)).toBe(false);
  });

  it("is not known before ten trials, nor where nothing differs", () => {
    expect(gainAfter(study(9, bowl))).toBeUndefined();
    expect(gainAfter(study(15, () => 2))).toBeUndefined();
  });
});
