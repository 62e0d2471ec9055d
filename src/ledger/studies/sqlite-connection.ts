import { join } from "node:path";
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { openDatabase } from "../open-database.ts";
import { takeRunLock } from "../run-lock.ts";
import { withStorageErrors } from "../storage-error.ts";
import type { SqlConnection, SqlValue, Statements } from "./sql-connection.ts";
import type { StoredRow } from "./stored-rows.ts";

const schema = `
  CREATE TABLE IF NOT EXISTS studies (
    study TEXT PRIMARY KEY, key TEXT NOT NULL, system TEXT NOT NULL, candidate TEXT NOT NULL, terms TEXT NOT NULL, job TEXT NOT NULL,
    status TEXT NOT NULL, most INTEGER NOT NULL, started TEXT NOT NULL, result TEXT, replaced INTEGER NOT NULL, revision INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS studies_by_key ON studies (key) WHERE replaced = 0;
  CREATE TABLE IF NOT EXISTS trials (
    study TEXT NOT NULL REFERENCES studies (study), number INTEGER NOT NULL, state TEXT NOT NULL, parameters TEXT, outcome TEXT,
    worker TEXT NOT NULL, attempt INTEGER NOT NULL, losses INTEGER NOT NULL, lease REAL NOT NULL, started TEXT NOT NULL,
    revision INTEGER NOT NULL, PRIMARY KEY (study, number)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS trials_by_revision ON trials (study, revision);
  CREATE INDEX IF NOT EXISTS trials_under_way ON trials (study, state, number) WHERE state IN ('waiting', 'running');
  CREATE TABLE IF NOT EXISTS reports (
    study TEXT NOT NULL, number INTEGER NOT NULL, step INTEGER NOT NULL, value REAL NOT NULL, PRIMARY KEY (study, number, step)
  ) STRICT, WITHOUT ROWID;
`;

/** Milliseconds to wait for others' writes: many workers stand in line for one file. */
const patienceMs = 300_000;
/** Milliseconds between two tries, at most. */
const longestPauseMs = 12;

/** Transactions of one process between two attempts to empty the write-ahead log. */
const commitsPerCheckpoint = 200;

/** SQLite's code for "somebody else has the lock". */
function isBusy(error: unknown): boolean {
  return (Number((error as { errcode?: unknown }).errcode) & 0xff) === 5;
}

/**
 * Tries until the lock is free. SQLite's own waiting sleeps longer and longer, so that among many processes some starve; short
 * pauses of uneven length give each its turn, and leave the thread to others meanwhile.
 */
async function patiently<Result>(work: () => Promise<Result>): Promise<Result> {
  const started = performance.now();
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || performance.now() - started > patienceMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1 + ((attempt * 7 + process.pid) % longestPauseMs)));
    }
  }
}

/** Statements of a database, each prepared once; what the file system throws gets a code. */
function statementsOf(database: DatabaseSync, directory: string): Statements {
  const stored = <Result>(work: () => Result): Result => withStorageErrors(directory, work);
  const prepared = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    const known = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  return {
    all: async (sql: string, ...values: readonly SqlValue[]): Promise<StoredRow[]> => stored(() => statement(sql).all(...values)),
    run: async (sql: string, ...values: readonly SqlValue[]) => stored(() => Number(statement(sql).run(...values).changes)),
    now: async () => Date.now(),
  };
}

/** Empties the write-ahead log now and then: among many writers no usual checkpoint ever reaches its end, this one holds them up. */
function logShortener({ all }: Statements): () => Promise<void> {
  let commits = 0;
  return async () => {
    if (++commits % commitsPerCheckpoint !== 0) return;
    await all("PRAGMA wal_checkpoint(TRUNCATE)").catch((error: unknown) => {
      // Somebody is reading: the next one will do.
      if (!isBusy(error)) throw error;
    });
  };
}

/** Lets callers of one connection follow each other: a transaction must not begin inside another. */
function turnstile(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let turn: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };
}

/**
 * The ledger of a directory as a database of studies, for the threads and processes of one machine.
 * @throws LEDGER_DIRECTORY_NOT_WRITABLE, LEDGER_DISK_FULL, LEDGER_UNREADABLE
 */
export function connectSqlite(directory: string): SqlConnection {
  const stored = <Result>(work: () => Result): Result => withStorageErrors(directory, work);
  const database = stored(() => openDatabase(directory));
  // NORMAL: what was acknowledged survives `kill -9`; a power cut may take the last moments, and with them a few trials.
  stored(() => database.exec(`PRAGMA busy_timeout = ${patienceMs}; PRAGMA synchronous = NORMAL; ${schema} PRAGMA busy_timeout = 0;`));
  const statements = statementsOf(database, directory);
  const shorten = logShortener(statements);
  const inTurn = turnstile();
  const change = async <Result>(work: (sql: Statements) => Promise<Result>): Promise<Result> => {
    // IMMEDIATE: it waits for its turn to write before it reads, so that it never has to be repeated.
    await patiently(() => statements.run("BEGIN IMMEDIATE"));
    try {
      const result = await work(statements);
      await statements.run("COMMIT");
      await shorten();
      return result;
    } catch (error) {
      if (database.isTransaction) await statements.run("ROLLBACK");
      throw error;
    }
  };
  return {
    place: directory,
    now: statements.now,
    all: (sql, ...values) => inTurn(() => patiently(() => statements.all(sql, ...values))),
    run: (sql, ...values) => inTurn(() => patiently(() => statements.run(sql, ...values))),
    change: (work) => inTurn(() => change(work)),
    lock: async (name) => {
      const lock = stored(() => takeRunLock(join(directory, "locks", `${name}.lock`)));
      return lock === undefined ? undefined : { release: async () => lock.release() };
    },
    end: () => inTurn(async () => database.close()),
  };
}
