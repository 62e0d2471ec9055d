/** Error codes thrown by the room `ledger`, each with one sentence that holds for every error with that code. */
export const ledgerErrors = {
  LEDGER_DIRECTORY_NOT_WRITABLE: "The directory of the ledger cannot be made or written.",
  LEDGER_DISK_FULL: "The disk has no room for what a run has to record.",
  LEDGER_RUN_ACTIVE: "Another process is working on the same run.",
  LEDGER_RUN_UNKNOWN: "No run has that identifier.",
  LEDGER_STORE_UNREACHABLE: "The database that holds the studies cannot be reached, or refuses what is asked of it.",
  LEDGER_STORE_UNKNOWN: "The address of a store is neither a directory nor a PostgreSQL database.",
  LEDGER_STUDY_ACTIVE: "Another process is tuning the same candidate on the same rows.",
  LEDGER_STUDY_DIFFERS: "A study was begun with another space, other objectives or another validation.",
  LEDGER_UNREADABLE: "The ledger's file is damaged, or was written by a newer version.",
} as const;
