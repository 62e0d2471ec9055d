import { describe, expect, it } from "vitest";
import type { TuningEvent } from "../mill/index.ts";
import { tuningRenderer } from "./tuning-renderer.ts";

const study: TuningEvent = {
  type: "study",
  study: "s",
  candidate: "trees",
  place: ".millwright",
  known: 2,
  most: 10,
  workers: 1,
  objectives: [{ name: "rmsle", direction: "minimize" }],
};
const ended = (number: number, value: number): TuningEvent => ({
  type: "trial-end",
  number,
  parameters: { k: number },
  seconds: 2,
  outcome: { state: "complete", values: [value] },
});
const failed: TuningEvent = {
  type: "trial-end",
  number: 4,
  parameters: { k: 4 },
  seconds: 1,
  outcome: { state: "failed", values: [], reason: "threw" },
};

/** What is written, with a clock that stands still unless it is moved. */
function rendered(live: boolean, events: readonly TuningEvent[]): string {
  let text = "";
  let now = 0;
  const renderer = tuningRenderer({ err: (written) => (text += written), live, width: 100, now: () => now });
  for (const event of events) {
    now += 1000;
    renderer.onEvent(event);
  }
  return text;
}

describe("a search", () => {
  const standard: TuningEvent = { type: "standard", candidate: "trees", values: [0.2], seconds: 1 };
  const start: TuningEvent = { type: "trial-start", number: 5, parameters: { k: 5 }, worker: "w" };
  const end: TuningEvent = { type: "study-end", candidate: "trees", why: "all 10 trials are done" };

  it("is a line per trial where lines cannot be rewritten", () => {
    const lines = rendered(false, [study, standard, ended(2, 0.25), ended(3, 0.15), failed, end]).split("\n");
    expect(lines[0]).toBe("study s of trees in .millwright: up to 10 trials, 2 of them from before");
    expect(lines.slice(2, 5)).toEqual([
      "  trial 2 [3/10] 0.2500 in 2.0 s; best rmsle 0.2500 (trial 2), declared 0.2000: k 2",
      "  trial 3 [4/10] 0.1500 in 2.0 s; best rmsle 0.1500 (trial 3), declared 0.2000: k 3",
      "  trial 4 [5/10] failed: threw in 1.0 s; best rmsle 0.1500 (trial 3), declared 0.2000: k 4",
    ]);
    expect(lines[5]).toContain("ended because all 10 trials are done");
  });

  it("is a table with a curve that is drawn anew on a terminal", () => {
    const text = rendered(true, [study, standard, ended(2, 0.25), ended(3, 0.15), start]);
    const last = text.slice(text.lastIndexOf("\u001b[J") + 3);
    expect(last).toContain("4/10");
    expect(last).toMatch(/5 {2}running {2}k 5/);
    expect(last).toMatch(/▸ +3 {2}0.1500 {2}k 3/);
    expect(last).toContain("0.2500 ┤─╮");
    expect(text).toMatch(/\[\d+A/);
  });
});
