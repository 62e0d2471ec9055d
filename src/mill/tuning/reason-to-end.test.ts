import { describe, expect, it } from "vitest";
import type { TrialRecord } from "../../ledger/index.ts";
import { numberRange, type StudyDefinition, searchSpace } from "../../modeling/index.ts";
import { reasonToEnd } from "./reason-to-end.ts";
import { samplerByName } from "./search-methods.ts";

const definition: StudyDefinition = {
  space: searchSpace({ x: numberRange(0, 1) }),
  directions: ["minimize"],
  seed: 1,
  sampler: samplerByName("random"),
};

/** A complete trial with values by fold. */
function trial(number: number, parts: readonly number[]): TrialRecord {
  const mean = parts.reduce((sum, value) => sum + value, 0) / parts.length;
  return {
    number,
    state: "complete",
    parameters: { x: number / 100 },
    reports: [],
    worker: "w",
    attempt: 1,
    startedAt: "",
    outcome: { state: "complete", values: [mean], measured: { parts } },
  };
}

describe("a search", () => {
  const flat = (count: number): TrialRecord[] => Array.from({ length: count }, (_, number) => trial(number, [2, 3, 4]));

  it("ends when the second half of its trials gained nothing, but not before 40 of them", () => {
    expect(reasonToEnd(definition, flat(39))).toBeUndefined();
    expect(reasonToEnd(definition, flat(40))).toMatch(/the last 20 of 40 trials have gained nothing/);
  });

  it("goes on while it gains more than the folds scatter, and ends when it does not", () => {
    const clear = [...flat(40), trial(40, [1.5, 2.5, 3.6])];
    expect(reasonToEnd(definition, clear)).toBeUndefined();
    const unclear = [...flat(40), trial(40, [1, 3.6, 4.3])];
    expect(reasonToEnd(definition, unclear)).toMatch(/less than its noise/);
  });

  it("of a front is never ended by this", () => {
    expect(reasonToEnd({ ...definition, directions: ["minimize", "minimize"] }, flat(60))).toBeUndefined();
  });
});
