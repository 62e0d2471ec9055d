import { join } from "node:path";
import type { StatementSync } from "node:sqlite";
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
const patienceMs = 120_000;

/**
 * The ledger of a directory as a database of studies, for the threads and processes of one machine.
 * @throws LEDGER_DIRECTORY_NOT_WRITABLE, LEDGER_DISK_FULL, LEDGER_UNREADABLE
 */
export function connectSqlite(directory: string): SqlConnection {
  const stored = <Result>(work: () => Result): Result => withStorageErrors(directory, work);
  const database = stored(() => openDatabase(directory));
  // NORMAL: what was acknowledged survives `kill -9`; a power cut may take the last moments, and with them a few trials.
  stored(() => database.exec(`PRAGMA busy_timeout = ${patienceMs}; PRAGMA synchronous = NORMAL; ${schema}`));
  const prepared = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    const known = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  const statements: Statements = {
    all: async (sql: string, ...values: readonly SqlValue[]): Promise<StoredRow[]> => stored(() => statement(sql).all(...values)),
    run: async (sql: string, ...values: readonly SqlValue[]) => stored(() => Number(statement(sql).run(...values).changes)),
  };
  // Callers of one process share the connection: a transaction must not begin inside another.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  return {
    place: directory,
    now: async () => Date.now(),
    all: (sql, ...values) => inTurn(() => statements.all(sql, ...values)),
    run: (sql, ...values) => inTurn(() => statements.run(sql, ...values)),
    change: (work) =>
      inTurn(async () => {
        // IMMEDIATE: it waits for its turn to write before it reads, so that it never has to be repeated.
        await statements.run("BEGIN IMMEDIATE");
        try {
          const result = await work(statements);
          await statements.run("COMMIT");
          return result;
        } catch (error) {
          if (database.isTransaction) await statements.run("ROLLBACK");
          throw error;
        }
      }),
    lock: async (name) => {
      const lock = stored(() => takeRunLock(join(directory, "locks", `${name}.lock`)));
      return lock === undefined ? undefined : { release: async () => lock.release() };
    },
    end: () => inTurn(async () => database.close()),
  };
}
