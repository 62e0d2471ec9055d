import type { RowSchema } from "../contracts/row-schema.ts";
import type { Table } from "../tables/table.ts";

/** Where rows come from. Opening one reads nothing; `read` does. */
export interface Source {
  /** For reports: "simulator", "csv", "parquet", "jsonl", "sql", "table". */
  readonly kind: string;
  /** For reports: a file name, a query or a simulator's name with its seed. */
  readonly description: string;
  /** True when the rows are made up (a simulator or an authored sample), which every report then says first. */
  readonly simulated: boolean;
  /**
   * Reads all rows that the schema declares into a table; columns that it does not declare are left out and named in `ignored`.
   * Only kinds are checked here; ranges, allowed and missing values are the contract's: see `checkContract`.
   * @throws DATA_FILE_MISSING, DATA_FILE_IS_FOLDER, DATA_FILE_UNREADABLE, DATA_FILE_EMPTY, DATA_FILE_FORMAT, DATA_FILE_ENCODING,
   * DATA_LINE_TOO_LONG, DATA_ROW_INVALID, DATA_VALUE_INVALID, DATA_HEADER_INVALID, DATA_COLUMN_MISSING, DATA_COLUMN_KIND,
   * DATA_QUERY_FAILED, DATA_MEMORY_EXCEEDED
   */
  read(schema: RowSchema, context: ReadContext): Promise<ReadResult>;
  /**
   * Reads the same rows, in order, in tables of about so many, holding one at a time; for files.
   * @throws as `read`, and what `batches.use` throws
   */
  stream?(schema: RowSchema, context: ReadContext, batches: Batches): Promise<void>;
  /** What belongs to these rows and has rows of its own, by name: the catalogue of the items that events name. */
  readonly beside?: Readonly<Record<string, Source>>;
}

/**
 * Rows with what belongs to them.
 * @example withBeside(csv("views.csv"), { catalogue: csv("products.csv"), purchases: csv("purchases.csv") })
 */
export function withBeside(source: Source, beside: Readonly<Record<string, Source>>): Source {
  return { ...source, beside };
}

/** Where a stream of rows goes. */
export interface Batches {
  /** A table has at least so many rows, and at most 2,048 more; the last one has the rest. */
  readonly rows: number;
  readonly use: (table: Table) => Promise<void>;
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
