export type { CandidateRecord, Ledger, OpenRun, RunKey, RunSummary } from "./records.ts";
export { type RunLock, takeRunLock } from "./run-lock.ts";
export { openLedger } from "./sqlite-ledger.ts";
export { storageError, withStorageErrors } from "./storage-error.ts";
export { isPostgres, openStudies } from "./studies/open-studies.ts";
export { studyActive } from "./studies/study-errors.ts";
export type {
  Claim,
  ClaimRequest,
  StudyChanges,
  StudyLock,
  StudyRecord,
  StudyRequest,
  StudyStore,
  TrialOutcome,
  TrialRecord,
  TrialReport,
} from "./studies/study-store.ts";
export { openTrialQueue, type TrialOffer, type TrialQueue } from "./studies/trial-queue.ts";
