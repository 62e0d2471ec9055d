import { MillwrightError } from "../../errors/index.ts";

/** The error for an index that is cut short or was changed. */
export function damagedFile(name: string, what: string, cause?: unknown): MillwrightError {
  return new MillwrightError(
    "PACKAGE_INDEX_DAMAGED",
    `${name} is not whole: ${what}.`,
    "Restore the package from a copy, or run the system again.",
    cause === undefined ? {} : { cause },
  );
}
