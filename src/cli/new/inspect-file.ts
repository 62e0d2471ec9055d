import type { DuckDBConnection, Json } from "@duckdb/node-api";
import { identifier, literal, withFile } from "../../data/index.ts";
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

/** A column before it is measured. */
type TypedColumn = Pick<InspectedColumn, "name" | "kind">;

/** A file as `new` sees it. */
export interface InspectedFile {
  /** Rows that were looked at. */
  readonly rows: number;
  /** True when the file may have more. */
  readonly sampled: boolean;
  readonly columns: readonly InspectedColumn[];
}

/** At most so many rows are looked at. */
const rowsLookedAt = 200_000;

/** Spellings of "missing" that the reader of CSV files knows beside the empty cell. */
const missing = ["NA", "N/A", "null", "NULL"];

function kindOfType(type: string): StoredKind {
  if (type === "BOOLEAN") return "boolean";
  if (/^(DATE|TIMESTAMP)/.test(type)) return "timestamp";
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type)) return "integer";
  if (/^(FLOAT|DOUBLE|DECIMAL)/.test(type)) return "number";
  return "text";
}

/** Conditions on a text under which it is a value of each kind; the first kind whose condition holds for all texts is taken. */
const textKinds: readonly { readonly kind: StoredKind; readonly holds: (text: string) => string }[] = [
  { kind: "boolean", holds: (text) => `lower(${text}) IN ('true', 'false')` },
  // A leading zero is a digit of a name (a postcode, an article number), not of a quantity.
  { kind: "integer", holds: (text) => `regexp_full_match(${text}, '[+-]?(0|[1-9][0-9]{0,14})')` },
  { kind: "number", holds: (text) => `coalesce(isfinite(TRY_CAST(${text} AS DOUBLE)), false) AND NOT regexp_matches(${text}, '^0[0-9]')` },
  { kind: "timestamp", holds: (text) => `TRY_CAST(${text} AS TIMESTAMPTZ) IS NOT NULL AND regexp_matches(${text}, '^[0-9]{4}-')` },
];

const sqlType: Readonly<Record<StoredKind, string>> = {
  boolean: "BOOLEAN",
  integer: "BIGINT",
  number: "DOUBLE",
  timestamp: "TIMESTAMPTZ",
  text: "VARCHAR",
};

/** Which kinds the texts of each column are, and a table of them with their types. */
async function typeTexts(connection: DuckDBConnection, names: readonly string[]): Promise<StoredKind[]> {
  const tests = names.flatMap((name, index) => {
    const text = withoutMissing(name);
    return textKinds.map(
      // Missing cells are of every kind.
      ({ kind, holds }) => `coalesce(bool_and(${holds(text)}) FILTER (WHERE ${text} IS NOT NULL), false) AS c${index}_${kind}`,
    );
  });
  const [found = {}] = await rowsOf(connection, `SELECT ${tests.join(", ")} FROM raw`);
  const kinds = names.map((_, index) => textKinds.find(({ kind }) => found[`c${index}_${kind}`] === true)?.kind ?? "text");
  const typed = names.map((name, index) => {
    const kind = kinds[index] ?? "text";
    const value = kind === "text" ? identifier(name) : `CAST(${withoutMissing(name)} AS ${sqlType[kind]})`;
    return `${value} AS ${identifier(name)}`;
  });
  await connection.run(`CREATE TEMP TABLE looked_at AS SELECT ${typed.join(", ")} FROM raw`);
  return kinds;
}

function withoutMissing(name: string): string {
  return `(CASE WHEN ${identifier(name)} IN (${missing.map(literal).join(", ")}) THEN NULL ELSE ${identifier(name)} END)`;
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
 * @param known - is told the names of the columns before they are measured, and may throw.
 * @throws DATA_… when the file cannot be read, and what `known` throws
 */
export async function inspectFile(file: string, target: string, known: (names: readonly string[]) => void): Promise<InspectedFile> {
  return await withFile(file, { seed: 1 }, async (connection, relation) => {
    known([...relation.types.keys()]);
    const sample = `USING SAMPLE reservoir(${rowsLookedAt} ROWS) REPEATABLE (1)`;
    try {
      await connection.run(`CREATE TEMP TABLE raw AS SELECT * FROM ${relation.from} ${sample}`);
    } catch (error) {
      throw (await relation.explain?.(error)) ?? error;
    }
    const columns = await typedColumns(connection, relation.types);
    const inspected = await measure(connection, columns, target);
    if (inspected.rows > 0) return inspected;
    throw new MillwrightError("DATA_FILE_EMPTY", `${relation.what} has no rows.`, "Give it at least one row under the header.");
  });
}

/** Makes the table `looked_at` with a type for each column: its own, or for texts the one that all of them are. */
async function typedColumns(connection: DuckDBConnection, types: ReadonlyMap<string, string>): Promise<TypedColumn[]> {
  const names = [...types.keys()];
  if ([...types.values()].every((type) => type === "VARCHAR")) {
    const kinds = await typeTexts(connection, names);
    return names.map((name, index) => ({ name, kind: kinds[index] ?? "text" }));
  }
  await connection.run("CREATE TEMP VIEW looked_at AS SELECT * FROM raw");
  return [...types].map(([name, type]) => ({ name, kind: kindOfType(type) }));
}

async function measure(connection: DuckDBConnection, columns: readonly TypedColumn[], target: string): Promise<InspectedFile> {
  const selected = columns.map(({ name, kind }, index) => aggregates(kind, identifier(name), index)).join(", ");
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
      top: await topValues(connection, identifier(name)),
      explains: few ? await explainedBy(connection, identifier(name), targetNumber(targetKind, identifier(target))) : 0,
    });
  }
  return { rows, sampled: rows >= rowsLookedAt, columns: inspected };
}
