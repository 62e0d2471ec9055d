import { randomUUID } from "node:crypto";
import type { SqlConnection, Statements } from "./sql-connection.ts";
import { revise, sqlTrials } from "./sql-trials.ts";
import { type StoredRow, studyOf } from "./stored-rows.ts";
import { studyDiffers } from "./study-errors.ts";
import type { StudyStore } from "./study-store.ts";

async function open(sql: Statements, ...[definition, { most, fresh = false }]: Parameters<StudyStore["open"]>): Promise<StoredRow> {
  const { key, system, candidate, terms, job } = definition;
  if (fresh) await sql.run("UPDATE studies SET replaced = 1, status = 'closed' WHERE key = ?", key);
  await sql.run(
    `INSERT INTO studies (study, key, system, candidate, terms, job, status, most, started, replaced, revision)
     VALUES (?, ?, ?, ?, ?, ?, 'open', ?, ?, 0, 0) ON CONFLICT (key) WHERE replaced = 0 DO NOTHING`,
    ...[randomUUID().slice(0, 13), key, system, candidate, terms, job, most, new Date().toISOString()],
  );
  const [found] = await sql.all("SELECT * FROM studies WHERE key = ? AND replaced = 0", key);
  if (found !== undefined && found["terms"] !== terms) throw studyDiffers(studyOf(found), definition);
  const opened = "UPDATE studies SET status = 'open', most = ?, job = ? WHERE key = ? AND replaced = 0 RETURNING *";
  return (await sql.all(opened, most, job, key))[0] ?? {};
}

/** Running trials of workers whose name begins so wait for another; they count as lost. */
async function release(sql: Statements, study: string, workerPrefix: string): Promise<void> {
  const { revision } = await revise(sql, study);
  await sql.run(
    `UPDATE trials SET state = 'waiting', losses = losses + 1, revision = ?
     WHERE study = ? AND state = 'running' AND substr(worker, 1, length(?)) = ?`,
    ...[revision, study, workerPrefix, workerPrefix],
  );
}

async function close(sql: Statements, study: string, result: string | undefined): Promise<void> {
  const { revision } = await revise(sql, study);
  await sql.run("UPDATE trials SET state = 'waiting', revision = ? WHERE study = ? AND state = 'running'", revision, study);
  await sql.run("UPDATE studies SET status = 'closed', result = coalesce(?, result) WHERE study = ?", result ?? null, study);
}

/** Studies over a database. Every change first locks its study's row: see `revise`. */
export function sqlStudies(connection: SqlConnection): StudyStore {
  const { change, all } = connection;
  return {
    ...sqlTrials(connection),
    place: connection.place,
    open: async (definition, options) => studyOf(await change((sql) => open(sql, definition, options))),
    study: async (study) => (await all("SELECT * FROM studies WHERE study = ?", study)).map(studyOf)[0],
    studies: async (filter = {}) => {
      const wanted = Object.entries(filter).filter(([, value]) => value !== undefined);
      const where = ["replaced = 0", ...wanted.map(([name]) => `${name} = ?`)].join(" AND ");
      const rows = await all(`SELECT * FROM studies WHERE ${where} ORDER BY started DESC, study`, ...wanted.map(([, value]) => value));
      return rows.map(studyOf);
    },
    release: (study, workerPrefix) => change((sql) => release(sql, study, workerPrefix)),
    close: (study, result) => change((sql) => close(sql, study, result)),
    lock: (key) => connection.lock(`study-${key.slice(0, 32)}`),
    end: () => connection.end(),
  };
}
