import { basename } from "node:path";
import { MillwrightError } from "../../errors/index.ts";
import { describe } from "./describe.ts";
import { literal, withEngine } from "./engine.ts";
import { checkFile, firstBytes } from "./file-checks.ts";
import { readRelation, streamRelation, type UseRelation } from "./read-relation.ts";
import type { ReadContext, Source } from "./source.ts";

function notParquet(what: string, cause?: unknown): MillwrightError {
  return new MillwrightError(
    "DATA_FILE_FORMAT",
    `${what} is not Parquet, or it was cut off.`,
    "Write it again; for CSV or JSON lines use a name that ends in .csv or .jsonl.",
    { cause },
  );
}

/** Lends an engine with the file as a relation. */
export async function withParquet<Result>(path: string, context: ReadContext, use: UseRelation<Result>): Promise<Result> {
  const file = await checkFile(path);
  if ((await firstBytes(file.path, 4)).toString("latin1") !== "PAR1") throw notParquet(file.what);
  const from = `read_parquet(${literal(file.path)})`;
  return await withEngine({ files: [file.path] }, context, async (connection) => {
    const types = await describe(connection, from).catch((error: unknown) => {
      throw notParquet(file.what, error);
    });
    const counted = await connection.runAndReadAll(`SELECT CAST(count(*) AS DOUBLE) FROM ${from}`);
    const relation = {
      name: basename(path).replace(/\..*$/, ""),
      what: file.what,
      from,
      types,
      rows: Number(counted.getRows()[0]?.[0] ?? 0),
    };
    return await use(connection, relation, context);
  });
}

/**
 * A Parquet file; only the declared columns are read.
 * @param path - relative paths are taken from the working directory.
 */
export function parquet(path: string): Source {
  return {
    kind: "parquet",
    description: basename(path),
    simulated: false,
    read: (schema, context) => withParquet(path, context, (connection, relation) => readRelation(connection, relation, schema, context)),
    stream: (schema, context, batches) =>
      withParquet(path, context, (connection, relation) => streamRelation(connection, relation, schema, context, batches)),
  };
}
