import { MillwrightError } from "../../errors/index.ts";

/** An index that cannot be read. @param file - its name, where it came from a file. */
export function indexInvalid(problem: string, file?: string, cause?: unknown): MillwrightError {
  const where = file === undefined ? "the saved index" : `the index file "${file}"`;
  const fix = "Restore the file from a copy, or build the index again.";
  return new MillwrightError("MODELING_INDEX_INVALID", `${where} cannot be used: ${problem}.`, fix, { cause });
}
