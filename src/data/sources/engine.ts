import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { MillwrightError } from "../../errors/index.ts";
import type { ReadContext } from "./source.ts";

/** What a query may touch on disk. */
export interface Access {
  readonly files?: readonly string[];
  readonly folders?: readonly string[];
}

/** A text as a SQL literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as a SQL identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

const gibibyte = 1024 ** 3;

/** Settings that bound memory, keep dates in UTC, and leave only the named files and folders within reach. */
function lockStatements(access: Access): string[] {
  const folders = (access.folders ?? []).map((folder) => literal(folder.endsWith("/") ? folder : `${folder}/`));
  return [
    "SET TimeZone = 'UTC'",
    `SET allowed_paths = [${(access.files ?? []).map(literal).join(", ")}]`,
    `SET allowed_directories = [${folders.join(", ")}]`,
    "SET enable_external_access = false",
    "SET lock_configuration = true",
  ];
}

/** The first line of what the engine said, without its hints. */
export function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split("\n")[0] ?? "").slice(0, 400).trim();
}

/**
 * Errors of the engine that mean the same for every source.
 * @returns a coded error; `DATA_QUERY_FAILED` where nothing more is known.
 */
export function engineError(error: unknown, what: string): MillwrightError {
  if (error instanceof MillwrightError) return error;
  const line = firstLine(error);
  if (/out of memory|could not allocate|failed to allocate/i.test(line)) {
    return new MillwrightError(
      "DATA_MEMORY_EXCEEDED",
      `${what} ran out of memory: ${line}`,
      "Give it more with the read setting memoryLimit, read fewer columns, or aggregate in the query.",
      { cause: error },
    );
  }
  const fix = /disabled by configuration/.test(line)
    ? "A query reads only the files and the folder that its source names; it uses no network."
    : "Correct the query or the file.";
  return new MillwrightError("DATA_QUERY_FAILED", `${what} failed: ${line}`, fix, { cause: error });
}

/**
 * Lends a query engine that lives in memory, spills to a temporary folder, loads no extension and sees only the files that it is given.
 * @throws what `use` throws; the abort signal's reason when it was aborted.
 */
export async function withEngine<Result>(
  access: Access,
  context: ReadContext,
  use: (connection: DuckDBConnection) => Promise<Result>,
): Promise<Result> {
  context.signal?.throwIfAborted();
  const { DuckDBInstance } = await import("@duckdb/node-api");
  // Where nothing can be written, queries must do with their memory.
  const spill = await mkdtemp(join(tmpdir(), "millwright-spill-")).catch(() => "");
  const instance = await DuckDBInstance.create(":memory:", {
    memory_limit: `${Math.round(context.memoryLimit ?? gibibyte)}B`,
    temp_directory: spill,
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connection = await instance.connect();
  const stop = (): void => connection.interrupt();
  context.signal?.addEventListener("abort", stop, { once: true });
  try {
    for (const statement of lockStatements(access)) await connection.run(statement);
    return await use(connection);
  } catch (error) {
    context.signal?.throwIfAborted();
    throw error;
  } finally {
    context.signal?.removeEventListener("abort", stop);
    connection.closeSync();
    instance.closeSync();
    if (spill !== "") await rm(spill, { recursive: true, force: true });
  }
}
