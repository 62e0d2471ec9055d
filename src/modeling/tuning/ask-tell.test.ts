import { describe, expect, it } from "vitest";
import { askTrial, reportValue, tellTrial } from "./ask-tell.ts";
import { bestTrials } from "./best-trials.ts";
import { numberRange } from "./spaces/parameters.ts";
import { searchSpace } from "./spaces/search-space.ts";
import type { StudyDefinition } from "./study-definition.ts";
import type { Trial } from "./trial.ts";

const definition: StudyDefinition = {
  space: searchSpace({ x: numberRange(0, 1) }),
  directions: ["minimize"],
  seed: 5,
  sampler: { name: "drawn", settings: {}, propose: (_, stream) => ({ x: stream.next() }) },
};
const complete = (number: number, ...values: number[]): Trial => ({
  ...askTrial(definition, [], number),
  state: "complete",
  values,
});

describe("ask and tell", () => {
  it("propose the same for the same number and go on after the last one", () => {
    const first = askTrial(definition, []);
    const second = askTrial(definition, [first]);
    expect([first.number, second.number]).toEqual([0, 1]);
    expect(askTrial(definition, [first])).toEqual(second);
    expect(second.parameters).not.toEqual(first.parameters);
  });

  it("record an outcome that is no number as a failure with its reason", () => {
    const trial = askTrial(definition, []);
    expect(tellTrial(definition, trial, { state: "complete", values: [Number.NaN], seconds: 1 })).toMatchObject({
      state: "failed",
      reason: "returned NaN",
      values: [],
    });
    expect(tellTrial(definition, trial, { state: "complete", values: [1, 2], seconds: 1 }).state).toBe("failed");
  });

  it("refuse a second outcome and steps that go back", () => {
    const trial = reportValue(askTrial(definition, []), 3, 0.5);
    expect(() => reportValue(trial, 3, 0.4)).toThrow(expect.objectContaining({ code: "MODELING_TRIAL_STEP" }));
    const ended = tellTrial(definition, trial, { state: "pruned", reason: "worse than the median", seconds: 2 });
    expect(() => reportValue(ended, 4, 0.4)).toThrow(expect.objectContaining({ code: "MODELING_TRIAL_ENDED" }));
  });
});

describe("the best trials", () => {
  it("are the first best of one objective, among those that keep the constraints", () => {
    const trials = [complete(0, 3), complete(1, 1), complete(2, 1), { ...complete(3, 0), constraints: [0.1] }];
    expect(bestTrials(definition, trials).map(({ number }) => number)).toEqual([1]);
    expect(bestTrials(definition, [])).toEqual([]);
  });

  it("are the Pareto front of several objectives", () => {
    const trials = [complete(0, 1, 1), complete(1, 2, 2), complete(2, 3, 1), complete(3, 0, 0)];
    const best = bestTrials({ directions: ["minimize", "maximize"] }, trials);
    expect(best.map(({ number }) => number)).toEqual([0, 1, 3]);
  });
});
