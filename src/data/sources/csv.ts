import { basename } from "node:path";
import { MillwrightError } from "../../errors/index.ts";
import { type CsvHeader, readCsvHeader } from "./csv-header.ts";
import { engineError, firstLine, literal, withEngine } from "./engine.ts";
import { type CheckedFile, checkFile, checkGzipStart, findLongLine, longestLine, longLineError, readChecked } from "./file-checks.ts";
import { checkLineEnds } from "./line-ends.ts";
import { type Relation, readRelation, streamRelation, type UseRelation } from "./read-relation.ts";
import type { ReadContext, Source } from "./source.ts";

/** How a CSV file is written. */
export interface CsvSettings {
  /** One character; the one of `,` `;` tab `|` that divides the header into the most cells unless told. */
  readonly delimiter?: string;
  /** Spellings of "missing" beside the empty cell, in columns of numbers, times and booleans: "NA", "N/A", "null", "NULL" unless told. */
  readonly missing?: readonly string[];
}

const usualMissing: readonly string[] = ["NA", "N/A", "null", "NULL"];

/** SQL that reads the file as text, with nothing guessed. */
function fromCsv(file: CheckedFile, header: CsvHeader): string {
  const columns = header.names.map((name) => `${literal(name)}: 'VARCHAR'`).join(", ");
  return `read_csv(${literal(file.path)}, auto_detect = false, header = true, delim = ${literal(header.delimiter)}, quote = '"', escape = '"', nullstr = '', max_line_size = ${longestLine}, columns = {${columns}})`;
}

/** What the engine said about a line, in our words. */
async function explain(error: unknown, file: CheckedFile, header: CsvHeader, signal?: AbortSignal): Promise<MillwrightError> {
  const message = error instanceof Error ? error.message : String(error);
  if (/Maximum line size|does not support a full read|exceeds the maximum/i.test(message)) {
    const line = await findLongLine(file, signal);
    if (line > 0) return longLineError(file, line);
  }
  await checkLineEnds(file, header.delimiter, signal);
  const line = /CSV Error on Line: (\d+)/.exec(message)?.[1];
  if (line === undefined) return engineError(error, `reading ${file.what}`);
  if (/unicode/i.test(message)) {
    return new MillwrightError(
      "DATA_FILE_ENCODING",
      `line ${line} of ${file.what} is not UTF-8.`,
      "Save the file as UTF-8, e.g. iconv -f latin1 -t utf-8 old.csv > new.csv.",
      { cause: error },
    );
  }
  const counts = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(message);
  if (counts !== null) {
    return new MillwrightError(
      "DATA_ROW_INVALID",
      `line ${line} of ${file.what} has ${counts[2]} cells, the header has ${counts[1]}.`,
      `Write one cell per column (empty where missing), and quotes around a cell that holds the delimiter "${header.delimiter}".`,
      { cause: error },
    );
  }
  const quote = /quote/i.test(message);
  return new MillwrightError(
    "DATA_ROW_INVALID",
    `line ${line} of ${file.what} ${quote ? "has a quote that is never closed, or text after one" : `cannot be read: ${firstLine(error)}`}.`,
    'Put quotes around the whole cell and double the quotes inside it: "6"" nails".',
    { cause: error },
  );
}

/** Lends an engine with the file as a relation. */
export async function withCsv<Result>(
  path: string,
  settings: CsvSettings,
  context: ReadContext,
  use: UseRelation<Result>,
): Promise<Result> {
  const file = await checkFile(path);
  await checkGzipStart(file);
  const header = await readCsvHeader(file, settings.delimiter);
  const relation: Relation = {
    name: basename(path).replace(/\..*$/, ""),
    what: file.what,
    from: fromCsv(file, header),
    types: new Map(header.names.map((name) => [name, "VARCHAR"])),
    missing: settings.missing ?? usualMissing,
    explain: (error) => explain(error, file, header, context.signal),
  };
  const reading = (checked: ReadContext): Promise<Result> =>
    withEngine({ files: [file.path] }, checked, (connection) => use(connection, relation, checked));
  return await readChecked(file, true, context, reading, (signal) => checkLineEnds(file, header.delimiter, signal));
}

/**
 * A CSV file with a header, plain or gzip (`.gz`): UTF-8, cells quoted with `"`, a missing value is an empty cell.
 * @param path - relative paths are taken from the working directory.
 * @example csv("orders.csv", { missing: ["?"] })
 */
export function csv(path: string, settings: CsvSettings = {}): Source {
  return {
    kind: "csv",
    description: basename(path),
    simulated: false,
    read: (schema, context) =>
      withCsv(path, settings, context, (connection, relation, checked) => readRelation(connection, relation, schema, checked)),
    stream: (schema, context, batches) =>
      withCsv(path, settings, context, (connection, relation, checked) => streamRelation(connection, relation, schema, checked, batches)),
  };
}
