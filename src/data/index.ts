export { type ColumnMeta, column } from "./contracts/columns.ts";
export { type BrokenRule, brokenRules, checkContract } from "./contracts/check-contract.ts";
export type { ColumnRule, RowOf, RowSchema, RowShape } from "./contracts/row-schema.ts";
export { rowSchemaOf, withoutColumns } from "./contracts/row-schema-of.ts";
export { type Duration, days, hours } from "./durations.ts";
export type {
  Feature,
  FeatureContext,
  FeatureOutput,
  FittedFeature,
  FittedFeatures,
  GraphInput,
  InputEncoding,
} from "./features/feature.ts";
export type { Window, WindowAggregate } from "./history/window.ts";
export { type CsvSettings, csv } from "./sources/csv.ts";
export { identifier, literal, withEngine } from "./sources/engine.ts";
export { checkFile } from "./sources/file-checks.ts";
export { fingerprintOf } from "./sources/fingerprint.ts";
export { fromTable } from "./sources/from-table.ts";
export { jsonLines } from "./sources/json-lines.ts";
export { openFile } from "./sources/open-file.ts";
export { parquet } from "./sources/parquet.ts";
export { type PostgresClient, type PostgresSettings, postgres } from "./sources/postgres.ts";
export { type SimulatorSettings, simulate } from "./sources/simulate.ts";
export type { ReadContext, ReadResult, Source } from "./sources/source.ts";
export { type SqlSettings, sql } from "./sources/sql.ts";
export type { Split, SplitPlan } from "./splits/split.ts";
export type { BooleanColumn, CategoryColumn, Cell, Column, ColumnKind, NumberColumn, TextColumn, TimestampColumn } from "./tables/column.ts";
export { concatenate } from "./tables/concatenate.ts";
export { type PlainRow, tableFromRows } from "./tables/from-rows.ts";
export { cellOf, columnLength, Table } from "./tables/table.ts";
