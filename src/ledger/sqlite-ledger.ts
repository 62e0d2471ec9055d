import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { MillwrightError } from "../errors/index.ts";
import { openDatabase } from "./open-database.ts";
import type { CandidateRecord, Ledger, OpenRun, RunKey, RunSummary } from "./records.ts";
import { type RunLock, takeRunLock } from "./run-lock.ts";
import { withStorageErrors } from "./storage-error.ts";

const schema = `
  CREATE TABLE IF NOT EXISTS runs (
    run TEXT PRIMARY KEY, key TEXT NOT NULL, system TEXT NOT NULL, seed INTEGER NOT NULL, fingerprint TEXT NOT NULL,
    status TEXT NOT NULL, started TEXT NOT NULL, finished TEXT, problem TEXT, headline TEXT, report TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS runs_by_key ON runs (key, status);
  CREATE TABLE IF NOT EXISTS candidates (
    run TEXT NOT NULL REFERENCES runs (run), name TEXT NOT NULL, record TEXT NOT NULL, predictions BLOB NOT NULL,
    PRIMARY KEY (run, name)
  ) STRICT;
`;

const text = (value: unknown): string => (typeof value === "string" ? value : "");

function summaryOf(row: Record<string, unknown>, active: (key: string) => boolean): RunSummary {
  const stored = text(row["status"]);
  const status = stored === "running" && !active(text(row["key"])) ? "interrupted" : (stored as RunSummary["status"]);
  return {
    run: text(row["run"]),
    key: text(row["key"]),
    system: text(row["system"]),
    seed: Number(row["seed"]),
    fingerprint: text(row["fingerprint"]),
    status,
    startedAt: text(row["started"]),
    ...(row["finished"] === null ? {} : { finishedAt: text(row["finished"]) }),
    ...(row["problem"] === null ? {} : { problem: text(row["problem"]) }),
    ...(row["headline"] === null ? {} : { headline: text(row["headline"]) }),
  };
}

/** A run of this process: its lock is held until it is released. */
function openRun(
  database: DatabaseSync,
  directory: string,
  lock: RunLock,
  row: { run: string; started: string; resumed: boolean },
): OpenRun {
  const { run, started, resumed } = row;
  const end = (status: string, columns: Record<string, string | null>): void => {
    const names = Object.keys(columns);
    const sets = names.map((name) => `${name} = ?`).join(", ");
    database
      .prepare(`UPDATE runs SET status = ?, finished = ?, ${sets} WHERE run = ?`)
      .run(status, new Date().toISOString(), ...names.map((name) => columns[name] ?? null), run);
  };
  const files = join(directory, "runs", run);
  withStorageErrors(directory, () => mkdirSync(files, { recursive: true }));
  let held = true;
  return {
    run,
    resumed,
    startedAt: started,
    directory: files,
    candidate: (name) => {
      const found = database.prepare("SELECT record, predictions FROM candidates WHERE run = ? AND name = ?").get(run, name);
      if (found === undefined) return undefined;
      const bytes = new Uint8Array(found["predictions"] as Uint8Array);
      return { name, record: JSON.parse(text(found["record"])), predictions: new Float64Array(bytes.buffer) };
    },
    finishCandidate: (candidate: CandidateRecord) => {
      const { predictions } = candidate;
      const bytes = new Uint8Array(predictions.buffer, predictions.byteOffset, predictions.byteLength);
      withStorageErrors(directory, () =>
        database
          .prepare("INSERT OR REPLACE INTO candidates (run, name, record, predictions) VALUES (?, ?, ?, ?)")
          .run(run, candidate.name, JSON.stringify(candidate.record), bytes),
      );
    },
    finish: (report, headline) =>
      withStorageErrors(directory, () => {
        database.exec("BEGIN IMMEDIATE");
        end("finished", { report: JSON.stringify(report), headline });
        // Predictions of a finished run are never resumed from.
        database.prepare("DELETE FROM candidates WHERE run = ?").run(run);
        database.exec("COMMIT");
      }),
    fail: (problem) => withStorageErrors(directory, () => end("failed", { problem })),
    release: () => {
      if (held) lock.release();
      held = false;
    },
  };
}

