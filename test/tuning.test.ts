import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PostgresServer, startPostgres } from "../src/ledger/fixtures/postgres-server.ts";
import { openStudies, type TrialRecord } from "../src/ledger/index.ts";
import { endOf, millwright, startCommand } from "./command-line.ts";
import { moodySystem } from "./moody-system.ts";

/** What `tune --json` prints, as far as it is looked at here. */
interface Tuned {
  readonly system: string;
  readonly studies: readonly {
    readonly study: string;
    readonly chosen?: { readonly number: number; readonly parameters: Readonly<Record<string, unknown>> };
    readonly trials: { readonly complete: number; readonly pruned: number; readonly failed: number };
    readonly stopped: string;
  }[];
}

let folder = "";
let server: PostgresServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "millwright-tuning-"));
  server = await startPostgres();
});
afterAll(() => {
  server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Writes a system into a folder of its own; returns its name. */
function write(name: string, settings: Parameters<typeof moodySystem>[0] = {}): string {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, "system.ts"), moodySystem(settings));
  return name;
}

/** Trials of the only study in a store. */
async function trialsIn(address: string): Promise<readonly TrialRecord[]> {
  const store = await openStudies(address);
  const [study] = await store.studies();
  const { trials } = await store.changes(study?.study ?? "", 0);
  await store.end();
  return trials;
}

/** Ends when a command's progress has said something. */
async function said(child: ReturnType<typeof startCommand>, what: RegExp): Promise<void> {
  let text = "";
  while (!what.test(text)) {
    const [chunk] = (await once(child.stderr ?? process.stdin, "data")) as [Buffer];
    text += chunk.toString();
  }
}

const told = (trials: readonly TrialRecord[]) =>
  trials.map(({ number, state, parameters, outcome }) => ({ number, state, parameters, values: outcome?.values }));

describe("a trial that goes wrong", () => {
  it("is recorded with its reason, and the study goes on", async () => {
    const moods = ["good", "throws", "hangs", "NaN", "fills the heap", "fills memory", "ends its process"];
    const name = write("wrong", { space: `searchSpace({ mood: oneOf(${JSON.stringify(moods)}) })` });
    const limits = ["--trial-seconds", "10", "--trial-memory", "400"];
    const { code, out, err } = await millwright(folder, [
      ...["tune", name, "--sampler", "grid", "--trials", "7", "--workers", "2", "--folds", "2", "--dir", "wrong-runs", "--json"],
      ...limits,
    ]);
    expect({ code, err }).toMatchObject({ code: 0 });
    const [study] = (JSON.parse(out) as Tuned).studies;
    expect(study).toMatchObject({ trials: { complete: 1, pruned: 0, failed: 6 }, chosen: { parameters: { mood: "good" } } });
    const reasons = Object.fromEntries(
      (await trialsIn(join(folder, "wrong-runs"))).map(({ parameters, outcome }) => [parameters?.["mood"], outcome?.reason]),
    );
    expect(reasons).toMatchObject({
      throws: "the trial threw",
      hangs: "took longer than its 10 s",
      NaN: expect.stringMatching(/NaN/),
      "fills the heap": expect.stringMatching(/^out of memory/),
      "fills memory": expect.stringMatching(/^out of memory/),
      "ends its process": expect.stringMatching(/code 7/),
    });
  });

  it("in a thread ends alone, too", async () => {
    const name = write("threads", { space: 'searchSpace({ mood: oneOf(["good", "throws", "hangs", "fills the heap"]) })' });
    const { code, out } = await millwright(folder, [
      ...["tune", name, "--sampler", "grid", "--trials", "4", "--folds", "2", "--isolation", "threads", "--dir", "thread-runs", "--json"],
      ...["--trial-seconds", "5", "--trial-memory", "100"],
    ]);
    expect(code).toBe(0);
    expect((JSON.parse(out) as Tuned).studies[0]?.trials).toEqual({ complete: 1, pruned: 0, failed: 3 });
  });
});

