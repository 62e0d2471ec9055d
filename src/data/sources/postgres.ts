import { didYouMean, MillwrightError } from "../../errors/index.ts";
import type { RowSchema } from "../contracts/row-schema.ts";
import { concatenate } from "../tables/concatenate.ts";
import { type PlainRow, tableFromRows } from "../tables/from-rows.ts";
import type { Table } from "../tables/table.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { ReadContext, ReadResult, Source } from "./source.ts";

/** The part of a `pg` client that is used. */
export interface PostgresClient {
  query(text: string): Promise<{ readonly rows: readonly PlainRow[]; readonly fields: readonly { readonly name: string }[] }>;
  end(): Promise<void>;
}

/** A query on a PostgreSQL server. */
export interface PostgresSettings {
  /** postgres://user:password@host:5432/database; never shown in reports. Read it from the environment, not from code. */
  readonly url: string;
  /** One SELECT whose columns are named as the row declares them. Give it an ORDER BY: rows keep that order. */
  readonly query: string;
  /** For reports; the query's first words unless told. */
  readonly description?: string;
  /** Opens the connection; the package `pg` unless told. Times without a zone should come as text: they are taken for UTC. */
  readonly connect?: (url: string) => Promise<PostgresClient>;
}

/** Rows fetched at a time: memory stays bounded by the typed columns. */
const batchRows = 20_000;

/** Reads one value off what the server sends. */
type Parse = (text: string) => unknown;

/** Types `date` and `timestamp` without a zone: the driver would take them for moments in the machine's zone. */
const withoutZone: readonly number[] = [1082, 1114];

async function connectWithPg(url: string): Promise<PostgresClient> {
  // Loaded when it is needed: most systems never ask a server.
  const {
    default: { Client, types },
  } = await import("pg");
  const getTypeParser = (type: number, format?: "text" | "binary"): Parse =>
    withoutZone.includes(type) && format !== "binary" ? (text) => text : types.getTypeParser(type, format);
  const client = new Client({ connectionString: url, types: { getTypeParser } });
  await client.connect();
  return client;
}

/** Hides the password that an error of the driver might repeat. */
function withoutSecrets(error: unknown, url: string): string {
  const message = error instanceof Error ? error.message : String(error);
  const password = URL.canParse(url) ? decodeURIComponent(new URL(url).password) : "";
  const hidden = message.replaceAll(url, "the URL");
  return password === "" ? hidden : hidden.replaceAll(password, "…");
}

async function readBatches(
  client: PostgresClient,
  settings: PostgresSettings,
  schema: RowSchema,
  context: ReadContext,
): Promise<ReadResult> {
  const tables: Table[] = [];
  let names: readonly string[] = [];
  let rows = 0;
  await client.query("BEGIN READ ONLY");
  await client.query("SET LOCAL TimeZone = 'UTC'");
  await client.query(`DECLARE millwright_rows NO SCROLL CURSOR FOR ${settings.query.trim().replace(/;\s*$/, "")}`);
  for (;;) {
    context.signal?.throwIfAborted();
    const batch = await client.query(`FETCH FORWARD ${batchRows} FROM millwright_rows`);
    names = batch.fields.map((field) => field.name);
    const missing = schema.columns.find((rule) => !names.includes(rule.name) && rule.optional !== true);
    if (missing !== undefined) {
      throw new MillwrightError(
        "DATA_COLUMN_MISSING",
        `the query gives no column "${missing.name}", which the row declares.`,
        didYouMean(missing.name, names),
      );
    }
    if (batch.rows.length === 0) break;
    tables.push(tableFromRows("the query's result", schema, batch.rows, rows));
    rows += batch.rows.length;
    context.onProgress?.(rows);
  }
  await client.query("ROLLBACK");
  if (rows === 0) throw new MillwrightError("DATA_FILE_EMPTY", "the query gives no rows.", "Loosen its conditions.");
  const table = concatenate("query", tables);
  const declared = schema.columns.map((rule) => rule.name);
  return { table, ignored: names.filter((name) => !declared.includes(name)), fingerprint: fingerprintOf(table) };
}

async function readPostgres(settings: PostgresSettings, schema: RowSchema, context: ReadContext): Promise<ReadResult> {
  const client = await (settings.connect ?? connectWithPg)(settings.url).catch((error: unknown) => {
    if (error instanceof MillwrightError) throw error;
    throw new MillwrightError(
      "DATA_CONNECTION_FAILED",
      `PostgreSQL cannot be reached: ${withoutSecrets(error, settings.url)}.`,
      "Check host, port, user, password and database of the URL.",
    );
  });
  try {
    return await readBatches(client, settings, schema, context);
  } catch (error) {
    if (error instanceof MillwrightError || context.signal?.aborted === true) throw error;
    throw new MillwrightError(
      "DATA_QUERY_FAILED",
      `the PostgreSQL query failed: ${withoutSecrets(error, settings.url)}.`,
      "Correct the query.",
    );
  } finally {
    await client.end();
  }
}

/**
 * Rows of a PostgreSQL query, fetched in batches in a read-only transaction.
 * @example postgres({ url: process.env["DATABASE_URL"] ?? "", query: "SELECT amount, paid_at AS time FROM payments ORDER BY paid_at" })
 */
export function postgres(settings: PostgresSettings): Source {
  const description = settings.description ?? settings.query.replace(/\s+/g, " ").trim().slice(0, 120);
  return { kind: "sql", description, simulated: false, read: (schema, context) => readPostgres(settings, schema, context) };
}
