import { MillwrightError } from "../../errors/index.ts";
import { checkFile } from "./file-checks.ts";
import type { Source } from "./source.ts";

/** An error of the operating system or of decompression, as Node makes them. */
interface SystemError extends Error {
  readonly code: string;
  readonly path?: string;
}

function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && !(error instanceof MillwrightError) && typeof (error as { code?: unknown }).code === "string";
}

/** Puts what a reader of its own met in a folder into words; anything else stays as it is. */
async function explained(error: unknown, description: string, folder: string): Promise<unknown> {
  if (!isSystemError(error)) return error;
  if (error.path !== undefined) {
    const told = await checkFile(error.path).catch((reason: unknown) => reason);
    if (told instanceof MillwrightError) return told;
  }
  if (!error.code.startsWith("Z_")) return error;
  return new MillwrightError(
    "DATA_FILE_FORMAT",
    `${description}: a compressed file in ${folder} cannot be unpacked: ${error.message}.`,
    "It was cut off or changed: fetch it again.",
    { cause: error },
  );
}

/**
 * The source of a folder of published data, whose reader may be the system's own: files that are missing, unreadable or damaged are
 * told as those of every other source.
 * @param folder - where the source reads; for errors.
 * @throws (from `read`) what the source throws, DATA_FILE_MISSING, DATA_FILE_IS_FOLDER, DATA_FILE_UNREADABLE, DATA_FILE_EMPTY, DATA_FILE_FORMAT
 */
export function publishedSource(source: Source, folder: string): Source {
  const { beside } = source;
  return {
    ...source,
    read: (schema, context) =>
      source.read(schema, context).catch(async (error: unknown) => {
        throw await explained(error, source.description, folder);
      }),
    ...(beside === undefined
      ? {}
      : { beside: Object.fromEntries(Object.entries(beside).map(([name, one]) => [name, publishedSource(one, folder)])) }),
  };
}
