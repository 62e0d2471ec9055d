import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStudies } from "../../ledger/index.ts";
import { customers } from "../fixtures/churn-system.ts";
import { tunableSystem } from "../fixtures/tunable-system.ts";
import { tuneSystem } from "./tune-system.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "millwright-tune-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const settings = (name: string) => ({ source: customers(1), seed: 1, directory: join(folder, name), only: ["neighbours"] });

describe("tuning a system", () => {
  it("finds settings that are better on the folds than those declared, and records every trial", async () => {
    const [report] = await tuneSystem(tunableSystem, { ...settings("plain"), trials: 12 });
    expect(report?.trials.map(({ number }) => number)).toEqual(Array.from({ length: 12 }, (_, number) => number));
    expect(report?.trials.every(({ state }) => state === "complete" || state === "pruned")).toBe(true);
    expect(report?.chosen?.values[0]).toBeGreaterThan(report?.standard?.values[0] ?? 1);
  });

  it("goes on with the same next point after it was interrupted", async () => {
    const whole = await tuneSystem(tunableSystem, { ...settings("whole"), trials: 8 });
    const stop = new AbortController();
    const first = tuneSystem(tunableSystem, {
      ...settings("halves"),
      trials: 8,
      signal: stop.signal,
      onEvent: (event) => {
        if (event.type === "trial-start" && event.number === 4) stop.abort();
      },
    });
    await expect(first).rejects.toThrow();
    const studies = await openStudies(join(folder, "halves"));
    const [study] = await studies.studies();
    expect(study?.status).toBe("closed");
    await studies.end();
    const rest = await tuneSystem(tunableSystem, { ...settings("halves"), trials: 8 });
    const told = (reports: typeof whole) => reports[0]?.trials.map(({ parameters, values }) => ({ parameters, values }));
    expect(told(rest)).toEqual(told(whole));
  });
});
