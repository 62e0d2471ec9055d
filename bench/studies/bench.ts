/**
 * 32 processes that take 1,000 trials each of one study, in SQLite and in PostgreSQL, as fast as they can; two of them are killed
 * (SIGKILL) on the way. Every trial has to be there once, complete, with what was told. Needs Debian's package postgresql.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "../../src/ledger/fixtures/postgres-server.ts";
import { openStudies } from "../../src/ledger/index.ts";
import type { Figure } from "../figure.ts";

const PROCESSES = 32;
const TRIALS = 1000;
const KILLED = 2;
const child = join(import.meta.dirname, "../../src/ledger/fixtures/study-worker-child.ts");

/** How one process ended. */
interface Ended {
  readonly killed: boolean;
  readonly failed: boolean;
}

function endOf(one: ChildProcess): Promise<Ended> {
  return new Promise((resolve) => {
    one.on("close", (code, signal) => resolve({ killed: signal === "SIGKILL", failed: signal === null && code !== 0 }));
  });
}

async function crowd(name: string, address: string): Promise<Figure[]> {
  const store = await openStudies(address);
  const most = PROCESSES * TRIALS;
  const { study } = await store.open({ key: "k", system: "s", candidate: "c", terms: "{}", job: "{}" }, { most });
  const started = performance.now();
  const start = (): ChildProcess =>
    spawn(process.execPath, [child, address, study, String(most)], { stdio: ["ignore", "ignore", "inherit"] });
  const processes = Array.from({ length: PROCESSES }, start);
  const ends = processes.map(endOf);
  while (((await store.changes(study, 0)).trials.at(-1)?.number ?? 0) < most / 10) await new Promise((resolve) => setTimeout(resolve, 500));
  for (const victim of processes.slice(0, KILLED)) victim.kill("SIGKILL");
  const ended = await Promise.all(ends);
  // The victims' trials are taken over once their leases have run out.
  await new Promise((resolve) => setTimeout(resolve, 5500));
  await endOf(start());
  const seconds = (performance.now() - started) / 1000;
  const { trials } = await store.changes(study, 0);
  await store.end();
  const whole = trials.filter(
    ({ number, state, outcome, reports }, at) =>
      number === at && state === "complete" && outcome?.values[0] === number && reports.length === 1,
  ).length;
  const repeated = trials.filter(({ attempt }) => attempt > 1).length;
  const errors = ended.filter(({ failed }) => failed).length;
  const figure = (title: string, ours: number, peer: number, peerName: string, goal: string, met: boolean): Figure => ({
    figure: `${name}: ${title}`,
    ours,
    peer,
    peerName,
    ratio: peer === 0 ? Number.NaN : ours / peer,
    goal,
    met,
  });
  const asked = `${PROCESSES} processes × ${TRIALS} trials, ${KILLED} processes killed`;
  return [
    figure("trials that are there once, complete", whole, most, asked, "all", whole === most && trials.length === most),
    figure("processes that ended with an error", errors, 0, "none", "none", errors === 0),
    figure("trials begun again", repeated, KILLED, "one per killed process", `at most ${KILLED}`, repeated <= KILLED),
    figure("trials a second (four transactions each)", whole / seconds, Number.NaN, "no peer", "reported", true),
  ];
}

/** Both stores, one after the other. */
export async function run(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "millwright-crowd-"));
  const server = await startPostgres();
  try {
    return [...(await crowd("SQLite", folder)), ...(await crowd("PostgreSQL", server.newDatabase()))];
  } finally {
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
