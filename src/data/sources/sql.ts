import { basename, resolve } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { MillwrightError } from "../../errors/index.ts";
import type { RowSchema } from "../contracts/row-schema.ts";
import { readCsvHeader } from "./csv-header.ts";
import { describe } from "./describe.ts";
import { engineError, identifier, literal, withEngine } from "./engine.ts";
import { type CheckedFile, checkFile, checkGzipStart, readChecked } from "./file-checks.ts";
import { formatOf } from "./file-format.ts";
import { checkLineEnds } from "./line-ends.ts";
import { readRelation } from "./read-relation.ts";
import type { ReadContext, ReadResult, Source } from "./source.ts";

/** A query over files. */
export interface SqlSettings {
  /** One SELECT in DuckDB's SQL; its columns are named as the row declares them. Give it an ORDER BY: rows keep that order. */
  readonly query: string;
  /** Table name → file (CSV, Parquet or JSON): the query says FROM that name. Relative to `folder` where there is one. */
  readonly files?: Readonly<Record<string, string>>;
  /** The folder that the query may read, and nothing outside it; in the query it is written {folder}: read_csv('{folder}/sales.csv.gz'). */
  readonly folder?: string;
  /** For reports; the query's first words unless told. */
  readonly description?: string;
}

/** A file as a query sees it. */
interface FileView {
  readonly file: CheckedFile;
  readonly select: string;
  /** What CSV files are checked for while they are read. */
  readonly also?: (signal: AbortSignal) => Promise<void>;
}

/** One file as a view's query. Values are guessed by the engine, as for any file that a query names. */
async function viewOf(path: string): Promise<FileView> {
  const file = await checkFile(path);
  await checkGzipStart(file);
  const format = formatOf(path);
  const header = format === "csv" ? await readCsvHeader(file) : undefined;
  const reader = { csv: "read_csv", parquet: "read_parquet", json: "read_json" }[format];
  const select = `SELECT * FROM ${reader}(${literal(file.path)})`;
  if (header === undefined) return { file, select };
  return { file, select, also: (signal) => checkLineEnds(file, header.delimiter, signal) };
}

async function checkFolder(folder: string): Promise<void> {
  const found = await checkFile(folder).catch((error: unknown) => error);
  if (found instanceof MillwrightError && found.code === "DATA_FILE_IS_FOLDER") return;
  if (found instanceof MillwrightError && found.code !== "DATA_FILE_EMPTY") throw found;
  throw new MillwrightError("DATA_SETTINGS_INVALID", `sql: folder is "${folder}", which is a file.`, "Name the folder that holds it.");
}

/** The error of a query that names a file that is not there, or that is no query. */
function queryError(error: unknown, what: string): MillwrightError {
  const message = error instanceof Error ? error.message : String(error);
  const missing = /No files found that match the pattern "([^"]*)"/.exec(message)?.[1];
  if (missing !== undefined) {
    return new MillwrightError(
      "DATA_FILE_MISSING",
      `${what} reads "${missing}", which does not exist.`,
      "Give the folder that holds it, or check the name in the query.",
      { cause: error },
    );
  }
  return engineError(error, what);
}

async function readSql(settings: SqlSettings, what: string, schema: RowSchema, context: ReadContext): Promise<ReadResult> {
  const folder = settings.folder === undefined ? undefined : resolve(settings.folder);
  if (folder !== undefined) await checkFolder(folder);
  const files = Object.entries(settings.files ?? {});
  const views = await Promise.all(files.map(async ([name, path]) => ({ name, ...(await viewOf(resolve(folder ?? "", path))) })));
  const access = {
    files: views.map((view) => view.file.path),
    ...(folder === undefined ? {} : { folders: [folder] }),
  };
  const reading = async (connection: DuckDBConnection, checked: ReadContext): Promise<ReadResult> => {
    const query = settings.query.trim().replace(/;\s*$/, "");
    // Inside a literal of the query: quotes in the folder's name are doubled.
    const from = `(${folder === undefined ? query : query.replaceAll("{folder}", folder.replaceAll("'", "''"))}\n)`;
    const types = await Promise.resolve()
      .then(async () => {
        for (const view of views) await connection.run(`CREATE VIEW ${identifier(view.name)} AS ${view.select}`);
        return await describe(connection, from);
      })
      .catch((error: unknown) => {
        throw queryError(error, what);
      });
    const relation = {
      name: views[0]?.name ?? "query",
      what: "the query's result",
      from,
      types,
      explain: (error: unknown) => queryError(error, what),
    };
    return await readRelation(connection, relation, schema, checked);
  };
  const query = (checked: ReadContext): Promise<ReadResult> => withEngine(access, checked, (connection) => reading(connection, checked));
  const checkedToo = views.reduce(
    (read, { file, also }) =>
      (checked: ReadContext) =>
        readChecked(file, false, checked, read, also),
    query,
  );
  return await checkedToo(context);
}

/**
 * Rows of a DuckDB query over local files: the way to turn published columns into a system's row, and to filter, join or aggregate
 * more than fits in memory. The query sees only its files and its folder, and no network.
 * @example
 * sql({ folder, query: `SELECT TX_AMOUNT AS amount, TX_DATETIME AS time FROM read_parquet('{folder}/transactions.parquet') ORDER BY time` })
 * @example
 * sql({ files: { homes: "kc_house_data.csv.gz" }, query: `SELECT price, strptime(date, '%m/%d/%Y') AS sold FROM homes` })
 */
export function sql(settings: SqlSettings): Source {
  const files = Object.values(settings.files ?? {}).map((path) => basename(path));
  const place = settings.folder === undefined ? files.join(", ") : basename(settings.folder);
  const shortened = settings.query.replace(/\s+/g, " ").trim().slice(0, 120);
  const description = settings.description ?? (place === "" ? shortened : `${shortened} (${place})`);
  return { kind: "sql", description, simulated: false, read: (schema, context) => readSql(settings, "the query", schema, context) };
}
