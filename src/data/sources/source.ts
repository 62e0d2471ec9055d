import type { Table } from "../tables/table.ts";
import type { RowSchema } from "../contracts/row-schema.ts";

/** Where rows come from. Opening one reads nothing; `read` does. */
export interface Source {
  /** For reports: "simulator", "csv", "parquet", "jsonl", "sql". */
  readonly kind: string;
  /** For reports: a file name, a query or a simulator's name with its seed. */
  readonly description: string;
  /** True when the rows are made up (a simulator or an authored sample), which every report then says first. */
  readonly simulated: boolean;
  /**
   * Reads all rows that the schema declares into a table; columns that it does not declare are left out and named in `ignored`.
   * @throws DATA_FILE_MISSING, DATA_FILE_EMPTY, DATA_ROW_INVALID, DATA_COLUMN_MISSING, …
   */
  read(schema: RowSchema, context: ReadContext): Promise<ReadResult>;
}

/** What reading may use. */
export interface ReadContext {
  readonly seed: number;
  readonly signal?: AbortSignal;
  /** Bytes of memory that the query engine may use before it spills to disk; 1 GiB unless told. */
  readonly memoryLimit?: number;
  readonly onProgress?: (rows: number) => void;
}

/** Rows with where they came from. */
export interface ReadResult {
  readonly table: Table;
  readonly ignored: readonly string[];
  /** SHA-256 over schema and contents, hex: equal rows in equal order give equal fingerprints, whatever the file format. */
  readonly fingerprint: string;
}
