import { realpath, rename, rm } from "node:fs/promises";
import { basename } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { z } from "zod";
import {
  type ColumnRule,
  cellOf,
  checkContract,
  checkFile,
  identifier,
  literal,
  openFile,
  type Table,
  withEngine,
  withFile,
} from "../data/index.ts";
import { didYouMean, MillwrightError } from "../errors/index.ts";
import type { LoadedModel, StandardReply } from "../serving/index.ts";
import { untilInterrupted } from "./interrupt.ts";
import { progressOn } from "./progress-on.ts";
import type { Terminal } from "./terminal.ts";
import { listStarts, WholeLists } from "./whole-lists.ts";

/** What was written. */
export interface ScoredFile {
  readonly rows: number;
  /** Columns that were added. */
  readonly columns: readonly string[];
}

/** How an output file is written, by its ending. JSON has moments as the server takes them: ISO 8601, in the engine's zone, UTC. */
const formats: Readonly<Record<string, string>> = {
  parquet: "FORMAT parquet, COMPRESSION zstd",
  csv: "FORMAT csv, HEADER true",
  jsonl: "FORMAT json, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S.%fZ'",
};

const rowsPerBatch = 65_536;

/** How the engine writes it, by its ending. @throws CLI_OUTPUT_UNSUPPORTED */
export function formatOfOutput(output: string): string {
  const ending = /\.([a-z]+)$/i.exec(output)?.[1]?.toLowerCase() ?? "";
  const format = formats[ending];
  if (format !== undefined) return format;
  const known = Object.keys(formats);
  throw new MillwrightError(
    "CLI_OUTPUT_UNSUPPORTED",
    `"${basename(output)}" does not end in ${known.map((each) => `.${each}`).join(", ")}.`,
    didYouMean(ending, known),
  );
}

/** Refuses an output that cannot be written before anything is read. @throws CLI_OUTPUT_UNSUPPORTED */
export function checkOutput(output: string): void {
  formatOfOutput(output);
}

/** One row's reply as columns. */
type Scores = Readonly<Partial<Record<keyof StandardReply, number | string>>>;

const textColumns: readonly string[] = ["label", "decision"];

/** Rows that are predicted together: those of one query, else single ones. */
function requestsOf(table: Table, query: string | undefined): Table[] {
  const starts = query === undefined ? Array.from({ length: table.rows }, (_, row) => row) : listStarts(table, query);
  return starts.map((from, at) => table.slice(from, starts[at + 1] ?? table.rows));
}

/** Replies about a batch. Where entities have a past, each row, or list of rows, is remembered before the next one is asked about. */
async function scoresOf(model: LoadedModel, table: Table): Promise<Scores[]> {
  if (!model.hasHistory) {
    const scored = await model.predictTable(table);
    return Array.from({ length: scored.rows }, (_, row) => scored.row(row) as Scores);
  }
  const scores: Scores[] = [];
  for (const request of requestsOf(table, model.manifest.task.query)) {
    const sent = Array.from({ length: request.rows }, (_, row) =>
      Object.fromEntries([...request.columns].map(([name, column]) => [name, cellOf(column, row)])),
    );
    const replies = await model.predict(sent);
    model.observe(sent);
    scores.push(...replies.map(plainScores));
  }
  return scores;
}

