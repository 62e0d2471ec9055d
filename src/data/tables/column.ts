/** What a column holds. */
export type ColumnKind = "number" | "category" | "text" | "timestamp" | "boolean";

/** Numbers; NaN where missing. */
export interface NumberColumn {
  readonly kind: "number";
  readonly values: Float64Array;
}

/** Instants in milliseconds since 1970-01-01T00:00Z; NaN where missing. */
export interface TimestampColumn {
  readonly kind: "timestamp";
  readonly values: Float64Array;
}

/** 1 true, 0 false, 255 missing. */
export interface BooleanColumn {
  readonly kind: "boolean";
  readonly values: Uint8Array;
}

/** Values from a dictionary; code −1 where missing. */
export interface CategoryColumn {
  readonly kind: "category";
  readonly codes: Int32Array;
  readonly dictionary: readonly string[];
}

/** Free text; `null` where missing. */
export interface TextColumn {
  readonly kind: "text";
  readonly values: readonly (string | null)[];
}

/** A typed column. */
export type Column = NumberColumn | TimestampColumn | BooleanColumn | CategoryColumn | TextColumn;

/** A value of a row: a `Date` for timestamps, `null` where missing. */
export type Cell = number | string | boolean | Date | null;
