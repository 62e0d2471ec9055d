import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { MillwrightError } from "../errors/index.ts";
import { isPostgres } from "../ledger/index.ts";

/**
 * A store's address as it was typed, with a folder made absolute. A folder has to be there: one that is made for a mistyped name would
 * wait for workers that look elsewhere.
 * @throws CLI_STORE_MISSING
 */
export function storeAddress(directory: string, typed: string): string {
  if (isPostgres(typed) || /^[a-z][a-z0-9+.-]+:\/\//i.test(typed)) return typed;
  const folder = resolve(directory, typed);
  if (existsSync(folder) && statSync(folder).isDirectory()) return folder;
  throw new MillwrightError(
    "CLI_STORE_MISSING",
    `"${typed}" is no folder that studies could be shared in.`,
    "Make the folder first, or check the name: `millwright tune` keeps studies in .millwright unless told.",
  );
}
