export { replaceDurably, syncDirectory, writeDurably } from "./durable-files.ts";
export type { CandidateRecord, Ledger, OpenRun, RunKey, RunSummary } from "./records.ts";
export { type RunLock, takeRunLock } from "./run-lock.ts";
export { openLedger } from "./sqlite-ledger.ts";
export { storageError, withStorageErrors } from "./storage-error.ts";
