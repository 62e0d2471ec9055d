import { z } from "zod";
import { withCsv } from "./csv.ts";
import { formatOf } from "./file-format.ts";
import { withJson } from "./json-lines.ts";
import { withParquet } from "./parquet.ts";
import type { UseRelation } from "./read-relation.ts";
import type { ReadContext } from "./source.ts";

/**
 * Lends a query engine that sees one file, for questions about columns that no row declares yet.
 * Cells of CSV and JSON are text in it, as their sources read them; Parquet has its own types.
 * @throws DATA_FILE_UNKNOWN_TYPE, DATA_FILE_MISSING, … and what `use` throws; `relation.explain` puts the engine's errors into words
 */
export async function withFile<Result>(path: string, context: ReadContext, use: UseRelation<Result>): Promise<Result> {
  switch (formatOf(path)) {
    case "csv":
      return await withCsv(path, /\.tsv(\.gz)?$/i.test(path) ? { delimiter: "\t" } : {}, context, use);
    case "json":
      return await withJson(path, { shape: z.object({}), columns: [] }, context, use);
    case "parquet":
      return await withParquet(path, context, use);
  }
}
