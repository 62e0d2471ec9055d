export { type CompressedRows, compressBags, countDistinct, placeRows } from "./bag-rows.ts";
export { blendNaiveBayes } from "./blend-naive-bayes.ts";
export { bootstrapState, drawCounts, multiply, quantileOfSorted, spreadCounts } from "./bootstrap.ts";
export { applyPiecewise, fitInverseTemperature, fitSigmoid, normaliseRows, type PiecewiseLinear } from "./calibration-fits.ts";
export { canonicalNumbers, renumberCodes } from "./canonical.ts";
export { areWeights, firstNotCode, firstNotFinite, weightByClass } from "./check-rows.ts";
export { cholesky, solveCholesky } from "./cholesky.ts";
export { padSequences, writeLetters, writeWords } from "./code-points.ts";
export { copyBytes, copyNumbers, encodeStrings, newShortStrings, type ShortStrings } from "./columns.ts";
export { addContextSums, type ContextRows, contextSumWidth } from "./contexts/context-sums.ts";
export { type DescentSums, descendOnce } from "./coordinate-descent.ts";
export { type ColumnCounts, countColumns, occurringColumns, pickScores, shiftedLog, sumOf, takeLogs, takeOthers } from "./count-columns.ts";
export { type DailyCards, dailyAlertPrecision } from "./daily-alerts.ts";
export { type DenseLayer, denseLayers } from "./dense-layers.ts";
export { bestOfBoard, tieOrder } from "./finding/best-of-board.ts";
export { easeLinks } from "./finding/ease-links.ts";
export { addLinks, buildLinks, type ItemLinks, type LinkScaling, linkBetween, stepSource, togetherSource } from "./finding/item-links.ts";
export { factorScores, foldIn, type ItemFactors, leastSquaresFactors } from "./finding/least-squares-factors.ts";
export { type FeatureLists, type MachineFactors, MachineLearner, startMachine, sumFeatures } from "./finding/machine-factors.ts";
export { type PairwiseFactors, pairwiseFactors } from "./finding/pairwise-factors.ts";
export { distinctItems, groupByAsker, itemCounts, occurrencesOf, type Sequences, takeSequences } from "./finding/sequences.ts";
export {
  addLikeness,
  addSession,
  questionWeights,
  type SessionStore,
  type SessionWeights,
  storeSessions,
} from "./finding/session-search.ts";
export { togetherLinks } from "./finding/together-links.ts";
export { type Covariance, GaussianProcess } from "./gaussian-process.ts";
export { type LikelihoodData, LikelihoodMemory, likelihoodData, negativeLogLikelihood } from "./gaussian-process-likelihood.ts";
export { denseLeverages, denseProducts, denseValues, type Gram, gramMatrix } from "./gram.ts";
export {
  type Adjacency,
  buildAdjacency,
  edgesOf,
  extendAdjacency,
  hasEdge,
  transposeAdjacency,
  uniteAdjacencies,
} from "./graphs/adjacency.ts";
export { ForwardPush, pageRankByPower, type WalkSettings } from "./graphs/page-rank.ts";
export { meetingsOfWalks, type RandomWalkSettings } from "./graphs/random-walks.ts";
export { nodeNumber, spreadScores } from "./graphs/spread-scores.ts";
export { type TopNodes, topNodes } from "./graphs/top-nodes.ts";
export { type EdgeMatrix, type LowRank, truncatedSvd } from "./graphs/truncated-svd.ts";
export { GrowingNumbers } from "./growing-numbers.ts";
export { addHeadProducts } from "./head-products.ts";
export {
  aggregateExtremes,
  aggregateSums,
  extremeBetween,
  fillRunningSums,
  firstLater,
  gatherNumbers,
  newRunningSums,
  orderByGroup,
  type RunningSums,
  sumBetween,
  windowBounds,
} from "./history.ts";
export { type IsotonicBlocks, poolAdjacentViolators } from "./isotonic.ts";
export type { KernelExports } from "./kernel-exports.ts";
export { kernelThreads, setKernelThreads } from "./kernel-threads.ts";
export { LetterCounts, type LetterWeights } from "./letter-model.ts";
export { type LetterScorer, openLetterScorer } from "./letter-scorer.ts";
export { addLetterScores } from "./letter-scores.ts";
export { FEW, IN_FEW, IN_MANY, type LetterTables, NOTHING, type PackedLetterTables, packLetterTables } from "./letter-tables.ts";
export { linearScores, sigmoidInPlace, softmaxInPlace } from "./linear-scores.ts";
export { findNotFinite, type LoadedDense, type LoadedSparse, loadDense, loadSparse, sampleScales } from "./load-features.ts";
export type { DenseMatrix, FeatureMatrix, SparseMatrix } from "./matrix.ts";
export { nearestStoredRows, neighborDistances, type StoredRows, storeRows } from "./nearest-neighbors.ts";
export { CountAdjuster } from "./ngrams/adjust-counts.ts";
export { buildTrie } from "./ngrams/build-trie.ts";
export { mergeRecords, type RecordRun } from "./ngrams/merge-records.ts";
export { advance, EMPTY_CONTEXT, logProbability, type NgramTrie } from "./ngrams/ngram-trie.ts";
export { FIRST_WORD, SENTENCE_END, SENTENCE_START, UNKNOWN } from "./ngrams/ngram-words.ts";
export { type ContextList, type EstimatedOrder, OrderEstimator } from "./ngrams/order-estimator.ts";
export { quantizeTrie } from "./ngrams/quantize-trie.ts";
export { RecordBuffer } from "./ngrams/record-buffer.ts";
export { addLongest, addWritten } from "./ngrams/sentence-records.ts";
export { combineRecords, sortRecords } from "./ngrams/sort-records.ts";
export { newWordMarks, rangeProbability, topWords, type WordMarks } from "./ngrams/top-words.ts";
export { WriterCounts } from "./ngrams/writer-counts.ts";
export { logExpectedExcess, normalDensity, normalProbability, normalQuantile } from "./normal-distribution.ts";
export { ascendingOrder, descendingOrder, runEnds } from "./ordering.ts";
export { type ParzenKernels, parzenLogDensity } from "./parzen.ts";
export { MOST_SLOTS, markOf, type PerfectHash, perfectHash, SPREAD_BUCKET, SPREAD_MARK, SPREAD_SLOT, slotOf } from "./perfect-hash.ts";
export { BLOCK_ROWS, type ProblemValues, problemFields } from "./problem-layout.ts";
export {
  correlation,
  countCodes,
  cramersV,
  distinctSorted,
  explainedByGroups,
  histogramSorted,
  meanAndDeviation,
  sortedPresent,
} from "./profile.ts";
export { quasiNewton } from "./quasi-newton.ts";
export { type Random, random } from "./random.ts";
export { type GroupedOrder, rankCorrelationWithin } from "./rank-correlation.ts";
export { areaUnderRoc, averagePrecisionOf, hitsAmongTop, type Ranking, rank, recallWherePrecise } from "./ranking-statistics.ts";
export { extendHash, HASH_BASE, HASH_MODULUS } from "./rolling-hash.ts";
export { hashText, mixWords, rowsAlsoIn } from "./row-hash.ts";
export { ScoreBoard } from "./score-board.ts";
export { coOccurrences, positiveMutualInformation } from "./search/co-occurrence.ts";
export { cosineScan } from "./search/cosine-scan.ts";
export {
  documentBags,
  documentFrequencies,
  normaliseSparseRows,
  type TokenRuns,
} from "./search/document-bags.ts";
export { type NearWord, nearWords } from "./search/near-words.ts";
export { randomizedSvd, type SingularDirections, sparseTimesDense } from "./search/randomized-svd.ts";
export {
  addNotedList,
  addToScored,
  addWeightedList,
  type BestScores,
  bestOfCodes,
  bestOfNoted,
  bestScores,
  type PartialBoard,
  placeInList,
  type WeightedList,
  weightInList,
} from "./search/score-lists.ts";
export { sobolPoint } from "./sobol.ts";
export { createSoftmaxLearner, type SoftmaxLearner, type SoftmaxRows } from "./stochastic-softmax.ts";
export { type Eigen, symmetricEigen } from "./symmetric-eigen.ts";
export { sliceRows, takeRows } from "./take-rows.ts";
export { transposeSparse } from "./transpose-sparse.ts";
export { binRows } from "./trees/bin-rows.ts";
export { BinnedRows } from "./trees/binned-rows.ts";
export { explainAgainst, PathExplainer } from "./trees/explain-trees.ts";
export { frequentColumns, joinColumns } from "./trees/frequent-columns.ts";
export { logisticGradients, squaredGradients } from "./trees/gradient-kernels.ts";
export type { BinSettings, GrowthRequest, GrowthSettings } from "./trees/growth-settings.ts";
export { leavesOfRows } from "./trees/leaves-of-rows.ts";
export type { RowChunks } from "./trees/row-chunks.ts";
export type { CoverKind } from "./trees/shapley-tables.ts";
export type { Tree } from "./trees/tree.ts";
export { TreeGrower } from "./trees/tree-grower.ts";
export { treeMemoryBytes } from "./trees/tree-memory-bytes.ts";
export { TreePredictor } from "./trees/tree-predictor.ts";
export { walkTrees } from "./trees/walk-trees.ts";
export {
  binSums,
  classSums,
  explainedShare,
  rowArgMax,
  weightedMean,
  weightedMedian,
  weightedRatio,
} from "./weighted-statistics.ts";
export { type Workspace, withWorkspace, withWorkspaceNow } from "./workspace.ts";
