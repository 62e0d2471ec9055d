import { createReadStream } from "node:fs";
import { access, constants, open, readdir, realpath, stat } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { didYouMean, MillwrightError } from "../../errors/index.ts";
import type { ReadContext } from "./source.ts";

/** Longest line and longest JSON object that readers accept, in bytes. */
export const longestLine: number = 16 * 1024 * 1024;

/** A file that may be read. */
export interface CheckedFile {
  /** Absolute, with symbolic links followed. */
  readonly path: string;
  /** As errors name it. */
  readonly what: string;
  readonly bytes: number;
}

function codeOf(error: unknown): string {
  return (error as { code?: string } | null)?.code ?? "";
}

async function missingFile(path: string, cause: unknown): Promise<MillwrightError> {
  const neighbours = await readdir(dirname(path)).catch(() => undefined);
  const fix =
    neighbours === undefined
      ? `The folder ${dirname(path)} does not exist or may not be read either: check the path.`
      : `Files in ${dirname(path)}: ${didYouMean(basename(path), neighbours)}`;
  return new MillwrightError("DATA_FILE_MISSING", `there is no file ${path}.`, fix, { cause });
}

/**
 * Makes sure that a path is a file with bytes that may be read.
 * @throws DATA_FILE_MISSING, DATA_FILE_IS_FOLDER, DATA_FILE_UNREADABLE, DATA_FILE_EMPTY
 */
export async function checkFile(given: string): Promise<CheckedFile> {
  const path = resolve(given);
  const found = await stat(path).catch((error: unknown) => error);
  if (found instanceof Error && (codeOf(found) === "ENOENT" || codeOf(found) === "ENOTDIR")) throw await missingFile(path, found);
  const unreadable = (cause: unknown): MillwrightError =>
    new MillwrightError(
      "DATA_FILE_UNREADABLE",
      `${path} may not be read (${codeOf(cause) || String(cause)}).`,
      "Give this user the right to read it, e.g. chmod u+r.",
      { cause },
    );
  if (found instanceof Error) throw unreadable(found);
  const { isDirectory, isFile, size } = found as { isDirectory(): boolean; isFile(): boolean; size: number };
  if (isDirectory.call(found)) {
    const inside = await readdir(path).catch(() => []);
    throw new MillwrightError("DATA_FILE_IS_FOLDER", `${path} is a folder, not a file.`, `Name a file in it. ${didYouMean("", inside)}`);
  }
  await access(path, constants.R_OK).catch((error: unknown) => {
    throw unreadable(error);
  });
  if (isFile.call(found) && size === 0) {
    throw new MillwrightError("DATA_FILE_EMPTY", `${path} is empty (0 bytes).`, "Give it a header and at least one row.");
  }
  return { path: await realpath(path), what: `file "${basename(path)}"`, bytes: size };
}

