import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openLedger } from "./sqlite-ledger.ts";

const key = { key: "k".repeat(64), system: "churn", seed: 1, fingerprint: "f" };
let directory = "";

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "ledger-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** A process that begins the run, finishes candidates one after another, says so and never ends by itself. */
function writer(): Promise<{ kill: () => Promise<void>; acknowledged: string[] }> {
  const module = new URL("./sqlite-ledger.ts", import.meta.url).href;
  const program = `
    const { openLedger } = await import(${JSON.stringify(module)});
    const run = openLedger(${JSON.stringify(directory)}).begin(${JSON.stringify(key)});
    let n = 0;
    while (run.candidate("c" + n) !== undefined) n++;
    console.log("begun " + run.run);
    for (;; n++) {
      run.finishCandidate({ name: "c" + n, record: { n }, predictions: Float64Array.of(n, n / 3) });
      console.log("c" + n);
    }`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  const acknowledged: string[] = [];
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL");
    await ended;
  };
  return new Promise((resolve) => {
    let rest = "";
    child.stdout.on("data", (chunk) => {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      acknowledged.push(...lines.filter((line) => line.startsWith("c")));
      if (acknowledged.length > 3) resolve({ kill, acknowledged });
    });
  });
}

describe("the ledger", () => {
  it("gives a finished run's report back, also by the start of its identifier", () => {
    const ledger = openLedger(directory);
    const run = ledger.begin(key);
    run.finishCandidate({ name: "a", record: { score: 0.5 }, predictions: Float64Array.of(0.25, 1) });
    expect(run.candidate("a")).toEqual({ name: "a", record: { score: 0.5 }, predictions: Float64Array.of(0.25, 1) });
    run.finish({ chosen: "a" }, "a: 0.5");
    run.release();
    expect(ledger.report(run.run.slice(0, 12))).toEqual({ chosen: "a" });
    expect(ledger.latest("churn")).toEqual({ run: run.run, report: { chosen: "a" } });
    expect(ledger.latest("churn", "other")).toBeUndefined();
    expect(ledger.runs()[0]).toMatchObject({ run: run.run, status: "finished", headline: "a: 0.5" });
    expect(() => ledger.report("nothing")).toThrow(/LEDGER_RUN_UNKNOWN/);
    ledger.close();
  });

  it("begins a new run after a finished one and resumes an unfinished one", () => {
    const ledger = openLedger(directory);
    const first = ledger.begin(key);
    first.release();
    const second = ledger.begin(key);
    expect([second.run, second.resumed]).toEqual([first.run, true]);
    second.finish({}, "");
    second.release();
    const third = ledger.begin(key);
    expect(third.run).not.toBe(first.run);
    third.release();
    const fresh = ledger.begin(key, { fresh: true });
    expect(fresh.run).not.toBe(third.run);
    fresh.release();
    ledger.close();
  });

  it("loses no acknowledged candidate when its process is killed, and lets the next process resume", async () => {
    let known: string[] = [];
    for (let round = 0; round < 4; round++) {
      const process = await writer();
      await process.kill();
      known = [...known, ...process.acknowledged];
    }
    const ledger = openLedger(directory);
    expect(ledger.runs().map((run) => run.status)).toEqual(["interrupted"]);
    const run = ledger.begin(key);
    expect(run.resumed).toBe(true);
    for (const name of known) expect(run.candidate(name)?.record).toEqual({ n: Number(name.slice(1)) });
    expect(new Set(known).size).toBe(known.length);
    run.release();
    ledger.close();
  });

  it("refuses a run that another process holds", async () => {
    const process = await writer();
    const ledger = openLedger(directory);
    try {
      expect(ledger.runs()[0]?.status).toBe("running");
      expect(() => ledger.begin(key)).toThrow(/LEDGER_RUN_ACTIVE/);
      ledger.begin({ ...key, key: "z".repeat(64), seed: 2 }).release();
    } finally {
      await process.kill();
      ledger.close();
    }
  });

  it("says what to do about a file that is not a ledger", () => {
    writeFileSync(
      join(directory, "ledger.sqlite"),
      "this is not a database, and it is longer than a header of one hundred bytes ".repeat(20),
    );
    expect(() => openLedger(directory)).toThrow(/LEDGER_UNREADABLE/);
  });

  it.skipIf(process.getuid?.() === 0)("says what to do about a directory that cannot be written (root can write anywhere)", () => {
    chmodSync(directory, 0o500);
    expect(() => openLedger(join(directory, "inner"))).toThrow(/LEDGER_DIRECTORY_NOT_WRITABLE/);
  });

  it("says what to do about a path that is a file", () => {
    writeFileSync(join(directory, "file"), "");
    expect(() => openLedger(join(directory, "file"))).toThrow(/LEDGER_DIRECTORY_NOT_WRITABLE/);
  });
});
