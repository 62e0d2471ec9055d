import { didYouMean, MillwrightError } from "../../errors/index.ts";
import type { BooleanColumn, CategoryColumn, Cell, Column, ColumnKind, NumberColumn, TextColumn, TimestampColumn } from "./column.ts";

/** Column types by kind. */
interface ColumnByKind {
  number: NumberColumn;
  timestamp: TimestampColumn;
  boolean: BooleanColumn;
  category: CategoryColumn;
  text: TextColumn;
}

/** Number of rows of one column. */
export function columnLength(column: Column): number {
  return column.kind === "category" ? column.codes.length : column.values.length;
}

/** The value of one column in one row. */
export function cellOf(column: Column, row: number): Cell {
  switch (column.kind) {
    case "number": {
      const value = column.values[row] ?? Number.NaN;
      return Number.isNaN(value) ? null : value;
    }
    case "timestamp": {
      const value = column.values[row] ?? Number.NaN;
      return Number.isNaN(value) ? null : new Date(value);
    }
    case "boolean": {
      const value = column.values[row] ?? 255;
      return value === 255 ? null : value === 1;
    }
    case "category":
      return column.dictionary[column.codes[row] ?? -1] ?? null;
    case "text":
      return column.values[row] ?? null;
  }
}

/** Rows of one column by index, in the order of `rows`. */
function takeColumn(column: Column, rows: Int32Array): Column {
  const n = rows.length;
  if (column.kind === "category") {
    const codes = new Int32Array(n);
    for (let i = 0; i < n; i++) codes[i] = column.codes[rows[i] ?? 0] ?? -1;
    return { kind: "category", codes, dictionary: column.dictionary };
  }
  if (column.kind === "text") {
    return { kind: "text", values: Array.from(rows, (row) => column.values[row] ?? null) };
  }
  if (column.kind === "boolean") {
    const values = new Uint8Array(n);
    for (let i = 0; i < n; i++) values[i] = column.values[rows[i] ?? 0] ?? 255;
    return { kind: "boolean", values };
  }
  const values = new Float64Array(n);
  for (let i = 0; i < n; i++) values[i] = column.values[rows[i] ?? 0] ?? Number.NaN;
  return { kind: column.kind, values };
}

/** Rows [from, to) of one column; typed arrays are shared, not copied. */
function sliceColumn(column: Column, from: number, to: number): Column {
  switch (column.kind) {
    case "category":
      return { kind: "category", codes: column.codes.subarray(from, to), dictionary: column.dictionary };
    case "text":
      return { kind: "text", values: column.values.slice(from, to) };
    case "boolean":
      return { kind: "boolean", values: column.values.subarray(from, to) };
    default:
      return { kind: column.kind, values: column.values.subarray(from, to) };
  }
}

/**
 * Named, typed columns of equal length. Immutable: every method returns a new table that shares what it can.
 *
 * @example
 * const table = new Table("orders", { amount: { kind: "number", values: Float64Array.of(3, 5) } });
 * table.column("amount", "number").values[1]; // 5
 */
export class Table {
  readonly name: string;
  readonly rows: number;
  readonly columns: ReadonlyMap<string, Column>;

  /** @throws DATA_LENGTH_MISMATCH when the columns differ in length. */
  constructor(name: string, columns: Readonly<Record<string, Column>> | ReadonlyMap<string, Column>) {
    this.name = name;
    this.columns = columns instanceof Map ? columns : new Map(Object.entries(columns));
    const lengths = new Map([...this.columns].map(([key, column]) => [key, columnLength(column)]));
    this.rows = [...lengths.values()][0] ?? 0;
    for (const [key, length] of lengths) {
      if (length === this.rows) continue;
      throw new MillwrightError(
        "DATA_LENGTH_MISMATCH",
        `column "${key}" of table "${name}" has ${length} rows, the first column has ${this.rows}.`,
        "Give every column the same number of rows.",
      );
    }
  }

  /** Names in order. */
  get names(): string[] {
    return [...this.columns.keys()];
  }

  has(name: string): boolean {
    return this.columns.has(name);
  }

  /** A column of any kind. @throws DATA_COLUMN_MISSING */
  any(name: string): Column {
    const column = this.columns.get(name);
    if (column !== undefined) return column;
    throw new MillwrightError("DATA_COLUMN_MISSING", `table "${this.name}" has no column "${name}".`, didYouMean(name, this.names));
  }

  /** A column of the kind that is expected. @throws DATA_COLUMN_MISSING, DATA_COLUMN_KIND */
  column<Kind extends ColumnKind>(name: string, kind: Kind): ColumnByKind[Kind] {
    const column = this.any(name);
    if (column.kind === kind) return column as ColumnByKind[Kind];
    throw new MillwrightError(
      "DATA_COLUMN_KIND",
      `column "${name}" of table "${this.name}" holds ${column.kind}, not ${kind}.`,
      `Declare it as ${kind} in the row schema, or use another column.`,
    );
  }

  /** One row as an object; `null` where missing. */
  row(index: number): Record<string, Cell> {
    const row: Record<string, Cell> = {};
    for (const [name, column] of this.columns) row[name] = cellOf(column, index);
    return row;
  }

  /** Rows by index, in that order; copies. */
  take(rows: Int32Array): Table {
    return new Table(this.name, new Map([...this.columns].map(([name, column]) => [name, takeColumn(column, rows)])));
  }

  /** Rows [from, to); shares memory. */
  slice(from: number, to: number): Table {
    const end = Math.min(to, this.rows);
    return new Table(this.name, new Map([...this.columns].map(([name, column]) => [name, sliceColumn(column, from, end)])));
  }

  /** With further columns (or replaced ones). */
  with(columns: Readonly<Record<string, Column>>): Table {
    return new Table(this.name, new Map([...this.columns, ...Object.entries(columns)]));
  }

  /** Only these columns, in this order. @throws DATA_COLUMN_MISSING */
  select(names: readonly string[]): Table {
    return new Table(this.name, new Map(names.map((name) => [name, this.any(name)])));
  }

  /** Without these columns. */
  without(names: readonly string[]): Table {
    return new Table(this.name, new Map([...this.columns].filter(([name]) => !names.includes(name))));
  }
}
