import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RunReport } from "../design/index.ts";
import { openLedger } from "../ledger/index.ts";
import { loadModel } from "../serving/index.ts";
import type { MillEvent } from "./events.ts";
import { churnSystem, customers } from "./fixtures/churn-system.ts";
import type { RunOptions } from "./run-options.ts";
import { runSystem } from "./run-system.ts";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "mill-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const run = (options: Partial<RunOptions> = {}): Promise<RunReport> =>
  runSystem(churnSystem, { source: customers(1), seed: 3, directory, ...options });

/** What must be equal between two runs with one seed: all but identifiers, places and times. */
function bits(report: RunReport): unknown {
  const { ladder, chosen, test, slices, curves, ablation, errors, confusion, threshold, data } = report;
  return {
    ladder: ladder.map(({ seconds: _, latencyMicroseconds: __, ...rest }) => rest),
    chosen,
    test,
    slices,
    curves,
    ablation,
    errors,
    confusion,
    threshold,
    data,
    id: report.package.id,
  };
}

describe("a run", () => {
  it("climbs the ladder, packs the winner and judges it on test rows that nothing learned from", async () => {
    const report = await run();
    expect(report.ladder.map(({ candidate }) => candidate)).toEqual(["random", "constant", "many calls", "logistic", "neighbours"]);
    expect(report.chosen).toBe("logistic");
    expect(report.test["roc_auc"]?.value).toBeGreaterThan(0.75);
    const { split } = report.data;
    expect(split.train + split.validation + split.test).toBe(report.data.rows);
    expect(report.package.parity.largestDifference).toBeLessThan(1e-5);
    const model = await loadModel(report.package.path);
    const [leaving, staying] = await model.predict([
      { months: 1, plan: "basic", calls: 6 },
      { months: 59, plan: "pro", calls: 0 },
    ]);
    expect(leaving).toMatchObject({ label: "true", decision: "act" });
    expect(staying?.prediction).toBeLessThan(0.1);
    expect(model.manifest.id).toBe(report.package.id);
    await model.close();
  });

  it("measures every requirement and names the one that is missed", async () => {
    const report = await run();
    expect(report.requirements.map(({ name, met }) => [name, met])).toEqual([
      ["roc_auc ≥ 0.6", true],
      ["log_loss ≤ 0.01", false],
      ["package_mb ≤ 1", true],
    ]);
    expect(report.findings.find(({ severity }) => severity === "problem")?.title).toContain("log_loss");
  });

  it("gives the same bits for the same seed in another place, and others for another seed", async () => {
    const first = await run();
    const again = await run({ directory: join(directory, "elsewhere") });
    expect(bits(again)).toEqual(bits(first));
    const other = await run({ seed: 4 });
    expect(other.package.id).not.toBe(first.package.id);
  });

  it("chooses the rule when no model beats it, and its package says that the system is needed", async () => {
    const report = await run({ source: customers(0) });
    const chosen = report.ladder.find(({ candidate }) => candidate === report.chosen);
    expect(["random", "heuristic"]).toContain(chosen?.rung);
    expect(report.findings.map(({ title }) => title).join()).toContain("No model beats");
    if (chosen?.rung === "heuristic") await expect(loadModel(report.package.path)).rejects.toThrow(/PACKAGE_NEEDS_SYSTEM/);
    else await (await loadModel(report.package.path)).close();
  });

  it("learns only the candidates asked for, and refuses one that it does not know", async () => {
    const report = await run({ only: ["neighbours"] });
    expect(report.ladder.map(({ candidate }) => candidate)).not.toContain("logistic");
    await expect(run({ only: ["neighbors"] })).rejects.toThrow(/MILL_CANDIDATE_UNKNOWN.*Did you mean "neighbours"/);
  });

  it("stops when it is told to, and goes on where it stopped", async () => {
    const stop = new AbortController();
    const onEvent = (event: MillEvent): void => {
      if (event.type === "candidate-end" && event.candidate === "logistic") stop.abort();
    };
    await expect(run({ signal: stop.signal, onEvent })).rejects.toThrow();
    const resumed: string[] = [];
    const report = await run({ onEvent: (event) => event.type === "candidate-end" && event.resumed && resumed.push(event.candidate) });
    expect(resumed).toEqual(["random", "constant", "many calls", "logistic"]);
    expect(bits(report)).toEqual(bits(await run({ directory: join(directory, "elsewhere") })));
  });

  it("is refused while another one with the same key is under way", async () => {
    const first = run();
    const events: MillEvent[] = [];
    await expect(run({ onEvent: (event) => events.push(event) })).rejects.toThrow(/LEDGER_RUN_ACTIVE/);
    await first;
  });
});

/**
 * A process that runs the system, in the directory, and dies at once and without any clean-up when a candidate or stage is reached.
 * @returns its report, or undefined when it died.
 */
function processRun(place: string, dieAt = ""): Promise<RunReport | undefined> {
  const module = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href);
  const program = `
    const { runSystem } = await import(${module("./run-system.ts")});
    const { churnSystem, customers } = await import(${module("./fixtures/churn-system.ts")});
    const onEvent = (event) => {
      const reached = event.type === "candidate-end" ? event.candidate : event.stage;
      if (reached === ${JSON.stringify(dieAt)}) process.kill(process.pid, "SIGKILL");
    };
    console.log(JSON.stringify(await runSystem(churnSystem, { source: customers(1), seed: 3, directory: ${JSON.stringify(place)}, onEvent })));`;
  const child = spawn(process.execPath, ["--conditions=millwright-source", "--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  child.stdout.on("data", (chunk) => {
    printed += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on("close", (code, signal) => {
      if (signal === "SIGKILL") resolve(undefined);
      else if (code === 0) resolve(JSON.parse(printed) as RunReport);
      else reject(new Error(`the run ended with code ${code}`));
    });
  });
}

describe("a run that is killed", () => {
  it("resumes to the same bits, wherever it was killed", async () => {
    const whole = await processRun(join(directory, "whole"));
    for (const moment of ["random", "many calls", "neighbours", "evaluation", "package"]) {
      expect(await processRun(directory, moment)).toBeUndefined();
      const ledger = openLedger(directory);
      expect(ledger.runs({ limit: 1 })[0]?.status, `killed at ${moment}`).toBe("interrupted");
      ledger.close();
      const resumed = await processRun(directory);
      expect(resumed && bits(resumed), `killed at ${moment}`).toEqual(whole && bits(whole));
    }
  }, 120_000);
});
