import type { Client, Pool } from "pg";
import { MillwrightError } from "../../errors/index.ts";
import type { SqlConnection, SqlValue, Statements } from "./sql-connection.ts";
import type { StoredRow } from "./stored-rows.ts";
import type { StudyLock } from "./study-store.ts";

const schema = `
  CREATE SCHEMA IF NOT EXISTS millwright;
  CREATE TABLE IF NOT EXISTS millwright.studies (
    study text PRIMARY KEY, key text NOT NULL, system text NOT NULL, candidate text NOT NULL, terms text NOT NULL, job text NOT NULL,
    status text NOT NULL, most integer NOT NULL, started text NOT NULL, result text, replaced integer NOT NULL, revision bigint NOT NULL
  );
  CREATE UNIQUE INDEX IF NOT EXISTS studies_by_key ON millwright.studies (key) WHERE replaced = 0;
  CREATE TABLE IF NOT EXISTS millwright.trials (
    study text NOT NULL REFERENCES millwright.studies (study), number integer NOT NULL, state text NOT NULL, parameters text, outcome text,
    worker text NOT NULL, attempt integer NOT NULL, losses integer NOT NULL, lease double precision NOT NULL, started text NOT NULL,
    revision bigint NOT NULL, PRIMARY KEY (study, number)
  );
  CREATE INDEX IF NOT EXISTS trials_by_revision ON millwright.trials (study, revision);
  CREATE INDEX IF NOT EXISTS trials_under_way ON millwright.trials (study, state, number) WHERE state IN ('waiting', 'running');
  CREATE TABLE IF NOT EXISTS millwright.reports (
    study text NOT NULL, number integer NOT NULL, step integer NOT NULL, value double precision NOT NULL, PRIMARY KEY (study, number, step)
  );
`;

/** Any number will do, as long as nobody else locks the same: two that make the tables at once would trip over each other. */
const makingTables = 727_001;

/** Connections that one process holds at most, besides those of its locks. */
const mostConnections = 4;

/** The address without its password. */
export function shownAddress(url: string): string {
  return url.replace(/^(postgres(?:ql)?:\/\/[^:/@]*):[^@]*@/, "$1@");
}

/** What the driver threw, in words; errors of the caller's own come back as they are. */
function unreachable(error: unknown, url: string): unknown {
  if (error instanceof MillwrightError) return error;
  // The driver reports a refused connection to several addresses as one error without a message of its own.
  const causes = error instanceof AggregateError ? error.errors : [error];
  const message = causes.map((each) => (each instanceof Error ? each.message : String(each))).join("; ");
  return new MillwrightError(
    "LEDGER_STORE_UNREACHABLE",
    `${shownAddress(url)} does not do what it is asked: ${message}.`,
    "Check host, port, database, name and password, and that the name may create the schema millwright.",
    { cause: error },
  );
}

/** `?` in their order become $1, $2, … */
function numbered(sql: string): string {
  let count = 0;
  return sql.replace(/\?/g, () => `$${++count}`);
}

function statementsOf(runner: Pick<Pool | Client, "query">): Statements {
  return {
    all: async (sql, ...values) => (await runner.query<StoredRow>(numbered(sql), [...values])).rows,
    run: async (sql, ...values) => (await runner.query(numbered(sql), [...values])).rowCount ?? 0,
    // One clock for all machines; not the transaction's, which stands still while it waits for a lock.
    now: async () => Number((await runner.query<StoredRow>("SELECT extract(epoch FROM clock_timestamp()) * 1000 AS now")).rows[0]?.["now"]),
  };
}

async function makeTables(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(`BEGIN; SELECT pg_advisory_xact_lock(${makingTables}); ${schema} COMMIT;`);
  } finally {
    client.release();
  }
}

/** One transaction on a connection of its own; one that is broken is not used again. */
async function inTransaction<Result>(pool: Pool, work: (statements: Statements) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query("BEGIN");
    const result = await work(statementsOf(client));
    await client.query("COMMIT");
    broken = false;
    return result;
  } catch (error) {
    broken = await client.query("ROLLBACK").then(
      () => false,
      () => true,
    );
    throw error;
  } finally {
    client.release(broken);
  }
}

/** An advisory lock, which ends with the connection; undefined when somebody else has it. */
async function advisoryLock(client: Client, name: string): Promise<StudyLock | undefined> {
  client.on("error", () => undefined);
  await client.connect();
  const { rows } = await client.query<{ taken: boolean }>("SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS taken", [name]);
  if (rows[0]?.taken === true) return { release: () => client.end() };
  await client.end();
  return undefined;
}

/**
 * A PostgreSQL database as a database of studies, for many machines: tables in the schema `millwright`, made when they are absent.
 * @param url - postgres://user:password@host:5432/database
 * @throws LEDGER_STORE_UNREACHABLE
 */
export async function connectPostgres(url: string): Promise<SqlConnection> {
  const { default: pg } = await import("pg");
  const settings = { connectionString: url, application_name: "millwright", options: "-c search_path=millwright" };
  const reached = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      throw unreachable(error, url);
    }
  };
  const pool = await reached(async () => new pg.Pool({ ...settings, max: mostConnections, connectionTimeoutMillis: 10_000 }));
  // A connection that breaks while idle is replaced at the next query; that query tells if it cannot be.
  pool.on("error", () => undefined);
  try {
    await reached(() => makeTables(pool));
  } catch (error) {
    await pool.end();
    throw error;
  }
  const statements = statementsOf(pool);
  return {
    place: shownAddress(url),
    now: () => reached(statements.now),
    all: (sql: string, ...values: readonly SqlValue[]) => reached(() => statements.all(sql, ...values)),
    run: (sql: string, ...values: readonly SqlValue[]) => reached(() => statements.run(sql, ...values)),
    change: (work) => reached(() => inTransaction(pool, work)),
    lock: (name) => reached(() => advisoryLock(new pg.Client(settings), name)),
    end: () => pool.end(),
  };
}
