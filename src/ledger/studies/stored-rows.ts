import type { StudyRecord, TrialRecord, TrialReport, TrialState } from "./study-store.ts";

/** A row as either database gives it. */
export type StoredRow = Readonly<Record<string, unknown>>;

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** A study from its row. */
export function studyOf(row: StoredRow): StudyRecord {
  return {
    study: text(row["study"]),
    key: text(row["key"]),
    system: text(row["system"]),
    candidate: text(row["candidate"]),
    terms: text(row["terms"]),
    job: text(row["job"]),
    status: row["status"] === "closed" ? "closed" : "open",
    startedAt: text(row["started"]),
    most: Number(row["most"]),
    ...(typeof row["result"] === "string" ? { result: row["result"] } : {}),
  };
}

/** Trials from their rows, each with its reports; `reports` come in order of trial and step. */
export function trialsOf(rows: readonly StoredRow[], reports: readonly StoredRow[]): TrialRecord[] {
  const byTrial = new Map<number, TrialReport[]>();
  for (const row of reports) {
    const list = byTrial.get(Number(row["number"])) ?? [];
    byTrial.set(Number(row["number"]), list);
    list.push({ step: Number(row["step"]), value: Number(row["value"]) });
  }
  return rows.map((row) => ({
    number: Number(row["number"]),
    state: text(row["state"]) as TrialState,
    ...(typeof row["parameters"] === "string" ? { parameters: JSON.parse(row["parameters"]) } : {}),
    ...(typeof row["outcome"] === "string" ? { outcome: JSON.parse(row["outcome"]) } : {}),
    reports: byTrial.get(Number(row["number"])) ?? [],
    worker: text(row["worker"]),
    attempt: Number(row["attempt"]),
    startedAt: text(row["started"]),
  }));
}
