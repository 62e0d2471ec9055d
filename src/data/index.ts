export { type AskersApartSettings, askersApart } from "./catalogues/askers-apart.ts";
export type { CatalogueSplit, CatalogueSplitPlan, Queries } from "./catalogues/catalogue-split.ts";
export { type EdgesApartSettings, edgesApart } from "./catalogues/edges-apart.ts";
export { type CodedEvents, type CodeSettings, codeEvents, type EventColumns } from "./catalogues/event-codes.ts";
export { type EventsByTimeSettings, eventsByTime } from "./catalogues/events-by-time.ts";
export { type GivenEventsSettings, givenEvents } from "./catalogues/given-events.ts";
export { type LeaveOneOutSettings, leaveOneOut } from "./catalogues/leave-one-out.ts";
export { listCount, listOf, packLists, placesByCode, type RowLists } from "./catalogues/row-lists.ts";
export { type BrokenRule, brokenRules, checkContract } from "./contracts/check-contract.ts";
export { type ColumnMeta, column } from "./contracts/columns.ts";
export type { ColumnRule, RowOf, RowSchema, RowShape } from "./contracts/row-schema.ts";
export { rowSchemaOf, withoutColumns } from "./contracts/row-schema-of.ts";
export { type AnswerTypeMeasure, answerType } from "./derivations/answer-type.ts";
export type { Derivation, DerivationKind, DerivationState, DeriveRows, Lists } from "./derivations/derivation.ts";
export { type Derivations, type LearnedDerivations, learnDerivations, openDerivations } from "./derivations/learned-derivations.ts";
export { listsOf } from "./derivations/lists.ts";
export { type TextCount, textCount } from "./derivations/text-count.ts";
export { type TextMeaningSettings, textMeaning } from "./derivations/text-meaning.ts";
export type { PairMeasure } from "./derivations/text-pair/pair-measures.ts";
export { type TextPairSettings, textPair } from "./derivations/text-pair/text-pair.ts";
export {
  differenceInList,
  largestBeforeInList,
  listSize,
  nextInList,
  previousInList,
  rankInList,
  zScoreInList,
} from "./derivations/within-list.ts";
export { type Duration, days, hours } from "./durations.ts";
export { type CategorySettings, category } from "./features/categories/category.ts";
export { type OneHotSettings, oneHot } from "./features/categories/one-hot.ts";
export { type OrdinalSettings, ordinal } from "./features/categories/ordinal.ts";
export { type TargetEncodingSettings, targetEncoding } from "./features/categories/target-encoding.ts";
export { difference, type ExpressionBody, type ExpressionSettings, expression, ratio, sum } from "./features/combinations/expression.ts";
export { interaction } from "./features/combinations/interaction.ts";
export { encodeInputs } from "./features/encode-inputs.ts";
export type {
  Feature,
  FeatureContext,
  FeatureOutput,
  FittedFeature,
  FittedFeatures,
  GraphInput,
  InputEncoding,
} from "./features/feature.ts";
export type { CommonSettings } from "./features/feature-name.ts";
export { fitFeatures } from "./features/fit-features.ts";
export { declareInputs } from "./features/graph-inputs.ts";
export { flag } from "./features/numbers/flag.ts";
export { type NumericSettings, numeric, numerics } from "./features/numbers/numeric.ts";
export type { ScalingSettings } from "./features/numbers/scaling.ts";
export { sideBySideAccelerator } from "./features/numbers/side-by-side.ts";
export { type SplineSettings, spline } from "./features/numbers/spline.ts";
export type { Transform } from "./features/numbers/transforms.ts";
export type { BagSettings } from "./features/texts/bag.ts";
export { type LetterModelsSettings, letterModels } from "./features/texts/letter-models.ts";
export { letterScoresAccelerator } from "./features/texts/letter-scores-accelerator.ts";
export { type LettersSettings, letters } from "./features/texts/letters.ts";
export { type WordsSettings, words } from "./features/texts/words.ts";
export type { DatePart } from "./features/times/clock.ts";
export { type DatePartsSettings, dateParts } from "./features/times/date-parts.ts";
export { deriveHistory } from "./history/derive-history.ts";
export { EntityHistory, type SavedHistory } from "./history/entity-history.ts";
export {
  type ValueWindowSettings,
  type Window,
  type WindowAggregate,
  type WindowSettings,
  windowCount,
  windowMaximum,
  windowMean,
  windowMinimum,
  windowSum,
} from "./history/window.ts";
export type { ColumnProfile } from "./profiles/column-profile.ts";
export { profileTable } from "./profiles/profile-table.ts";
export type { ProfileTarget } from "./profiles/relation-to-target.ts";
export { type CsvSettings, csv } from "./sources/csv.ts";
export { identifier, literal, withEngine } from "./sources/engine.ts";
export { checkFile } from "./sources/file-checks.ts";
export { fingerprintOf } from "./sources/fingerprint.ts";
export { fromTable } from "./sources/from-table.ts";
export { jsonLines } from "./sources/json-lines.ts";
export { openFile } from "./sources/open-file.ts";
export { parquet } from "./sources/parquet.ts";
export { type PostgresClient, type PostgresSettings, postgres } from "./sources/postgres.ts";
export { type ScatteredRows, type ScatterSettings, scatterRows } from "./sources/scatter-rows.ts";
export { type SimulatorSettings, simulate } from "./sources/simulate.ts";
export type { ReadContext, ReadResult, Source } from "./sources/source.ts";
export { withBeside } from "./sources/source.ts";
export { type SqlSettings, sql } from "./sources/sql.ts";
export { type ArchivedFile, tarFiles } from "./sources/tar-archive.ts";
export { withFile } from "./sources/with-file.ts";
export { type GivenSplitSettings, givenSplit } from "./splits/given-split.ts";
export { type GroupCodes, groupCodes } from "./splits/group-codes.ts";
export { groupedSplit } from "./splits/grouped-split.ts";
export { checkLeaks, type LeakSettings } from "./splits/leaks/check-leaks.ts";
export type { LeakFinding } from "./splits/leaks/leak-finding.ts";
export { randomSplit } from "./splits/random-split.ts";
export { type Origin, type RollingOrigins, rollingOrigins } from "./splits/rolling-origins.ts";
export type { Fold, FoldSettings, Split, SplitPlan } from "./splits/split.ts";
export type { SplitShares } from "./splits/split-parts.ts";
export { stratifiedSplit } from "./splits/stratified-split.ts";
export { type Moment, type TimeShares, type TimeSplitSettings, type TimeUntil, type TimeWindows, timeSplit } from "./splits/time-split.ts";
export type {
  BooleanColumn,
  CategoryColumn,
  Cell,
  Column,
  ColumnKind,
  NumberColumn,
  TextColumn,
  TimestampColumn,
} from "./tables/column.ts";
export { concatenate } from "./tables/concatenate.ts";
export { type PlainRow, tableFromRows } from "./tables/from-rows.ts";
export { cellOf, columnLength, Table } from "./tables/table.ts";
