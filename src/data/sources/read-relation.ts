import type { DuckDBConnection, DuckDBDataChunk } from "@duckdb/node-api";
import { didYouMean, MillwrightError } from "../../errors/index.ts";
import type { ColumnRule, RowSchema } from "../contracts/row-schema.ts";
import { Table } from "../tables/table.ts";
import { type ColumnBuilder, columnBuilder } from "./column-builder.ts";
import { accepted, type Conversion, conversionOf } from "./conversions.ts";
import { engineError, identifier } from "./engine.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { Batches, ReadContext, ReadResult } from "./source.ts";

/** Rows as the query engine sees them. */
export interface Relation {
  /** What a table made of it is called. */
  readonly name: string;
  /** As errors name it: `file "sales.csv"`. */
  readonly what: string;
  /** SQL after FROM. */
  readonly from: string;
  /** Type of each column in the engine's words, in order. */
  readonly types: ReadonlyMap<string, string>;
  /** True when a row may lack any column that may be missing (JSON objects). */
  readonly sparse?: boolean;
  /** Spellings of "missing" beside the empty cell, for numbers, times and booleans. */
  readonly missing?: readonly string[];
  /** Rows, where they are known before reading. */
  readonly rows?: number;
  /** Turns an error of the engine into one that names line and fix. */
  readonly explain?: (error: unknown) => Promise<MillwrightError> | MillwrightError;
}

/** What is done with a relation while its engine is open. */
export type UseRelation<Result> = (connection: DuckDBConnection, relation: Relation, context: ReadContext) => Promise<Result>;

/** A column to read and how. */
interface Plan {
  readonly rule: ColumnRule;
  readonly cell: string;
  readonly conversion: Conversion;
}

/** A column that no file row has: missing everywhere. */
const absent: Readonly<Record<ColumnRule["kind"], string>> = {
  number: "CAST(NULL AS DOUBLE)",
  timestamp: "CAST(NULL AS DOUBLE)",
  boolean: "CAST(NULL AS UTINYINT)",
  category: "CAST(NULL AS VARCHAR)",
  text: "CAST(NULL AS VARCHAR)",
};

function missingColumn(relation: Relation, rule: ColumnRule): MillwrightError {
  return new MillwrightError(
    "DATA_COLUMN_MISSING",
    `${relation.what} has no column "${rule.name}", which the row declares.`,
    didYouMean(rule.name, [...relation.types.keys()]),
  );
}

/** Rows may lack each column that is optional, but not all: that is another file, or a misspelt header. @throws DATA_COLUMN_MISSING */
function refuseStranger(relation: Relation, { columns }: RowSchema): void {
  const [first] = columns;
  if (first !== undefined && !columns.some(({ name }) => relation.types.has(name))) throw missingColumn(relation, first);
}

function planOf(relation: Relation, rule: ColumnRule): Plan {
  const type = relation.types.get(rule.name);
  if (type === undefined) {
    if (rule.optional !== true && !(relation.sparse === true && rule.nullable)) throw missingColumn(relation, rule);
    return { rule, cell: "NULL", conversion: { select: absent[rule.kind], wrong: "false", exactIntegers: false } };
  }
  const cell = identifier(rule.name);
  const conversion = conversionOf(rule, cell, type, ["", ...(relation.missing ?? [])]);
  if (conversion !== undefined) return { rule, cell, conversion };
  throw new MillwrightError(
    "DATA_COLUMN_KIND",
    `column "${rule.name}" of ${relation.what} holds ${type}, and the row declares ${rule.kind}.`,
    rule.kind === "timestamp"
      ? "Whether a number counts seconds or milliseconds is not guessed: convert it in a query, e.g. to_timestamp(seconds)."
      : `Declare the kind that it holds, or convert it in a query, e.g. CAST("${rule.name}" AS DOUBLE).`,
  );
}

/** Looks for the first rows with values that cannot be converted; undefined when there are none. */
async function wrongValue(connection: DuckDBConnection, relation: Relation, plans: readonly Plan[]): Promise<MillwrightError | undefined> {
  const found = plans.filter((plan) => plan.conversion.wrong !== "false");
  if (found.length === 0) return undefined;
  const numbered = `(SELECT row_number() OVER () AS "millwright row", * FROM ${relation.from})`;
  const flags = found.map((plan) => `CAST(${plan.conversion.wrong} AS BOOLEAN)`);
  const cells = found.map((plan) => `CAST(${plan.cell} AS VARCHAR)`);
  const reader = await connection.runAndReadAll(
    `SELECT CAST("millwright row" AS DOUBLE), ${[...flags, ...cells].join(", ")} FROM ${numbered} WHERE ${found.map((plan) => `(${plan.conversion.wrong})`).join(" OR ")} LIMIT 4`,
  );
  const rows = reader.getRows().sort((a, b) => Number(a[0]) - Number(b[0]));
  const first = rows[0];
  if (first === undefined) return undefined;
  const index = found.findIndex((_, position) => first[position + 1] === true);
  const { rule } = found[Math.max(index, 0)] as Plan;
  const value = String(first[1 + found.length + Math.max(index, 0)]).slice(0, 80);
  const others = rows.slice(1).map((row) => String(row[0]));
  const also = others.length === 0 ? "" : ` Also wrong: row ${others.slice(0, 2).join(", ")}${others.length > 2 ? " and more" : ""}.`;
  const { noun, fix } = accepted(rule.kind);
  const tooWide = rule.kind === "number" && /^-?\d{16,}$/.test(value);
  return new MillwrightError(
    "DATA_VALUE_INVALID",
    `row ${first[0]} of ${relation.what}, column "${rule.name}": "${value}" is ${tooWide ? "beyond ±2⁵³, where numbers lose digits" : `not ${noun}`}.${also}`,
    tooWide ? "Declare the column as a category: identifiers are names, not quantities." : fix,
  );
}

