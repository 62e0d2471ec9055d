import { describe, expect, it } from "vitest";
import { askTrial, tellTrial } from "../ask-tell.ts";
import { bestTrials } from "../best-trials.ts";
import { integerRange, numberRange, oneOf } from "../spaces/parameters.ts";
import { type ParameterValues, type SearchSpace, searchSpace } from "../spaces/search-space.ts";
import type { Direction } from "../study-definition.ts";
import type { Trial } from "../trial.ts";
import { autoSampler, chosenFor } from "./auto-sampler.ts";
import { cmaSampler } from "./cma-sampler.ts";
import { gaussianProcessSampler } from "./gaussian-process-sampler.ts";
import { gridSampler } from "./grid-sampler.ts";
import { nsga2Sampler } from "./nsga2-sampler.ts";
import { crowdingDistances, paretoRanks, rankTrials } from "./rank-trials.ts";
import type { Sampler } from "./sampler.ts";
import { tpeSampler } from "./tpe-sampler.ts";

function study(
  space: SearchSpace,
  sampler: Sampler,
  count: number,
  values: (parameters: ParameterValues) => readonly number[],
  directions: readonly Direction[] = ["minimize"],
  earlier: readonly Trial[] = [],
): Trial[] {
  const definition = { space, directions, seed: 4, sampler, earlier };
  const trials: Trial[] = [];
  for (let i = 0; i < count; i++) {
    const trial = askTrial(definition, trials);
    trials.push(tellTrial(definition, trial, { state: "complete", values: values(trial.parameters), seconds: 0 }));
  }
  return trials;
}

const plane = searchSpace({ x: numberRange(-5, 5), y: numberRange(-5, 5) });
const bowl = ({ x, y }: ParameterValues): number => (Number(x) - 1) ** 2 + 10 * (Number(y) + 2) ** 2;

describe("a Gaussian process", () => {
  it("finds the bottom of a bowl to two digits within 30 trials", () => {
    const trials = study(plane, gaussianProcessSampler(), 30, (parameters) => [bowl(parameters)]);
    expect(bestTrials({ directions: ["minimize"] }, trials)[0]?.values[0]).toBeLessThan(1e-2);
  });

  it("starts where an earlier study has found good values", () => {
    const earlier = study(plane, gaussianProcessSampler(), 30, (parameters) => [bowl(parameters)]);
    const [first] = study(plane, gaussianProcessSampler(), 1, (parameters) => [bowl(parameters)], ["minimize"], earlier);
    expect(first?.values[0]).toBeLessThan(1);
  });
});

describe("CMA-ES", () => {
  it("goes down a turned valley to many digits", () => {
    const valley = ({ x, y }: ParameterValues): number => (Number(x) + Number(y)) ** 2 + 1000 * (Number(x) - Number(y) - 1) ** 2;
    const trials = study(plane, cmaSampler(), 400, (parameters) => [valley(parameters)]);
    expect(bestTrials({ directions: ["minimize"] }, trials)[0]?.values[0]).toBeLessThan(1e-6);
  });

  it("learns whole numbers and choices, too", () => {
    const space = searchSpace({ n: integerRange(0, 40), c: oneOf(["a", "b", "c"]), x: numberRange(0, 1) });
    const loss = ({ n, c, x }: ParameterValues): number => (Number(n) - 31) ** 2 + (c === "b" ? 0 : 5) + (Number(x) - 0.2) ** 2;
    const [best] = bestTrials(
      { directions: ["minimize"] },
      study(space, cmaSampler(), 250, (parameters) => [loss(parameters)]),
    );
    expect(best?.parameters).toMatchObject({ n: 31, c: "b" });
  });
});

describe("a grid", () => {
  it("holds every combination once, bounds included", () => {
    const space = searchSpace({ rate: numberRange(0.01, 1, { scale: "log" }), n: integerRange(1, 2) });
    const trials = study(space, gridSampler({ points: 3 }), 6, () => [0]);
    const seen = trials.map(({ parameters }) => `${Number(parameters["rate"]).toFixed(2)} ${parameters["n"]}`);
    expect(seen.sort()).toEqual(["0.01 1", "0.01 2", "0.10 1", "0.10 2", "1.00 1", "1.00 2"]);
  });

  it("of more than a million points is refused", () => {
    const space = searchSpace(Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`x${i}`, numberRange(0, 1)])));
    expect(() => study(space, gridSampler(), 1, () => [0])).toThrow(expect.objectContaining({ code: "MODELING_SETTING_INVALID" }));
  });
});

