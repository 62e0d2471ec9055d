import { MillwrightError } from "../errors/index.ts";

/** The code of a Node or SQLite error, or "". */
function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "";
  const { code, errstr, syscall } = error as { code?: unknown; errstr?: unknown; syscall?: unknown };
  // Making folders below a read-only file system ends with ENOENT.
  if (code === "ENOENT" && syscall === "mkdir") return "EROFS";
  return `${typeof code === "string" ? code : ""} ${typeof errstr === "string" ? errstr : ""}`;
}

/**
 * Puts what went wrong while writing below a directory into words; errors that are not about storage come back as they are.
 * @returns LEDGER_DISK_FULL, LEDGER_DIRECTORY_NOT_WRITABLE, LEDGER_UNREADABLE or the error itself.
 */
export function storageError(error: unknown, directory: string): unknown {
  if (error instanceof MillwrightError) return error;
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : "";
  if (/ENOSPC|EDQUOT|database or disk is full/.test(`${code} ${message}`)) {
    return new MillwrightError(
      "LEDGER_DISK_FULL",
      `no room is left on the disk of ${directory}.`,
      "Free some space, or choose another place with --dir. What was acknowledged is kept; the same command resumes.",
      { cause: error },
    );
  }
  if (/EACCES|EPERM|EROFS|ENOTDIR|EEXIST|readonly database|unable to open database/.test(`${code} ${message}`)) {
    return new MillwrightError(
      "LEDGER_DIRECTORY_NOT_WRITABLE",
      `${directory} cannot be written (${message}).`,
      "Give write permission, or choose another directory with --dir.",
      { cause: error },
    );
  }
  if (/not a database|malformed|SQLITE_CORRUPT/.test(`${code} ${message}`)) {
    return new MillwrightError(
      "LEDGER_UNREADABLE",
      `the ledger in ${directory} is not a readable database (${message}).`,
      "Restore it from a copy, or move it away: the next run begins a new one.",
      { cause: error },
    );
  }
  return error;
}

/** Runs `work`; storage errors become coded ones. */
export function withStorageErrors<Result>(directory: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw storageError(error, directory);
  }
}
