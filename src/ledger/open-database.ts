import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { MillwrightError } from "../errors/index.ts";

const schemaVersion = 1;

/** The database of a directory, which is made where it is absent. @throws LEDGER_UNREADABLE when a newer version wrote it. */
export function openDatabase(directory: string): DatabaseSync {
  mkdirSync(join(directory, "runs"), { recursive: true });
  mkdirSync(join(directory, "locks"), { recursive: true });
  const database = new DatabaseSync(join(directory, "ledger.sqlite"));
  // FULL: what was acknowledged survives a power cut; a run writes a few rows only.
  database.exec("PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
  const version = Number(database.prepare("PRAGMA user_version").get()?.["user_version"] ?? 0);
  if (version > schemaVersion) {
    database.close();
    throw new MillwrightError(
      "LEDGER_UNREADABLE",
      `the ledger in ${directory} has version ${version}; this Millwright reads up to ${schemaVersion}.`,
      "Update millwright, or choose another directory with --dir.",
    );
  }
  if (version < schemaVersion) database.exec(`PRAGMA user_version = ${schemaVersion};`);
  return database;
}
