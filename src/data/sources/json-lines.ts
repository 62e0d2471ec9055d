import { basename } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { MillwrightError } from "../../errors/index.ts";
import type { RowSchema } from "../contracts/row-schema.ts";
import { describe } from "./describe.ts";
import { engineError, firstLine, literal, withEngine } from "./engine.ts";
import {
  type CheckedFile,
  checkFile,
  checkGzipStart,
  findLongLine,
  firstBytes,
  isGzip,
  longestLine,
  longLineError,
  readChecked,
} from "./file-checks.ts";
import { readRelation, streamRelation, type UseRelation } from "./read-relation.ts";
import type { ReadContext, Source } from "./source.ts";

async function explain(error: unknown, file: CheckedFile, signal?: AbortSignal): Promise<MillwrightError> {
  const message = error instanceof Error ? error.message : String(error);
  if (/maximum_object_size/.test(message)) {
    return longLineError(file, (await findLongLine(file, signal)) || 1);
  }
  const line = /line (\d+)/.exec(message)?.[1];
  if (/Malformed JSON|JSON transform error|Invalid Input|unicode/i.test(message)) {
    const reason = /: ([^:]*?)\.?\s*$/.exec(firstLine(error))?.[1] ?? "not JSON";
    return new MillwrightError(
      "DATA_ROW_INVALID",
      `${line === undefined ? "" : `line ${line} of `}${file.what} is not a JSON object: ${reason}.`,
      'Write one object per line, e.g. {"amount": 3.5, "day": "2018-07-25"}.',
      { cause: error },
    );
  }
  return engineError(error, `reading ${file.what}`);
}

/** SQL that reads every declared column as text: one row may write 3 and the next "3". */
function fromJson(file: CheckedFile, names: readonly string[]): string {
  const columns = names.map((name) => `${literal(name)}: 'VARCHAR'`).join(", ");
  const format = /\.json(\.gz)?$/i.test(file.path) ? "auto" : "newline_delimited";
  return `read_json(${literal(file.path)}, format = '${format}', maximum_object_size = ${longestLine}, columns = {${columns}})`;
}

/** @throws DATA_FILE_FORMAT for bytes that no text has. */
async function checkText(file: CheckedFile): Promise<void> {
  if (isGzip(file.path) || !(await firstBytes(file.path, 4096)).includes(0)) return;
  throw new MillwrightError(
    "DATA_FILE_FORMAT",
    `${file.what} is not text: it holds zero bytes.`,
    "Export it as JSON lines in UTF-8; for Parquet use a name that ends in .parquet.",
  );
}

/** Lends an engine with the file as a relation. */
export async function withJson<Result>(path: string, schema: RowSchema, context: ReadContext, use: UseRelation<Result>): Promise<Result> {
  const file = await checkFile(path);
  await checkGzipStart(file);
  await checkText(file);
  const reading = async (connection: DuckDBConnection, checked: ReadContext): Promise<Result> => {
    const guess = `read_json(${literal(file.path)}, maximum_object_size = ${longestLine})`;
    const found = await describe(connection, guess).catch(async (error: unknown) => {
      throw await explain(error, file, context.signal);
    });
    // Keys that first occur after the rows that were looked at are read all the same, where the row declares them.
    const late = schema.columns.filter((rule) => rule.nullable && !found.has(rule.name)).map((rule) => rule.name);
    const names = [...found.keys(), ...late];
    const relation = {
      name: basename(path).replace(/\..*$/, ""),
      what: file.what,
      from: fromJson(file, names),
      types: new Map(names.map((name) => [name, "VARCHAR"])),
      explain: (error: unknown) => explain(error, file, context.signal),
    };
    return await use(connection, relation, checked);
  };
  // The engine bounds objects itself, and a JSON array may be one long line.
  return await readChecked(file, false, context, (checked) =>
    withEngine({ files: [file.path] }, checked, (connection) => reading(connection, checked)),
  );
}

/**
 * A file of JSON objects, one per line (`.jsonl`, `.ndjson`) or in one array (`.json`), plain or gzip. An absent key is a missing value.
 * @param path - relative paths are taken from the working directory.
 */
export function jsonLines(path: string): Source {
  return {
    kind: "jsonl",
    description: basename(path),
    simulated: false,
    read: (schema, context) =>
      withJson(path, schema, context, (connection, relation, checked) => readRelation(connection, relation, schema, checked)),
    stream: (schema, context, batches) =>
      withJson(path, schema, context, (connection, relation, checked) => streamRelation(connection, relation, schema, checked, batches)),
  };
}