async function explained(error: unknown, connection: DuckDBConnection, relation: Relation, plans: readonly Plan[]): Promise<unknown> {
  if (error instanceof MillwrightError || (error instanceof Error && error.name === "AbortError")) return error;
  const found = await wrongValue(connection, relation, plans).catch(() => undefined);
  if (found !== undefined) return found;
  return relation.explain === undefined ? engineError(error, relation.what) : await relation.explain(error);
}

/** The chunks of a query's result; the engine works on the next one while this one is used. */
async function* chunksOf(connection: DuckDBConnection, sql: string, signal: AbortSignal | undefined): AsyncGenerator<DuckDBDataChunk> {
  const result = await connection.stream(sql);
  const fetch = (): Promise<DuckDBDataChunk | null> => {
    const fetched = result.fetchChunk();
    // A failure is met when the chunk's turn comes.
    fetched.catch(() => null);
    return fetched;
  };
  let next = fetch();
  try {
    for (;;) {
      const chunk = await next;
      // An interrupted query ends like one that is done.
      signal?.throwIfAborted();
      if (chunk === null || chunk.rowCount === 0) return;
      next = fetch();
      yield chunk;
    }
  } finally {
    await next.catch(() => null);
  }
}

/** Rows of one table that is being filled. */
interface Filling {
  readonly builders: readonly ColumnBuilder[];
  rows: number;
}

function newFilling(plans: readonly Plan[], hint: number): Filling {
  return { builders: plans.map((plan) => columnBuilder(plan.rule, plan.conversion.exactIntegers, hint)), rows: 0 };
}

function tableOf(relation: Relation, plans: readonly Plan[], { builders }: Filling): Table {
  const columns = plans.map((plan, index) => [plan.rule.name, (builders[index] as ColumnBuilder).finish()] as const);
  return new Table(relation.name, new Map(columns));
}

/**
 * Reads the declared columns of a relation, and only those, into tables of at most about `batches.rows` rows, in order;
 * one table at a time is held.
 * @throws DATA_COLUMN_MISSING, DATA_COLUMN_KIND, DATA_VALUE_INVALID (row, counted from 1 without the header, column and value),
 * DATA_FILE_EMPTY, DATA_MEMORY_EXCEEDED, DATA_QUERY_FAILED, and what `batches.use` throws
 */
export async function streamRelation(
  connection: DuckDBConnection,
  relation: Relation,
  schema: RowSchema,
  context: ReadContext,
  batches: Batches,
): Promise<void> {
  refuseStranger(relation, schema);
  const plans = schema.columns.map((rule) => planOf(relation, rule));
  const sql = `SELECT ${plans.map((plan) => plan.conversion.select).join(", ")} FROM ${relation.from}`;
  const chunks = chunksOf(connection, sql, context.signal);
  const hint = Math.min(relation.rows ?? 0, batches.rows);
  let filling = newFilling(plans, hint);
  let rows = 0;
  try {
    for (let count = 1; ; count++) {
      const step = await chunks.next().catch(async (error: unknown) => {
        context.signal?.throwIfAborted();
        throw await explained(error, connection, relation, plans);
      });
      if (step.done === true) break;
      const chunk = step.value;
      if (filling.builders.some((builder, index) => builder.append(chunk, index) >= 0)) {
        await chunks.return(undefined);
        throw await explained(new Error("a value cannot be held"), connection, relation, plans);
      }
      filling.rows += chunk.rowCount;
      rows += chunk.rowCount;
      if (count % 64 === 0) context.onProgress?.(rows);
      if (filling.rows < batches.rows) continue;
      await batches.use(tableOf(relation, plans, filling));
      filling = newFilling(plans, hint);
    }
  } finally {
    // Waits for the chunk that is under way: the engine must not be closed under it.
    await chunks.return(undefined);
  }
  if (rows === 0) {
    throw new MillwrightError("DATA_FILE_EMPTY", `${relation.what} has no rows.`, "Give it at least one row under the header.");
  }
  if (filling.rows > 0) await batches.use(tableOf(relation, plans, filling));
  context.onProgress?.(rows);
}

/**
 * Reads the declared columns of a relation, and only those, into one table.
 * @throws what `streamRelation` throws
 */
export async function readRelation(
  connection: DuckDBConnection,
  relation: Relation,
  schema: RowSchema,
  context: ReadContext,
): Promise<ReadResult> {
  const tables: Table[] = [];
  const keep = async (table: Table): Promise<void> => void tables.push(table);
  await streamRelation(connection, relation, schema, context, { rows: Number.POSITIVE_INFINITY, use: keep });
  const table = tables[0] as Table;
  const declared = new Set(schema.columns.map((rule) => rule.name));
  return { table, ignored: [...relation.types.keys()].filter((name) => !declared.has(name)), fingerprint: fingerprintOf(table, true) };
}
