import type { SqlConnection, SqlValue, Statements } from "./sql-connection.ts";
import { type StoredRow, trialsOf } from "./stored-rows.ts";
import { type Claim, type ClaimRequest, lostReason, mostLosses, type StudyStore } from "./study-store.ts";

/**
 * The next revision of a study. It locks the study's row until the transaction ends: transactions of one study follow each other,
 * and revisions become visible in their order.
 */
export async function revise(sql: Statements, study: string): Promise<{ revision: number; open: boolean; most: number }> {
  const [row] = await sql.all("UPDATE studies SET revision = revision + 1 WHERE study = ? RETURNING revision, status, most", study);
  return { revision: Number(row?.["revision"]), open: row?.["status"] === "open", most: Number(row?.["most"]) };
}

/** Changes a trial if the claim still holds it; one that a closed study took back may still be ended by who had it. */
async function changeHeld(sql: Statements, claim: Claim, states: readonly string[], sets: string, ...values: SqlValue[]): Promise<boolean> {
  const { study, number, attempt } = claim;
  const { revision } = await revise(sql, study);
  const held = `study = ? AND number = ? AND attempt = ? AND state IN (${states.map((state) => `'${state}'`).join()})`;
  return (await sql.run(`UPDATE trials SET ${sets}, revision = ? WHERE ${held}`, ...values, revision, study, number, attempt)) === 1;
}

/** Trials whose worker was silent for too long wait for another; those that lost too many have failed. */
async function takeFromLost(sql: Statements, study: string, revision: number, now: number): Promise<void> {
  await sql.run(
    "UPDATE trials SET state = 'waiting', losses = losses + 1, revision = ? WHERE study = ? AND state = 'running' AND lease < ?",
    ...[revision, study, now],
  );
  const outcome = JSON.stringify({ state: "failed", values: [], reason: lostReason });
  await sql.run(
    "UPDATE trials SET state = 'failed', outcome = ?, revision = ? WHERE study = ? AND state = 'waiting' AND losses >= ?",
    ...[outcome, revision, study, mostLosses],
  );
}

async function takeWaiting(sql: Statements, trial: StoredRow, values: readonly SqlValue[]): Promise<Claim> {
  const [study, number, attempt] = [String(trial["study"]), Number(trial["number"]), Number(trial["attempt"]) + 1];
  await sql.run(
    "UPDATE trials SET state = 'running', worker = ?, lease = ?, started = ?, revision = ?, attempt = ? WHERE study = ? AND number = ?",
    ...[...values, attempt, study, number],
  );
  await sql.run("DELETE FROM reports WHERE study = ? AND number = ?", study, number);
  const parameters = trial["parameters"];
  return { study, number, attempt, ...(typeof parameters === "string" ? { parameters: JSON.parse(parameters) } : {}) };
}

async function claim(sql: Statements, study: string, { worker, leaseMs }: ClaimRequest): Promise<Claim | undefined> {
  const { revision, open, most } = await revise(sql, study);
  if (!open) return undefined;
  // The lease begins when the lock is held: among many workers the wait for it may be long.
  const now = await sql.now();
  await takeFromLost(sql, study, revision, now);
  const values = [worker, now + leaseMs, new Date().toISOString(), revision];
  const [waiting] = await sql.all("SELECT * FROM trials WHERE study = ? AND state = 'waiting' ORDER BY number LIMIT 1", study);
  if (waiting !== undefined) return takeWaiting(sql, waiting, values);
  const [last] = await sql.all("SELECT number FROM trials WHERE study = ? ORDER BY number DESC LIMIT 1", study);
  const number = last === undefined ? 0 : Number(last["number"]) + 1;
  if (number >= most) return undefined;
  await sql.run(
    `INSERT INTO trials (worker, lease, started, revision, study, number, state, attempt, losses)
     VALUES (?, ?, ?, ?, ?, ?, 'running', 1, 0)`,
    ...[...values, study, number],
  );
  return { study, number, attempt: 1 };
}

async function changes({ all }: SqlConnection, study: string, since: number): ReturnType<StudyStore["changes"]> {
  const trials = await all("SELECT * FROM trials WHERE study = ? AND revision > ? ORDER BY number", study, since);
  if (trials.length === 0) return { revision: since, trials: [] };
  const reports = await all(
    `SELECT number, step, value FROM reports
     WHERE study = ? AND number IN (SELECT number FROM trials WHERE study = ? AND revision > ?) ORDER BY number, step`,
    ...[study, study, since],
  );
  // The largest revision seen, not the study's: what was written between the two statements is read again, never missed.
  const revision = trials.reduce((largest, row) => Math.max(largest, Number(row["revision"])), since);
  return { revision, trials: trialsOf(trials, reports) };
}

/** Trials under way whose lease has run out. */
async function hasLost({ all }: SqlConnection, study: string, now: number): Promise<boolean> {
  const lost = "SELECT number FROM trials WHERE study = ? AND state = 'running' AND lease < ? LIMIT 1";
  return (await all(lost, study, now)).length > 0;
}

const underWay = ["running"];

/** What is done with trials one by one. Every change first locks the study's row: see `revise`. */
export function sqlTrials(
  connection: SqlConnection,
): Pick<StudyStore, "changes" | "claim" | "propose" | "report" | "heartbeat" | "tell" | "letGo" | "reclaim"> {
  const { change } = connection;
  return {
    changes: (study, since) => changes(connection, study, since),
    claim: (study, request) => change((sql) => claim(sql, study, request)),
    propose: (held, parameters) => change((sql) => changeHeld(sql, held, underWay, "parameters = ?", JSON.stringify(parameters))),
    report: (held, { step, value }) =>
      change(async (sql) => {
        if (!(await changeHeld(sql, held, underWay, "state = 'running'"))) return false;
        const insert = "INSERT INTO reports (study, number, step, value) VALUES (?, ?, ?, ?)";
        const replace = "ON CONFLICT (study, number, step) DO UPDATE SET value = excluded.value";
        await sql.run(`${insert} ${replace}`, held.study, held.number, step, value);
        return true;
      }),
    heartbeat: (held, leaseMs) =>
      change(async (sql) => {
        // As in `claim`: the lock first, then the clock.
        await revise(sql, held.study);
        return changeHeld(sql, held, underWay, "lease = ?", (await sql.now()) + leaseMs);
      }),
    tell: (held, outcome) =>
      change((sql) => changeHeld(sql, held, ["running", "waiting"], "state = ?, outcome = ?", outcome.state, JSON.stringify(outcome))),
    letGo: async (held) => {
      await change((sql) => changeHeld(sql, held, underWay, "state = 'waiting'"));
    },
    reclaim: async (study) => {
      // Looked at often, and seldom so: nothing is written, and nobody waits, where there is nothing to do.
      if (!(await hasLost(connection, study, await connection.now()))) return;
      await change(async (sql) => {
        const { revision } = await revise(sql, study);
        await takeFromLost(sql, study, revision, await sql.now());
      });
    },
  };
}
