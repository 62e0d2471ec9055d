import { existsSync, statSync } from "node:fs";
import { DuckDBInstance, type DuckDBConnection, type Json } from "@duckdb/node-api";
import { MillwrightError } from "../../errors/index.ts";

/** What a column's values are, as far as its type tells. */
export type StoredKind = "number" | "integer" | "boolean" | "timestamp" | "text";

/** One column of a file, measured on the rows that were looked at. */
export interface InspectedColumn {
  readonly name: string;
  readonly kind: StoredKind;
  readonly missing: number;
  readonly distinct: number;
  /** Numbers: smallest and largest. */
  readonly minimum?: number;
  readonly maximum?: number;
  readonly mean?: number;
  readonly median?: number;
  readonly standardDeviation?: number;
  /** Text: mean and largest number of characters, mean number of words. */
  readonly meanLength?: number;
  readonly maximumLength?: number;
  readonly meanWords?: number;
  /** The most frequent values with their counts, most frequent first; at most 30. */
  readonly top: readonly { readonly value: string; readonly count: number }[];
  /** Share of the target's variance that lies between this column's values, in [0, 1]; only for columns of few values. */
  readonly explains: number;
}

/** A file as `new` sees it. */
export interface InspectedFile {
  readonly rows: number;
  readonly columns: readonly InspectedColumn[];
}

/** At most so many rows are looked at. */
const rowsLookedAt = 200_000;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The table function that reads a file of this name. @throws CLI_FILE_MISSING */
export function readerOf(file: string): string {
  if (!existsSync(file)) throw new MillwrightError("CLI_FILE_MISSING", `there is nothing at ${file}.`, "Check the path.");
  if (statSync(file).isDirectory()) {
    throw new MillwrightError("CLI_FILE_MISSING", `${file} is a directory.`, "Give one file: CSV, Parquet or JSON lines.");
  }
  if (statSync(file).size === 0) throw new MillwrightError("CLI_FILE_MISSING", `${file} is empty.`, "Give a file with a header and rows.");
  const path = literal(file);
  if (/\.parquet$/i.test(file)) return `read_parquet(${path})`;
  if (/\.(jsonl|ndjson|json)(\.gz)?$/i.test(file)) return `read_json_auto(${path})`;
  return `read_csv_auto(${path}, sample_size = ${rowsLookedAt})`;
}

function kindOf(type: string): StoredKind {
  if (type === "BOOLEAN") return "boolean";
  if (/^(DATE|TIMESTAMP)/.test(type)) return "timestamp";
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT|INTEGER$/.test(type)) return "integer";
  if (/^(FLOAT|DOUBLE|DECIMAL)/.test(type)) return "number";
  return "text";
}

/** Aggregates of one column, named `<number of the column>_<what>`. */
function aggregates(kind: StoredKind, column: string, index: number): string {
  const parts = [`count(${column}) AS c${index}_present`, `count(DISTINCT ${column}) AS c${index}_distinct`];
  if (kind === "number" || kind === "integer") {
    const value = `CAST(${column} AS DOUBLE)`;
    parts.push(`min(${value}) AS c${index}_minimum`, `max(${value}) AS c${index}_maximum`, `avg(${value}) AS c${index}_mean`);
    parts.push(`median(${value}) AS c${index}_median`, `stddev_samp(${value}) AS c${index}_deviation`);
  }
  if (kind === "text") {
    const text = `CAST(${column} AS VARCHAR)`;
    parts.push(`avg(length(${text})) AS c${index}_length`, `max(length(${text})) AS c${index}_longest`);
    parts.push(`avg(length(${text}) - length(replace(${text}, ' ', '')) + 1) AS c${index}_words`);
  }
  return parts.join(", ");
}

async function rowsOf(connection: DuckDBConnection, sql: string): Promise<Record<string, Json>[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRowObjectsJson();
}

const numberOf = (value: Json | undefined): number | undefined => {
  const number = typeof value === "string" || typeof value === "number" ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
};

async function topValues(connection: DuckDBConnection, column: string): Promise<InspectedColumn["top"]> {
  const sql = `SELECT CAST(${column} AS VARCHAR) AS value, count(*) AS count FROM looked_at WHERE ${column} IS NOT NULL
    GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 30`;
  const rows = await rowsOf(connection, sql);
  return rows.map((row) => ({ value: String(row["value"]), count: Number(row["count"]) }));
}

