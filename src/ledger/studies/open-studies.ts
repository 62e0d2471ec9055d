import { MillwrightError } from "../../errors/index.ts";
import { sqlStudies } from "./sql-studies.ts";
import { connectSqlite } from "./sqlite-connection.ts";
import type { StudyStore } from "./study-store.ts";

/** Whether an address is that of a PostgreSQL database. */
export function isPostgres(address: string): boolean {
  return /^postgres(ql)?:\/\//.test(address);
}

/**
 * Opens the studies of a ledger's directory, or of a PostgreSQL database (whose driver is loaded only then).
 * @param address - a directory, or postgres://user:password@host:5432/database
 * @throws LEDGER_STORE_UNKNOWN, LEDGER_STORE_UNREACHABLE, LEDGER_DIRECTORY_NOT_WRITABLE, LEDGER_DISK_FULL, LEDGER_UNREADABLE
 * @example
 * const studies = await openStudies(".millwright");
 * for (const { candidate, status } of await studies.studies({ system: "house-price" })) console.log(candidate, status);
 * await studies.end();
 */
export async function openStudies(address: string): Promise<StudyStore> {
  if (isPostgres(address)) {
    const { connectPostgres } = await import("./postgres-connection.ts");
    return sqlStudies(await connectPostgres(address));
  }
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(address)?.[1];
  if (scheme === undefined) return sqlStudies(connectSqlite(address));
  throw new MillwrightError(
    "LEDGER_STORE_UNKNOWN",
    `studies cannot be kept in "${scheme}://…".`,
    "Give a directory, or postgres://user:password@host:5432/database.",
  );
}
