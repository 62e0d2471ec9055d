import { csv } from "./csv.ts";
import { formatOf } from "./file-format.ts";
import { jsonLines } from "./json-lines.ts";
import { parquet } from "./parquet.ts";
import type { Source } from "./source.ts";

/**
 * A source for a file, chosen by its ending: .csv, .tsv, .json, .jsonl and .ndjson (each also .gz) and .parquet. Reads nothing yet.
 * @throws DATA_FILE_UNKNOWN_TYPE for another ending.
 */
export function openFile(path: string): Source {
  if (/\.tsv(\.gz)?$/i.test(path)) return csv(path, { delimiter: "\t" });
  switch (formatOf(path)) {
    case "csv":
      return csv(path);
    case "parquet":
      return parquet(path);
    case "json":
      return jsonLines(path);
  }
}
