export { bootstrapState, drawCounts, multiply, quantileOfSorted, spreadCounts } from "./bootstrap.ts";
export { applyPiecewise, fitInverseTemperature, fitSigmoid, normaliseRows, type PiecewiseLinear } from "./calibration-fits.ts";
export { type DailyCards, dailyAlertPrecision } from "./daily-alerts.ts";
export { type IsotonicBlocks, poolAdjacentViolators } from "./isotonic.ts";
export type { DenseMatrix, FeatureMatrix, SparseMatrix } from "./matrix.ts";
export { ascendingOrder, descendingOrder, runEnds } from "./ordering.ts";
export { type Random, random } from "./random.ts";
export { areaUnderRoc, averagePrecisionOf, hitsAmongTop, type Ranking, rank, recallWherePrecise } from "./ranking-statistics.ts";
export {
  binSums,
  classSums,
  explainedShare,
  rowArgMax,
  weightedMean,
  weightedMedian,
  weightedRatio,
} from "./weighted-statistics.ts";
export { canonicalNumbers, renumberCodes } from "./canonical.ts";
export { copyBytes, copyNumbers, encodeStrings, newShortStrings, type ShortStrings } from "./columns.ts";
