import { accuracy } from "./accuracy.ts";
import { averagePrecision } from "./average-precision.ts";
import { brier } from "./brier.ts";
import { cardPrecisionAtK } from "./card-precision-at-k.ts";
import { expectedCalibrationError } from "./expected-calibration-error.ts";
import { expectedCost } from "./expected-cost.ts";
import { fScore } from "./f-score.ts";
import { intervalCoverage } from "./interval-coverage.ts";
import { coverageAtPrecision } from "./lists/coverage-at-precision.ts";
import { linkAuc } from "./lists/link-auc.ts";
import { listAveragePrecision } from "./lists/list-average-precision.ts";
import { listCoverage } from "./lists/list-coverage.ts";
import { listDiversity } from "./lists/list-diversity.ts";
import { listHit } from "./lists/list-hit.ts";
import { listNdcg } from "./lists/list-ndcg.ts";
import { listNovelty } from "./lists/list-novelty.ts";
import { listPopularityBias } from "./lists/list-popularity-bias.ts";
import { listPrecision } from "./lists/list-precision.ts";
import { listRecall } from "./lists/list-recall.ts";
import { listReciprocalRank } from "./lists/list-reciprocal-rank.ts";
import { precisionWhenShown, shownShare } from "./lists/shown.ts";
import { logLoss } from "./log-loss.ts";
import { macroAccuracy } from "./macro-accuracy.ts";
import { macroF1 } from "./macro-f1.ts";
import { mae } from "./mae.ts";
import { mape } from "./mape.ts";
import { matthewsCorrelation } from "./matthews-correlation.ts";
import { meanAveragePrecision } from "./mean-average-precision.ts";
import { meanIntervalWidth } from "./mean-interval-width.ts";
import { meanReciprocalRank } from "./mean-reciprocal-rank.ts";
import { medianAbsolutePercentageError } from "./median-absolute-percentage-error.ts";
import type { Metric } from "./metric.ts";
import { ndcgAtK } from "./ndcg-at-k.ts";
import { pinball } from "./pinball.ts";
import { precision } from "./precision.ts";
import { precisionAtK } from "./precision-at-k.ts";
import { queryPrecisionAtK } from "./query-precision-at-k.ts";
import { rSquared } from "./r-squared.ts";
import { rankCorrelation } from "./rank-correlation.ts";
import { recall } from "./recall.ts";
import { recallAtPrecision } from "./recall-at-precision.ts";
import { rmse } from "./rmse.ts";
import { rmsle } from "./rmsle.ts";
import { rocAuc } from "./roc-auc.ts";
import { topKAccuracy } from "./top-k-accuracy.ts";

/** Every metric, those with settings at common ones: what the conformance suite runs over. A new metric is one more line. */
export const allMetrics: readonly Metric[] = [
  accuracy,
  averagePrecision,
  brier,
  cardPrecisionAtK({ entity: "card", time: "day", k: 3 }),
  expectedCalibrationError(),
  expectedCost({ currency: "EUR", falsePositive: 1, falseNegative: 5 }),
  fScore(),
  intervalCoverage,
  coverageAtPrecision({ precision: 0.5 }),
  listAveragePrecision({ k: 5 }),
  listHit({ k: 5 }),
  listNdcg({ k: 5 }),
  linkAuc({ negatives: "uniform" }),
  linkAuc({ negatives: "degree_matched" }),
  listPrecision({ k: 1 }),
  listRecall({ k: 5 }),
  listReciprocalRank({ k: 10 }),
  precisionWhenShown(14),
  logLoss,
  macroAccuracy,
  macroF1,
  mae,
  mape,
  matthewsCorrelation,
  meanAveragePrecision({ query: "card" }),
  meanAveragePrecision({ query: "card", relevant: "best" }),
  meanIntervalWidth,
  meanReciprocalRank({ query: "card" }),
  meanReciprocalRank({ query: "card", relevant: "best" }),
  medianAbsolutePercentageError,
  ndcgAtK({ query: "card", k: 3 }),
  ndcgAtK({ query: "card", gain: "linear" }),
  pinball({ quantile: 0.9 }),
  precision(),
  precisionAtK({ k: 10 }),
  queryPrecisionAtK({ query: "card", k: 2, relevant: "best" }),
  rSquared,
  rankCorrelation(),
  rankCorrelation({ within: "day" }),
  recall(),
  recallAtPrecision({ precision: 0.6 }),
  rmse,
  rmsle,
  rocAuc,
  topKAccuracy({ k: 2 }),
];

/** Metrics of what lists are like, whether right or not. */
export const listQualities: readonly Metric[] = [
  listCoverage({ k: 5 }),
  listDiversity({ k: 5 }),
  listNovelty({ k: 5 }),
  listPopularityBias({ k: 5 }),
  shownShare(14),
];
