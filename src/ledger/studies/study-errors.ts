import { MillwrightError } from "../../errors/index.ts";
import type { StudyRecord, StudyRequest } from "./study-store.ts";

/** Names of the terms that are not the same. */
function differing(before: string, now: string): string[] {
  const [old, current] = [before, now].map((terms) => JSON.parse(terms) as Readonly<Record<string, unknown>>);
  const names = new Set([...Object.keys(old ?? {}), ...Object.keys(current ?? {})]);
  return [...names].filter((name) => JSON.stringify(old?.[name]) !== JSON.stringify(current?.[name])).sort();
}

/** A study that was begun on other terms cannot go on: its trials would not be comparable. */
export function studyDiffers(found: StudyRecord, asked: StudyRequest): MillwrightError {
  return new MillwrightError(
    "LEDGER_STUDY_DIFFERS",
    `the study of "${asked.candidate}" in ${asked.system} was begun with another ${differing(found.terms, asked.terms).join(", ")}.`,
    "Go back to what it was begun with, or begin a new study with --fresh.",
  );
}

/** Somebody else steers the study. */
export function studyActive(study: StudyRequest, place: string): MillwrightError {
  return new MillwrightError(
    "LEDGER_STUDY_ACTIVE",
    `another process is tuning "${study.candidate}" of ${study.system} on the same rows in ${place}.`,
    "Help it with `millwright worker`, wait for it, or choose another --seed.",
  );
}