/** First bytes of a file. */
export async function firstBytes(path: string, count: number): Promise<Buffer> {
  const handle = await open(path, "r");
  try {
    const buffer = Buffer.alloc(count);
    const { bytesRead } = await handle.read(buffer, 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** True for names whose contents are gzip. */
export function isGzip(path: string): boolean {
  return /\.gz$/i.test(path);
}

/** @throws DATA_FILE_FORMAT when the file does not start as gzip does. */
export async function checkGzipStart(file: CheckedFile): Promise<void> {
  if (!isGzip(file.path)) return;
  const start = await firstBytes(file.path, 2);
  if (start[0] === 0x1f && start[1] === 0x8b) return;
  throw new MillwrightError(
    "DATA_FILE_FORMAT",
    `${file.what} is not gzip, as its name says.`,
    'Compress it with gzip, or remove ".gz" from its name.',
  );
}

function damagedGzip(file: CheckedFile, cause: unknown): MillwrightError {
  return new MillwrightError(
    "DATA_FILE_FORMAT",
    `${file.what} is damaged or cut off: its gzip check fails (${cause instanceof Error ? cause.message : String(cause)}).`,
    "Copy or download it again.",
    { cause },
  );
}

/**
 * The bytes of a file, uncompressed; reads no further than the loop over them goes.
 * @throws DATA_FILE_FORMAT when it is damaged gzip.
 */
export async function* uncompressed(file: CheckedFile, signal?: AbortSignal): AsyncGenerator<Buffer> {
  const bytes = createReadStream(file.path, { highWaterMark: 1 << 20, ...(signal === undefined ? {} : { signal }) });
  if (!isGzip(file.path)) {
    yield* bytes as AsyncIterable<Buffer>;
    return;
  }
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  const pumped = pipeline(bytes, gunzip).catch((error: unknown) => error);
  try {
    yield* gunzip as AsyncIterable<Buffer>;
    await pumped;
  } catch (error) {
    signal?.throwIfAborted();
    throw damagedGzip(file, error);
  } finally {
    bytes.destroy();
    gunzip.destroy();
  }
}

/**
 * Reads a file to its end beside the query engine, for what the engine does not see or sees late: gzip that is cut off between two lines
 * passes there for whole, and a line without end is read to the end. Costs little more than reading the bytes.
 * @throws DATA_FILE_FORMAT for damaged gzip; DATA_LINE_TOO_LONG
 */
async function checkToEnd(file: CheckedFile, lines: boolean, signal: AbortSignal): Promise<void> {
  let length = 0;
  for await (const block of uncompressed(file, signal)) {
    const first = block.indexOf(10);
    length = first < 0 ? length + block.length : block.length - block.lastIndexOf(10) - 1;
    // A line of the longest length covers at least one block whole.
    if (lines && length > longestLine) throw longLineError(file, await findLongLine(file, signal));
  }
}

/**
 * Reads with the query engine while the file is checked; when either fails, the other is stopped.
 * @param lines - true where the file is text in lines.
 * @param also - one more check, made beside the others.
 * @throws what `read` and `also` throw; DATA_FILE_FORMAT, DATA_LINE_TOO_LONG
 */
export async function readChecked<Result>(
  file: CheckedFile,
  lines: boolean,
  context: ReadContext,
  read: (context: ReadContext) => Promise<Result>,
  also?: (signal: AbortSignal) => Promise<void>,
): Promise<Result> {
  const toEnd = isGzip(file.path) || (lines && file.bytes > longestLine);
  if (!toEnd && also === undefined) return await read(context);
  const stop = new AbortController();
  const signal = context.signal === undefined ? stop.signal : AbortSignal.any([context.signal, stop.signal]);
  const stopping = (error: unknown): never => {
    stop.abort(error);
    throw error;
  };
  const all = [
    read({ ...context, signal }).catch(stopping),
    ...(toEnd ? [checkToEnd(file, lines, signal).catch(stopping)] : []),
    also?.(signal).catch(stopping),
  ] as const;
  try {
    return (await Promise.all(all))[0];
  } finally {
    await Promise.allSettled(all);
  }
}

/**
 * Number of the first line that is longer than readers accept, counted from 1; 0 when there is none. Holds one block of the file at a time.
 */
export async function findLongLine(file: CheckedFile, signal?: AbortSignal): Promise<number> {
  let line = 1;
  let length = 0;
  for await (const block of uncompressed(file, signal)) {
    let from = 0;
    for (let end = block.indexOf(10, from); end >= 0; end = block.indexOf(10, from)) {
      if (length + end - from > longestLine) return line;
      length = 0;
      line++;
      from = end + 1;
    }
    length += block.length - from;
    if (length > longestLine) return line;
  }
  return 0;
}

/** The error of a line that is too long. */
export function longLineError(file: CheckedFile, line: number): MillwrightError {
  return new MillwrightError(
    "DATA_LINE_TOO_LONG",
    `line ${line} of ${file.what} is longer than ${longestLine / 1024 / 1024} MiB.`,
    "Check for a quote that is never closed or for missing line ends; longer values do not belong in a table.",
  );
}