/**
 * Opens (and makes, where it is absent) the ledger of a directory: `ledger.sqlite` beside `runs/` and `models/`.
 * Never on a network file system: SQLite's locks do not hold there.
 * @throws LEDGER_DIRECTORY_NOT_WRITABLE, LEDGER_DISK_FULL, LEDGER_UNREADABLE
 * @example
 * const ledger = openLedger(".millwright");
 * for (const run of ledger.runs({ system: "card-fraud" })) console.log(run.run, run.headline);
 * ledger.close();
 */
export function openLedger(directory: string): Ledger {
  const database = withStorageErrors(directory, () => openDatabase(directory));
  withStorageErrors(directory, () => database.exec(schema));
  const lockFile = (key: string): string => join(directory, "locks", `${key.slice(0, 32)}.lock`);
  const active = (key: string): boolean => {
    const lock = takeRunLock(lockFile(key));
    lock?.release();
    return lock === undefined;
  };
  const begin = (key: RunKey, fresh: boolean): OpenRun => {
    const lock = takeRunLock(lockFile(key.key));
    if (lock === undefined) {
      throw new MillwrightError(
        "LEDGER_RUN_ACTIVE",
        `another process is running "${key.system}" on the same data with seed ${key.seed} in ${directory}.`,
        "Wait for it, choose another --seed, or another directory with --dir.",
      );
    }
    const unfinished = database.prepare("SELECT run, started FROM runs WHERE key = ? AND status = 'running'").get(key.key);
    if (unfinished !== undefined && !fresh) {
      return openRun(database, directory, lock, { run: text(unfinished["run"]), started: text(unfinished["started"]), resumed: true });
    }
    if (unfinished !== undefined) {
      database
        .prepare("UPDATE runs SET status = 'failed', problem = 'abandoned for a fresh run' WHERE key = ? AND status = 'running'")
        .run(key.key);
    }
    const started = new Date().toISOString();
    const run = `${started.slice(0, 10).replaceAll("-", "")}-${randomUUID().slice(0, 8)}`;
    database
      .prepare("INSERT INTO runs (run, key, system, seed, fingerprint, status, started) VALUES (?, ?, ?, ?, ?, 'running', ?)")
      .run(run, key.key, key.system, key.seed, key.fingerprint, started);
    return openRun(database, directory, lock, { run, started, resumed: false });
  };
  return {
    begin: (key, options) => withStorageErrors(directory, () => begin(key, options?.fresh === true)),
    runs: (filter = {}) =>
      database
        .prepare("SELECT * FROM runs WHERE (?1 = '' OR system = ?1) ORDER BY started DESC, run LIMIT ?2")
        .all(filter.system ?? "", filter.limit ?? 100)
        .map((row) => summaryOf(row, active)),
    report: (run) => {
      const found = database
        .prepare("SELECT report FROM runs WHERE report IS NOT NULL AND substr(run, 1, length(?1)) = ?1 ORDER BY started DESC")
        .get(run);
      if (found !== undefined && run !== "") return JSON.parse(text(found["report"]));
      throw new MillwrightError(
        "LEDGER_RUN_UNKNOWN",
        `no finished run in ${directory} begins with "${run}".`,
        "`millwright runs` lists them.",
      );
    },
    latest: (system, key) => {
      const found = database
        .prepare(
          "SELECT run, report FROM runs WHERE system = ?1 AND status = 'finished' AND (?2 = '' OR key = ?2) ORDER BY finished DESC LIMIT 1",
        )
        .get(system, key ?? "");
      return found === undefined ? undefined : { run: text(found["run"]), report: JSON.parse(text(found["report"])) };
    },
    close: () => database.close(),
  };
}