/** A number that stands for the target: itself, or 1 for its most frequent value. */
function targetNumber(kind: StoredKind, target: string): string {
  if (kind === "number" || kind === "integer") return `CAST(${target} AS DOUBLE)`;
  return `CASE WHEN CAST(${target} AS VARCHAR) = (SELECT mode(CAST(${target} AS VARCHAR)) FROM looked_at) THEN 1.0 ELSE 0.0 END`;
}

/** Share of the target's variance between the values of a column (η²). */
async function explainedBy(connection: DuckDBConnection, column: string, target: string): Promise<number> {
  const sql = `WITH rated AS (SELECT CAST(${column} AS VARCHAR) AS part, ${target} AS y FROM looked_at WHERE ${column} IS NOT NULL),
    parts AS (SELECT count(*) AS n, avg(y) AS mean FROM rated WHERE y IS NOT NULL GROUP BY part)
    SELECT sum(n * (mean - (SELECT avg(y) FROM rated)) ^ 2) / nullif((SELECT var_pop(y) * count(y) FROM rated), 0) AS explained FROM parts`;
  return numberOf((await rowsOf(connection, sql))[0]?.["explained"]) ?? 0;
}

/**
 * Measures the columns of a file on at most 200,000 rows drawn evenly.
 * @throws CLI_FILE_MISSING, CLI_COLUMN_UNKNOWN (through `known`), DATA_… when the file cannot be read
 */
export async function inspectFile(file: string, target: string, known: (names: readonly string[]) => void): Promise<InspectedFile> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "2", memory_limit: "1GB" });
  const connection = await instance.connect();
  try {
    await connection.run("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false;");
    await connection.run(
      `CREATE TEMP TABLE looked_at AS SELECT * FROM ${readerOf(file)} USING SAMPLE reservoir(${rowsLookedAt} ROWS) REPEATABLE (1)`,
    );
    const described = await rowsOf(connection, "DESCRIBE looked_at");
    const columns = described.map((row) => ({ name: String(row["column_name"]), kind: kindOf(String(row["column_type"])) }));
    known(columns.map(({ name }) => name));
    return await measure(connection, columns, target);
  } catch (error) {
    if (error instanceof MillwrightError) throw error;
    const said = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    throw new MillwrightError("CLI_FILE_MISSING", `${file} cannot be read as a table: ${said}`, "Mend the file; the message names the line.", {
      cause: error,
    });
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function measure(
  connection: DuckDBConnection,
  columns: readonly { readonly name: string; readonly kind: StoredKind }[],
  target: string,
): Promise<InspectedFile> {
  const selected = columns.map(({ name, kind }, index) => aggregates(kind, quoted(name), index)).join(", ");
  const [totals = {}] = await rowsOf(connection, `SELECT count(*) AS rows, ${selected} FROM looked_at`);
  const rows = Number(totals["rows"]);
  const targetKind = columns.find(({ name }) => name === target)?.kind ?? "text";
  const inspected: InspectedColumn[] = [];
  for (const [index, { name, kind }] of columns.entries()) {
    const of = (what: string): number | undefined => numberOf(totals[`c${index}_${what}`]);
    const distinct = of("distinct") ?? 0;
    const few = distinct > 1 && distinct <= 50 && kind !== "timestamp" && name !== target;
    const measured = {
      minimum: of("minimum"),
      maximum: of("maximum"),
      mean: of("mean"),
      median: of("median"),
      standardDeviation: of("deviation"),
      meanLength: of("length"),
      maximumLength: of("longest"),
      meanWords: of("words"),
    };
    const present = Object.fromEntries(Object.entries(measured).filter(([, value]) => value !== undefined));
    inspected.push({
      name,
      kind,
      missing: rows - (of("present") ?? 0),
      distinct,
      ...present,
      top: await topValues(connection, quoted(name)),
      explains: few ? await explainedBy(connection, quoted(name), targetNumber(targetKind, quoted(target))) : 0,
    });
  }
  return { rows, columns: inspected };
}