describe("several objectives", () => {
  it.each([
    ["NSGA-II", nsga2Sampler({ population: 20 })],
    ["TPE", tpeSampler()],
  ])("of a known front are spread along it by %s", (_, sampler) => {
    // The front is the segment from (1, 0) to (−1, 0): there x² trades against (x − 1)².
    const values = ({ x, y }: ParameterValues): number[] => [Number(x) ** 2 + Number(y) ** 2, (Number(x) - 1) ** 2 + Number(y) ** 2];
    const directions: Direction[] = ["minimize", "minimize"];
    const front = bestTrials({ directions }, study(plane, sampler, 150, values, directions));
    expect(front.length).toBeGreaterThan(8);
    expect(Math.min(...front.map((trial) => trial.values[0] ?? 9))).toBeLessThan(0.1);
    expect(Math.min(...front.map((trial) => trial.values[1] ?? 9))).toBeLessThan(0.1);
  });

  it("are ranked by fronts, and within a front the ends come first", () => {
    const values = [
      [1, 5],
      [2, 2],
      [5, 1],
      [3, 3],
      [6, 6],
    ];
    expect([...paretoRanks(values, ["minimize", "minimize"])]).toEqual([0, 0, 0, 1, 2]);
    expect([...crowdingDistances(values.slice(0, 3))]).toEqual([Number.POSITIVE_INFINITY, 2, Number.POSITIVE_INFINITY]);
  });
});

describe("ranking", () => {
  it("puts complete trials before those that break constraints, pruned and failed ones", () => {
    const make = (number: number, more: Partial<Trial>): Trial => ({
      number,
      state: "complete",
      parameters: {},
      values: [0],
      intermediate: [],
      constraints: [],
      ...more,
    });
    const trials = [
      make(0, { state: "failed", values: [] }),
      make(1, { state: "pruned", values: [], intermediate: [{ step: 3, value: 1 }] }),
      make(2, { state: "pruned", values: [], intermediate: [{ step: 9, value: 4 }] }),
      make(3, { values: [-9], constraints: [2] }),
      make(4, { values: [5] }),
      make(5, { values: [4] }),
      make(6, { state: "running", values: [] }),
    ];
    expect(rankTrials(trials, ["minimize"]).map(({ number }) => number)).toEqual([5, 4, 3, 2, 1, 0]);
    expect(rankTrials(trials, ["maximize"]).map(({ number }) => number)).toEqual([4, 5, 3, 2, 1, 0]);
  });
});

describe("auto", () => {
  it("begins in the middle of every range, unless that breaks a constraint or an earlier study knows better", () => {
    const ranges = { x: numberRange(-5, 5), rate: numberRange(1e-4, 1, { scale: "log" }), n: integerRange(1, 9) };
    const first = (space: SearchSpace, earlier: readonly Trial[] = []): ParameterValues | undefined =>
      study(space, autoSampler(), 1, () => [0], ["minimize"], earlier)[0]?.parameters;
    expect(first(searchSpace(ranges))).toEqual({ x: 0, rate: expect.closeTo(1e-2, 12), n: 5 });
    expect(first(searchSpace(ranges, [{ name: "x is not 0", holds: ({ x }) => x !== 0 }]))?.["x"]).not.toBe(0);
    const earlier = study(plane, autoSampler(), 30, (parameters) => [bowl(parameters)]);
    expect(first(plane, earlier)).not.toEqual({ x: 0, y: 0 });
  });

  it("chooses by objectives, progress and parameters", () => {
    const base = { space: plane, directions: ["minimize"] as const, seed: 1, trials: [] };
    expect(chosenFor({ ...base, number: 10 })).toBe("gaussian_process");
    expect(chosenFor({ ...base, number: 12 })).toBe("tpe");
    expect(chosenFor({ ...base, number: 400 })).toBe("tpe");
    expect(chosenFor({ ...base, directions: ["minimize", "maximize"], number: 10 })).toBe("tpe");
    expect(chosenFor({ ...base, directions: ["minimize", "maximize"], number: 900 })).toBe("nsga2");
  });
});