function plainScores({ prediction, label, low, high, confidence, decision }: StandardReply): Scores {
  const entries = Object.entries({ prediction, label, low, high, confidence, decision }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Scores;
}

/** Collects scores in the engine, which moves them to disk when memory runs short. */
class ScoreTable {
  readonly #connection: DuckDBConnection;
  columns: readonly string[] = [];
  rows = 0;

  constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  async append(scores: readonly Scores[]): Promise<void> {
    const [first] = scores;
    if (first === undefined) return;
    if (this.columns.length === 0) {
      this.columns = Object.keys(first);
      const declared = this.columns.map((name) => `${identifier(name)} ${textColumns.includes(name) ? "VARCHAR" : "DOUBLE"}`);
      await this.#connection.run(`CREATE TABLE scored (${declared.join(", ")})`);
    }
    const appender = await this.#connection.createAppender("scored");
    for (const score of scores) {
      for (const name of this.columns) {
        const value = score[name as keyof Scores];
        if (typeof value === "number") appender.appendDouble(value);
        else if (typeof value === "string") appender.appendVarchar(value);
        else appender.appendNull();
      }
      appender.endRow();
    }
    appender.closeSync();
    this.rows += scores.length;
  }
}

const sqlTypes: Readonly<Record<ColumnRule["kind"], string>> = {
  number: "DOUBLE",
  boolean: "BOOLEAN",
  timestamp: "TIMESTAMPTZ",
  category: "VARCHAR",
  text: "VARCHAR",
};

/** SQL of the input's rows as they are kept: cells of CSV stay as they were written unless the output has types. */
async function keptRows(input: string, output: string, rules: readonly ColumnRule[]): Promise<string> {
  if (/\.(parquet|pq)$/i.test(input)) return `read_parquet(${literal(input)})`;
  if (/\.(jsonl|ndjson|json)(\.gz)?$/i.test(input)) return `read_json(${literal(input)})`;
  const texts = await withFile(input, { seed: 0 }, async (_, relation) => relation.from);
  const typed = rules.filter((rule) => sqlTypes[rule.kind] !== "VARCHAR");
  if (/\.csv$/i.test(output) || typed.length === 0) return texts;
  const casts = typed.map(({ name, kind }) => `TRY_CAST(${identifier(name)} AS ${sqlTypes[kind]}) AS ${identifier(name)}`);
  return `(SELECT * REPLACE (${casts.join(", ")}) FROM ${texts})`;
}

/** The name, with `model_` before it as often as it takes to be new. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  return taken.has(name) ? freeName(`model_${name}`, taken) : name;
}

/** Writes the rows with the scores beside them; a column of the input that is called like a score keeps its name. */
async function writeOutput(
  connection: DuckDBConnection,
  rows: string,
  scored: ScoreTable,
  target: string,
  format: string,
): Promise<string[]> {
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${rows}`);
  const taken = new Set(described.getRows().map((row) => String(row[0]).toLowerCase()));
  const names = scored.columns.map((name) => freeName(name, taken));
  const selected = scored.columns.map((name, index) => `scored.${identifier(name)} AS ${identifier(names[index] ?? name)}`);
  await connection.run(
    `COPY (SELECT kept.*, ${selected.join(", ")} FROM ${rows} AS kept POSITIONAL JOIN scored) TO ${literal(target)} (${format})`,
  );
  return names;
}

/**
 * Scores a file of rows and writes them with what the model says beside them. The output appears whole or not at all.
 * @returns undefined when it was interrupted
 * @throws DATA_… for rows that cannot be read or break the contract, CLI_QUERY_SCATTERED, CLI_OUTPUT_UNSUPPORTED, CLI_OUTPUT_UNWRITABLE
 */
export async function scoreFile(terminal: Terminal, model: LoadedModel, input: string, output: string): Promise<ScoredFile | undefined> {
  const format = formatOfOutput(output);
  const { path } = await checkFile(input);
  if ((await realpath(output).catch(() => output)) === path) throw overInput(output);
  const part = `${output}.part`;
  // What holds for a whole table (no value twice, few missing) says nothing about a batch of requests.
  const columns = model.manifest.signature.columns.map(({ unique: _, maximumMissing: __, ...rule }) => rule);
  const schema = { shape: z.object({}), columns };
  const progress = progressOn(terminal);
  try {
    const { result } = await untilInterrupted(terminal, "Stopping. Nothing was written.", (signal) =>
      withEngine({ files: [path, part] }, { seed: 0, signal }, async (connection) => {
        const scored = new ScoreTable(connection);
        progress.onEvent({ type: "stage", stage: "data", title: `scoring ${basename(input)}` });
        const score = async (table: Table | undefined): Promise<void> => {
          if (table === undefined) return;
          await scored.append(await scoresOf(model, table));
          progress.onEvent({ type: "progress", what: "rows", step: scored.rows, steps: 0, values: {} });
        };
        const { query } = model.manifest.task;
        const lists = query === undefined ? undefined : new WholeLists(query);
        let read = 0;
        const use = async (table: Table): Promise<void> => {
          signal.throwIfAborted();
          checkContract(table, schema, read);
          read += table.rows;
          await score(lists === undefined ? table : lists.push(table));
        };
        await openFile(path).stream?.(schema, { seed: 0, signal }, { rows: rowsPerBatch, use });
        await score(lists?.end());
        const added = await writeOutput(connection, await keptRows(path, output, schema.columns), scored, part, format).catch(
          (error: unknown) => {
            throw unwritable(output, error);
          },
        );
        await rename(part, output);
        return { rows: scored.rows, columns: added };
      }),
    );
    return result;
  } finally {
    progress.end();
    await rm(part, { force: true });
  }
}

/** The error for an output that is the input. */
export function overInput(output: string): MillwrightError {
  return new MillwrightError("CLI_OUTPUT_UNWRITABLE", `${output} is the file that is read.`, "Give --output another name.");
}

/** The error for an output that cannot be written. */
export function unwritable(output: string, cause: unknown): MillwrightError {
  const said = cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause);
  return new MillwrightError(
    "CLI_OUTPUT_UNWRITABLE",
    `${output} cannot be written: ${said}`,
    "Check the folder, its rights and the room on its disk.",
    { cause },
  );
}
