import type { DuckDBConnection } from "@duckdb/node-api";

/** Names and types of a relation's columns, in the engine's words; reads no more than the engine needs to know them. */
export async function describe(connection: DuckDBConnection, from: string): Promise<Map<string, string>> {
  const reader = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${from}`);
  return new Map(reader.getRows().map((row) => [String(row[0]), String(row[1])]));
}
