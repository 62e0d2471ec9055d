import { basename } from "node:path";
import { MillwrightError } from "../../errors/index.ts";

/** Formats that are told by a file's name. */
export type FileFormat = "csv" | "parquet" | "json";

/**
 * The format of a file by its ending: .csv, .tsv, .txt, .json, .jsonl and .ndjson, each also with .gz; .parquet and .pq.
 * @throws DATA_FILE_UNKNOWN_TYPE
 */
export function formatOf(path: string): FileFormat {
  const name = basename(path).toLowerCase();
  if (/\.(csv|tsv|txt)(\.gz)?$/.test(name)) return "csv";
  if (/\.(json|jsonl|ndjson)(\.gz)?$/.test(name)) return "json";
  if (/\.(parquet|pq)$/.test(name)) return "parquet";
  throw new MillwrightError(
    "DATA_FILE_UNKNOWN_TYPE",
    `the name "${basename(path)}" does not tell what the file holds.`,
    "Known endings: .csv, .tsv, .csv.gz, .parquet, .json, .jsonl, .ndjson, .jsonl.gz.",
  );
}
