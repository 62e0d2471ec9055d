import { DatabaseSync } from "node:sqlite";

/** A lock that lives as long as its process: the operating system frees it even after `kill -9`. */
export interface RunLock {
  release(): void;
}

/**
 * Takes the lock in a file, or returns undefined when another process holds it.
 * An open exclusive transaction of SQLite is a lock of the operating system on the file, so no stale lock can remain and no
 * process number has to be believed.
 */
export function takeRunLock(file: string): RunLock | undefined {
  const database = new DatabaseSync(file);
  try {
    database.exec("PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE;");
  } catch (error) {
    database.close();
    if (error instanceof Error && /locked|busy/.test(error.message)) return undefined;
    throw error;
  }
  return {
    release: () => {
      database.exec("ROLLBACK");
      database.close();
    },
  };
}
