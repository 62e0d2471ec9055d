import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PostgresServer, startPostgres } from "../fixtures/postgres-server.ts";
import { openStudies } from "./open-studies.ts";
import type { StudyStore } from "./study-store.ts";

const child = fileURLToPath(new URL("../fixtures/study-worker-child.ts", import.meta.url));
const processes = 8;
const each = 20;
let folder = "";
let server: PostgresServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "millwright-crowd-"));
  server = await startPostgres();
});
afterAll(() => {
  server.stop();
  rmSync(folder, { recursive: true, force: true });
});

function worker(address: string, study: string): ChildProcess {
  return spawn(process.execPath, [child, address, study, String(processes * each)], { stdio: ["ignore", "pipe", "pipe"] });
}

/** Exit code, trials that it says it ended, and what it complained about. */
async function endOf(one: ChildProcess): Promise<{ code: number | null; trials: number; complaint: string }> {
  let [said, complaint] = ["", ""];
  one.stdout?.on("data", (text: Buffer) => (said += text.toString()));
  one.stderr?.on("data", (text: Buffer) => (complaint += text.toString()));
  const code = await new Promise<number | null>((resolve) => one.on("close", resolve));
  return { code, trials: Number(said), complaint };
}

async function open(address: string): Promise<{ store: StudyStore; study: string }> {
  const store = await openStudies(address);
  const { study } = await store.open({ key: "k", system: "s", candidate: "c", terms: "{}", job: "{}" }, { most: processes * each });
  return { store, study };
}

const whole = Array.from({ length: processes * each }, (_, number) => [number, "complete", number, 1]);
const summary = async (store: StudyStore, study: string) =>
  (await store.changes(study, 0)).trials.map(({ number, state, outcome, reports }) => [number, state, outcome?.values[0], reports.length]);

describe.each(["SQLite", "PostgreSQL"])("processes that share a study in %s", (kind) => {
  const address = (name: string): string => (kind === "SQLite" ? join(folder, name) : server.newDatabase());

  it("meet no lock error, repeat no trial and lose none", async () => {
    const place = address("crowd");
    const { store, study } = await open(place);
    const ends = await Promise.all(Array.from({ length: processes }, () => endOf(worker(place, study))));
    expect(ends.map(({ code, complaint }) => ({ code, complaint }))).toEqual(ends.map(() => ({ code: 0, complaint: "" })));
    expect(ends.reduce((sum, { trials }) => sum + trials, 0)).toBe(processes * each);
    expect(await summary(store, study)).toEqual(whole);
    await store.end();
  });

  it("take over the trial of one that was killed, which had no other", async () => {
    const place = address("killed");
    const { store, study } = await open(place);
    const victims = [worker(place, study), worker(place, study)];
    // Killed in the midst of their work: once the study has some trials, wherever they are then.
    while ((await store.changes(study, 0)).trials.length < 20) await new Promise((resolve) => setTimeout(resolve, 5));
    for (const victim of victims) victim.kill("SIGKILL");
    await Promise.all(victims.map(endOf));
    const { trials } = await store.changes(study, 0);
    expect(trials.filter(({ state }) => state === "running").length).toBeLessThanOrEqual(victims.length);
    await store.release(study, "child:");
    const ends = await Promise.all([endOf(worker(place, study)), endOf(worker(place, study))]);
    expect(ends.map(({ code }) => code)).toEqual([0, 0]);
    expect(await summary(store, study)).toEqual(whole);
    await store.end();
  });
});
