export type { ColumnRule, RowOf, RowSchema, RowShape } from "./contracts/row-schema.ts";
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
export type { ReadContext, ReadResult, Source } from "./sources/source.ts";
export type { Split, SplitPlan } from "./splits/split.ts";
export type { BooleanColumn, CategoryColumn, Cell, Column, ColumnKind, NumberColumn, TextColumn, TimestampColumn } from "./tables/column.ts";
export { cellOf, columnLength, Table } from "./tables/table.ts";
