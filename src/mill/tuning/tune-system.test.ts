import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStudies } from "../../ledger/index.ts";
import { nearestNeighbors, oneOf, type ParameterValues, searchSpace } from "../../modeling/index.ts";
import { customers } from "../fixtures/churn-system.ts";
import { tunableSystem } from "../fixtures/tunable-system.ts";
import { runSystem } from "../run-system.ts";
import { type TuneOptions, tuneSystem } from "./tune-system.ts";

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

  it("shares trials among workers, repeats none and tells of those that were done elsewhere", async () => {
    const told: number[] = [];
    const [report] = await tuneSystem(tunableSystem, {
      ...settings("workers"),
      trials: 20,
      workers: 3,
      onEvent: (event) => {
        if (event.type === "trial-end") told.push(event.number);
      },
    });
    const numbers = Array.from({ length: 20 }, (_, number) => number);
    expect(report?.trials.map(({ number }) => number)).toEqual(numbers);
    expect(told.sort((a, b) => a - b)).toEqual(numbers);
  });

  it("does not compute a trial again whose parameters were completed before", async () => {
    const small = {
      ...tunableSystem,
      modeling: {
        ...tunableSystem.modeling,
        candidates: tunableSystem.modeling.candidates.map((one) => ({
          ...one,
          search: { space: searchSpace({ k: oneOf([5, 50]) }), estimator: ({ k }: ParameterValues) => nearestNeighbors({ k: Number(k) }) },
        })),
      },
    };
    const [report] = await tuneSystem(small, { ...settings("small"), trials: 6, sampler: "random", pruner: "none" });
    expect(report?.trials.filter(({ seconds }) => seconds > 0)).toHaveLength(2);
    expect(report?.trials.filter(({ reason }) => reason?.startsWith("as trial") === true)).toHaveLength(4);
  });

  it("trades quality against size, and takes the smallest of those that are about as good as the best", async () => {
    const options = { ...settings("front"), only: ["neighbours"], trials: 15 };
    const [report] = await tuneSystem(tunableSystem, { ...options, objectives: ["quality", "size"] });
    expect(report?.objectives.map(({ name }) => name)).toEqual(["roc_auc", "size_mb"]);
    expect(report?.trials.every(({ state, values }) => state !== "complete" || values.length === 2)).toBe(true);
    expect(report?.best.length).toBeGreaterThan(0);
    expect(report?.chosen?.why).toMatch(/the smallest of those within one standard error/);
    const [single] = await tuneSystem(tunableSystem, { ...options, directory: join(folder, "one-error"), oneStandardError: true });
    expect(single?.chosen?.why).toMatch(/within one standard error/);
  });

  it("goes by time as well, and ends early when nothing more is to be expected", async () => {
    const options = { ...settings("time"), trials: 5000, sampler: "random" };
    const [report] = await tuneSystem(tunableSystem, { ...options, only: ["logistic"], minutes: 0.02 });
    expect(report?.stopped).toMatch(/minutes are over|trials have gained/);
    expect(report?.trials.length).toBeLessThan(5000);
  });

  it("starts from what an earlier study of the same space found on other rows", async () => {
    const shared = { directory: join(folder, "warm"), only: ["neighbours"], pruner: "none" };
    await tuneSystem(tunableSystem, { ...shared, source: customers(1), seed: 1, trials: 15 });
    const warm = await tuneSystem(tunableSystem, { ...shared, source: customers(0.9), seed: 2, trials: 2 });
    const cold = await tuneSystem(tunableSystem, {
      ...shared,
      directory: join(folder, "cold"),
      source: customers(0.9),
      seed: 2,
      trials: 2,
    });
    expect(warm[0]?.trials[0]?.parameters).not.toEqual(cold[0]?.trials[0]?.parameters);
  });

  it("refuses what makes no sense before it reads the data", async () => {
    const refused = (more: Partial<TuneOptions>) => expect(tuneSystem(tunableSystem, { ...settings("none"), ...more })).rejects;
    await refused({ trials: 0 }).toThrow(/MILL_SETTING_INVALID/);
    await refused({ folds: 1, repeats: 3 }).toThrow(/MILL_SETTING_INVALID/);
    await refused({ sampler: "tpee" }).toThrow(/MILL_SETTING_INVALID.*tpe/);
    await refused({ objectives: ["size", "quality"] }).toThrow(/MILL_SETTING_INVALID/);
    await refused({ only: ["nobody"] }).toThrow(/MILL_CANDIDATE_UNKNOWN/);
  });
});

describe("tuned settings on the ladder", () => {
  it("are compared with the declared ones on rows that no trial saw", async () => {
    const directory = join(folder, "ladder");
    await tuneSystem(tunableSystem, { ...settings("ladder"), only: ["neighbours"], trials: 10 });
    const report = await runSystem(tunableSystem, { source: customers(1), seed: 1, directory });
    const twin = report.ladder.find(({ candidate }) => candidate === "neighbours (tuned)");
    expect(twin?.tuned?.over).toBe("neighbours");
    // The declared one has a single neighbour: anything found is clearly better.
    expect(twin?.tuned?.gain.low).toBeGreaterThan(0);
    expect(twin?.verdict).toMatch(/Beside the declared settings of neighbours: \+0\.\d+ .* better \(10 trials/);
    expect(report.tuning?.[0]?.trials).toHaveLength(10);
    const other = await runSystem(tunableSystem, { source: customers(1), seed: 2, directory });
    expect(other.ladder.some(({ candidate }) => candidate === "neighbours (tuned)")).toBe(false);
  });
});
