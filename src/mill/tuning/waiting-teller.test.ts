import { describe, expect, it } from "vitest";
import type { TrialRecord } from "../../ledger/index.ts";
import { WaitingTeller, whatIsWaitedFor } from "./waiting-teller.ts";

const trial = (number: number, state: TrialRecord["state"]): TrialRecord => ({
  number,
  state,
  reports: [],
  worker: `worker/h:${number}/0`,
  attempt: 1,
  startedAt: "",
});

describe("what a tuner waits for", () => {
  it("is a lost trial's next worker first, then trials under way, then anybody", () => {
    const help = "start `millwright worker --store runs`";
    expect(whatIsWaitedFor([trial(0, "complete"), trial(1, "waiting"), trial(2, "running")], "runs")).toBe(
      `trial 1 (worker/h:1/0) lost its worker and waits for another one: ${help}`,
    );
    expect(whatIsWaitedFor([trial(0, "complete"), trial(2, "running")], "runs")).toBe("waiting for trial 2 (worker/h:2/0)");
    expect(whatIsWaitedFor([trial(0, "complete")], "runs")).toBe(`waiting for somebody who takes a trial: ${help}`);
  });

  it("is told once after five seconds without news, and again when it has changed", () => {
    const told: string[] = [];
    const teller = new WaitingTeller("runs", (text) => told.push(text));
    for (let second = 0; second < 20; second++) teller.look([trial(0, "running")], 1000 * second);
    expect(told).toEqual(["waiting for trial 0 (worker/h:0/0)"]);
    for (let second = 20; second < 24; second++) teller.look([trial(0, "waiting")], 1000 * second);
    expect(told).toHaveLength(1);
    teller.look([trial(0, "waiting")], 25_000);
    expect(told[1]).toMatch(/lost its worker/);
  });
});