describe("a tuner that is killed", () => {
  it("loses no trial that had ended, and goes on with the same points", async () => {
    const name = write("killed", { slowMs: 60 });
    const command = (dir: string): string[] => ["tune", name, "--trials", "8", "--folds", "2", "--pruner", "none", "--dir", dir, "--json"];
    expect((await millwright(folder, command("undisturbed"))).code).toBe(0);
    const child = startCommand(command("disturbed"), { directory: folder });
    await said(child, /trial 3 \[/);
    child.kill("SIGKILL");
    await endOf(child);
    const before = await trialsIn(join(folder, "disturbed"));
    expect(before.filter(({ state }) => state === "complete").length).toBeGreaterThanOrEqual(4);
    const resumed = await millwright(folder, command("disturbed"));
    expect(resumed.code).toBe(0);
    expect(resumed.err).toMatch(/[4-7] of them from before/);
    const after = await trialsIn(join(folder, "disturbed"));
    expect(told(after)).toEqual(told(await trialsIn(join(folder, "undisturbed"))));
    expect(after.slice(0, 4).every(({ attempt }) => attempt === 1)).toBe(true);
  });

  it("is the only one at a time", async () => {
    const name = write("busy", { slowMs: 100 });
    const first = startCommand(["tune", name, "--trials", "50", "--dir", "busy-runs"], { directory: folder });
    await said(first, /trial 0 \[/);
    const second = await millwright(folder, ["tune", name, "--dir", "busy-runs", "--json"]);
    expect(second.code).toBe(2);
    expect(JSON.parse(second.out)).toMatchObject({ error: { code: "LEDGER_STUDY_ACTIVE" } });
    first.kill("SIGINT");
    expect((await endOf(first)).code).toBe(130);
  });
});

describe("tuned settings", () => {
  it("stand beside the declared ones on the next run's ladder, for the same rows and seed alone", async () => {
    const name = write("ladder");
    expect((await millwright(folder, ["tune", name, "--trials", "6", "--folds", "2", "--dir", "ladder-runs"])).code).toBe(0);
    const run = await millwright(folder, ["run", name, "--dir", "ladder-runs", "--json"]);
    const { ladder } = JSON.parse(run.out) as { ladder: readonly { candidate: string; tuned?: object }[] };
    expect(ladder.map(({ candidate }) => candidate)).toEqual(["random", "constant", "moody", "moody (tuned)", "plain"]);
    expect(ladder[3]?.tuned).toMatchObject({ over: "moody", trials: 6, gain: { value: expect.any(Number) } });
    const document = JSON.parse((await millwright(folder, ["design", name, "--dir", "ladder-runs", "--json"])).out) as { html: string };
    expect(readFileSync(document.html, "utf8")).toContain("chart-tuning-history");
    const other = await millwright(folder, ["run", name, "--dir", "ladder-runs", "--seed", "5", "--json"]);
    expect(JSON.parse(other.out).ladder).toHaveLength(4);
    expect(other.err).toContain("tune it again");
  });
});

describe("a study in PostgreSQL", () => {
  it("is worked on by processes elsewhere; one that is killed loses at most its trial", async () => {
    const name = write("many", { slowMs: 100 });
    const store = server.newDatabase();
    const worker = (): ReturnType<typeof startCommand> =>
      startCommand(["worker", "--store", store, "--until-idle", "40"], { directory: folder });
    const workers = [worker(), worker(), worker()];
    const tuner = startCommand(
      [
        "tune",
        name,
        "--trials",
        "24",
        "--folds",
        "2",
        "--pruner",
        "none",
        "--workers",
        "0",
        "--store",
        store,
        "--dir",
        "many-runs",
        "--json",
      ],
      { directory: folder },
    );
    await said(tuner, /trial 4 \[/);
    const [victim, ...others] = workers;
    victim?.kill("SIGKILL");
    const { code, out } = await endOf(tuner);
    expect(code).toBe(0);
    expect((JSON.parse(out) as Tuned).studies[0]?.trials).toEqual({ complete: 24, pruned: 0, failed: 0 });
    const trials = await trialsIn(store);
    expect(trials.map(({ number }) => number)).toEqual(Array.from({ length: 24 }, (_, number) => number));
    expect(new Set(trials.map((trial) => trial.worker)).size).toBeGreaterThan(1);
    expect(trials.filter(({ attempt }) => attempt > 1).length).toBeLessThanOrEqual(1);
    // The ledger of the tuner's folder has a copy, for the next run.
    expect(told(await trialsIn(join(folder, "many-runs")))).toEqual(told(trials));
    for (const other of others) {
      other.kill("SIGINT");
      expect((await endOf(other)).code).toBe(0);
    }
  }, 120_000);
});

describe("a study in a folder", () => {
  it("is worked on by another process of this machine, which says so when it has another system", async () => {
    const name = write("beside");
    const command = ["tune", name, "--trials", "5", "--folds", "2", "--workers", "0", "--dir", "beside-runs", "--json"];
    const tuner = startCommand(command, { directory: folder });
    await said(tuner, /up to 5 trials/);
    const ended = endOf(tuner);
    const elsewhere = join(folder, "elsewhere");
    mkdirSync(join(elsewhere, name), { recursive: true });
    writeFileSync(join(elsewhere, name, "system.ts"), moodySystem({ space: "searchSpace({ penalty: numberRange(5, 6) })" }));
    const stranger = ["worker", "--store", join(folder, "beside-runs"), "--until-idle", "1"];
    expect((await millwright(elsewhere, stranger)).err).toContain("LEDGER_STUDY_DIFFERS");
    const helper = await millwright(folder, ["worker", "--store", "beside-runs", "--until-idle", "2", "--json"]);
    expect(helper).toMatchObject({ code: 0, out: expect.stringContaining('{"trials":5}') });
    expect((await ended).code).toBe(0);
  }, 120_000);
});

describe("a worker that is killed at the end of a study", () => {
  it("has its trial taken over by one that would else be idle, and the tuner says what it waits for", async () => {
    const name = write("lost", { slowMs: 1000 });
    const command = ["tune", name, "--trials", "3", "--folds", "2", "--workers", "0", "--dir", "lost-runs", "--json"];
    const tuner = startCommand(command, { directory: folder });
    const ended = endOf(tuner);
    await said(tuner, /up to 3 trials/);
    const victim = startCommand(["worker", "--store", "lost-runs"], { directory: folder });
    while ((await trialsIn(join(folder, "lost-runs"))).length === 0) await new Promise((resolve) => setTimeout(resolve, 100));
    victim.kill("SIGKILL");
    const helper = await millwright(folder, ["worker", "--store", "lost-runs", "--until-idle", "2", "--json"]);
    expect(helper).toMatchObject({ code: 0, out: expect.stringContaining('{"trials":3}') });
    const { code, err } = await ended;
    expect([code, err]).toEqual([0, expect.stringMatching(/waiting for trial 0 \(worker\//)]);
    expect((await trialsIn(join(folder, "lost-runs"))).map(({ attempt }) => attempt)).toEqual([2, 1, 1]);
  }, 120_000);
});

describe("what cannot be tuned is refused with a code", () => {
  const cases: readonly (readonly [string, string, readonly string[], Parameters<typeof moodySystem>[0]?])[] = [
    ["an unknown candidate", "MILL_CANDIDATE_UNKNOWN", ["--candidate", "mody"]],
    ["a candidate without a space", "MILL_NO_SEARCH_SPACE", ["--candidate", "plain"]],
    ["a store that is not there", "LEDGER_STORE_UNREACHABLE", ["--store", "postgres://me:hidden@127.0.0.1:1/none"]],
    ["a folder that is not there", "CLI_STORE_MISSING", ["--store", "typo"]],
    ["a store of another kind", "LEDGER_STORE_UNKNOWN", ["--store", "mysql://host/studies"]],
    ["an unknown sampler", "MILL_SETTING_INVALID", ["--sampler", "tpee"]],
    ["objectives without quality", "MILL_SETTING_INVALID", ["--objectives", "size,latency"]],
    ["an empty space", "MODELING_SPACE_EMPTY", [], { space: "searchSpace({})" }],
    [
      "a contradictory space",
      "MODELING_SPACE_CONTRADICTORY",
      [],
      { space: 'searchSpace({ a: integerRange(1, 5) }, [{ name: "a > 9", holds: ({ a }) => a > 9 }])' },
    ],
  ];
  it.each(cases.map(([title, code, options, settings]) => ({ title, code, options, settings })))("$title", async (one) => {
    const { title, code, options, settings } = one;
    const name = write(`refused-${title.replaceAll(" ", "-")}`, settings);
    const { code: ended, out } = await millwright(folder, ["tune", name, "--trials", "2", "--dir", "refused-runs", "--json", ...options]);
    const { error } = JSON.parse(out) as { error: { code: string; problem: string; fix: string } };
    expect([ended, error.code]).toEqual([2, code]);
    expect(error.problem + error.fix).not.toContain("hidden");
  });

  it("an option that lacks its value, and nothing is made in its place", async () => {
    const { code, err } = await millwright(folder, ["worker", "--store", "--json"]);
    expect([code, err]).toEqual([2, expect.stringContaining('--store lacks its value: "--json" follows it')]);
    expect(readdirSync(folder)).not.toContain("--json");
    expect(readdirSync(folder)).not.toContain("typo");
  });

  it("a study that was begun in another space, unless it is begun anew", async () => {
    const name = write("changing");
    const command = ["tune", name, "--trials", "2", "--folds", "2", "--dir", "changing-runs", "--json"];
    expect((await millwright(folder, command)).code).toBe(0);
    write("changing", { space: "searchSpace({ penalty: numberRange(1, 2) })" });
    const refused = await millwright(folder, command);
    expect(JSON.parse(refused.out)).toMatchObject({ error: { code: "LEDGER_STUDY_DIFFERS", problem: expect.stringContaining("space") } });
    expect((await millwright(folder, [...command, "--fresh"])).code).toBe(0);
  });
});
