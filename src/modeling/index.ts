export { type AnswerTask, type HeuristicRows, judgeHeuristic } from "./baselines/judge-heuristic.ts";
export { type HumanAnswers, judgeHumans } from "./baselines/judge-humans.ts";
export { majority } from "./baselines/majority.ts";
export { mean } from "./baselines/mean.ts";
export { median } from "./baselines/median.ts";
export { prior } from "./baselines/prior.ts";
export { randomGuess } from "./baselines/random-guess.ts";
export { complementNaiveBayes, type NaiveBayesSettings, naiveBayes } from "./bayes/naive-bayes.ts";
export { complementBayesSpace, naiveBayesSpace } from "./bayes/naive-bayes-space.ts";
export type { Calibration, FittedCalibration } from "./calibration/calibration.ts";
export { calibrationByMethod } from "./calibration/calibration-by-method.ts";
export { type ConformalSettings, conformalIntervals, type FittedIntervals } from "./calibration/conformal-intervals.ts";
export { type CrossCalibration, crossCalibrate } from "./calibration/cross-calibrate.ts";
export { crossConformal } from "./calibration/cross-conformal.ts";
export { isotonic } from "./calibration/isotonic.ts";
export { bestOfList, listTemperature } from "./calibration/list-temperature.ts";
export { platt } from "./calibration/platt.ts";
export { temperature } from "./calibration/temperature.ts";
export type { CalibrationMethod, Candidate, CandidateSearch, Heuristic, RuleAnswer, Rung } from "./candidate.ts";
export { type CandidateSettings, candidate, candidateAt, rungs } from "./candidate.ts";
export { type ClickEstimate, clickPropensities, estimateAttraction } from "./clicks/click-propensity.ts";
export { type ClickSettings, type Impression, type ShownList, simulateClicks } from "./clicks/simulate-clicks.ts";
export { contextRanker } from "./contexts/context-ranker.ts";
export type { ContextRankerSettings } from "./contexts/context-ranker-settings.ts";
export { blendEstimators } from "./ensembles/blend-estimators.ts";
export type { Estimator, Examples, FitContext, FitProgress, Fitted } from "./estimator.ts";
export { type AblationResult, type AblationSettings, ablation } from "./evaluation/ablation.ts";
export { type BootstrapSettings, resamplesFor } from "./evaluation/bootstrap.ts";
export { type Choice, type ChoiceSettings, type Climber, chooseCandidate, type Verdict } from "./evaluation/choose-candidate.ts";
export { comparePaired, winner } from "./evaluation/compare-paired.ts";
export { type ConfidentError, confidentErrors, truthAgainstPredicted } from "./evaluation/confident-errors.ts";
export { type Confusion, confusion } from "./evaluation/confusion.ts";
export { type CostPoint, type CostThreshold, costThreshold } from "./evaluation/cost-threshold.ts";
export { evaluate, measure, type Scores } from "./evaluation/evaluate.ts";
export { type FairnessGap, fairnessGap } from "./evaluation/fairness-gap.ts";
export { takeJudged, takePrediction } from "./evaluation/judged-rows.ts";
export { type LearningCurveSettings, type LearningPoint, lastRise, learningCurve } from "./evaluation/learning-curve.ts";
export { type PrecisionRecallPoint, precisionRecallCurve } from "./evaluation/precision-recall-curve.ts";
export { type ReliabilityPoint, reliabilityCurve } from "./evaluation/reliability-curve.ts";
export { type SliceScore, type SliceSettings, scoreSlices } from "./evaluation/score-slices.ts";
export { type SliceRule, sliceValues } from "./evaluation/slice-values.ts";
export { type PartialDependence, type PartialDependenceSettings, partialDependence } from "./explanations/partial-dependence.ts";
export {
  type PermutationImportance,
  type PermutationImportanceSettings,
  permutationImportance,
} from "./explanations/permutation-importance.ts";
export { type AllowSettings, allowUnknown } from "./finding/allow-unknown.ts";
export { ownHistory } from "./finding/baselines/own-history.ts";
export { popularity } from "./finding/baselines/popularity.ts";
export { randomOrder } from "./finding/baselines/random-order.ts";
export { type RecentPopularitySettings, recentPopularity } from "./finding/baselines/recent-popularity.ts";
export { itemShares, itemTotals } from "./finding/event-totals.ts";
export { findLists, type RequestSet } from "./finding/find-lists.ts";
export type {
  Askers,
  Catalogue,
  Events,
  Finder,
  FinderContext,
  FinderExamples,
  FindOptions,
  FindRequest,
  FittedFinder,
  RankedLists,
  Reason,
  RelatedEvents,
  SavedFinder,
  StageTime,
} from "./finding/finder.ts";
export { type FinderCandidate, type FinderCandidateSettings, finderCandidate } from "./finding/finder-candidate.ts";
export { itemLikeness } from "./finding/item-likeness.ts";
export { judgeLists, type QuestionSet } from "./finding/judge-lists.ts";
export { type RankedList, rankedLists } from "./finding/ranked-lists.ts";
export { finderKinds, type RestoreFinder, restoreFinder } from "./finding/registry.ts";
export { scorePairs } from "./finding/score-pairs.ts";
export { selectTop, type TopSettings } from "./finding/select-top.ts";
export { type TwoStageSettings, twoStage } from "./finding/two-stage/two-stage.ts";
export { learnedShape, learnedTruth } from "./fitting/learn-as.ts";
export { type GraphSettings, graphFinder } from "./graphs/graph-finder.ts";
export type { ScorerKind } from "./graphs/graph-scorer.ts";
export { type RerankedGraphSettings, rerankedGraph } from "./graphs/reranked-graph.ts";
export { blendScorers } from "./graphs/scorers/blend-scorers.ts";
export { type CircleOfTrustSettings, circleOfTrust } from "./graphs/scorers/circle-of-trust.ts";
export { type CoFollowSettings, coFollow } from "./graphs/scorers/co-follow.ts";
export { type NeighborhoodSettings, type NeighborWeight, neighborhood } from "./graphs/scorers/neighborhood.ts";
export { nodePopularity } from "./graphs/scorers/node-popularity.ts";
export { type PersonalizedPageRankSettings, personalizedPageRank } from "./graphs/scorers/personalized-page-rank.ts";
export { type RandomWalkEmbeddingSettings, randomWalkEmbedding } from "./graphs/scorers/random-walk-embedding.ts";
export { reciprocity } from "./graphs/scorers/reciprocity.ts";
export { type SpectralEmbeddingSettings, spectralEmbedding } from "./graphs/scorers/spectral-embedding.ts";
export { completePhrase, type PhraseSettings } from "./language/completion/complete-phrase.ts";
export {
  Completer,
  type CompleterSettings,
  type OwnWeights,
  ownWeights,
  type Suggestion,
  type TypedText,
} from "./language/completion/completer.ts";
export { type Guard, keyboardGuard } from "./language/completion/guard.ts";
export { FreshSuggestions } from "./language/completion/passed-over.ts";
export { type SavedMemory, UserMemory, type UserMemorySettings } from "./language/completion/user-memory.ts";
export { expectedSavingMs, type Shown, worthShowing } from "./language/completion/worth-showing.ts";
export { type PerplexityResult, type PerplexitySettings, perplexity } from "./language/evaluation/perplexity.ts";
export {
  simulateTyping,
  type TypedMessage,
  type TypingAid,
  type TypingResult,
  type TypingSettings,
} from "./language/evaluation/simulate-typing.ts";
export { type TypingCosts, typingCosts } from "./language/evaluation/typing-costs.ts";
export type { LanguageModel } from "./language/language-model.ts";
export { type NextWordSettings, nextWord } from "./language/next-word/next-word.ts";
export { readNgrams, writeNgrams } from "./language/ngram-file.ts";
export { NgramModel, type ScoredWord } from "./language/ngram-model.ts";
export type { NgramSettings } from "./language/ngram-settings.ts";
export { messageWords, splitTyped } from "./language/tokenize.ts";
export { trainNgrams } from "./language/train-ngrams.ts";
export { buildVocabulary, type Sentence, Vocabulary, type VocabularySettings } from "./language/vocabulary.ts";
export { type ElasticNetSettings, elasticNet, type LassoSettings, lasso } from "./linear/elastic-net.ts";
export { type HuberRegressionSettings, huberRegression } from "./linear/huber-regression.ts";
export type { FittedLinear, LinearCoefficients, Link } from "./linear/linear-model.ts";
export {
  elasticNetSpace,
  huberSpace,
  lassoSpace,
  logisticSpace,
  multinomialSpace,
  pairwiseSpace,
  ridgeSpace,
} from "./linear/linear-spaces.ts";
export { type LogisticRegressionSettings, logisticRegression } from "./linear/logistic-regression.ts";
export { type MultinomialRegressionSettings, multinomialRegression } from "./linear/multinomial-regression.ts";
export { type PairwiseRegressionSettings, pairwiseRegression } from "./linear/pairwise-regression.ts";
export { type RidgeSettings, ridge } from "./linear/ridge.ts";
export { accuracy } from "./metrics/accuracy.ts";
export type { ThresholdSettings } from "./metrics/at-threshold.ts";
export { averagePrecision } from "./metrics/average-precision.ts";
export { brier } from "./metrics/brier.ts";
export { type CardPrecisionSettings, cardPrecisionAtK } from "./metrics/card-precision-at-k.ts";
export { expectedCalibrationError } from "./metrics/expected-calibration-error.ts";
export { expectedCost } from "./metrics/expected-cost.ts";
export { fScore } from "./metrics/f-score.ts";
export { intervalCoverage } from "./metrics/interval-coverage.ts";
export { type CoverageAtPrecisionSettings, confidenceThreshold, coverageAtPrecision } from "./metrics/lists/coverage-at-precision.ts";
export { linkAuc, linkAucs } from "./metrics/lists/link-auc.ts";
export { listAveragePrecision } from "./metrics/lists/list-average-precision.ts";
export { listCoverage } from "./metrics/lists/list-coverage.ts";
export { listDiversity } from "./metrics/lists/list-diversity.ts";
export { listHit } from "./metrics/lists/list-hit.ts";
export type { ListMetricSettings } from "./metrics/lists/list-metric.ts";
export { listNdcg } from "./metrics/lists/list-ndcg.ts";
export { listNovelty } from "./metrics/lists/list-novelty.ts";
export { listPopularityBias } from "./metrics/lists/list-popularity-bias.ts";
export { listPrecision } from "./metrics/lists/list-precision.ts";
export { listRecall } from "./metrics/lists/list-recall.ts";
export { listReciprocalRank } from "./metrics/lists/list-reciprocal-rank.ts";
export { provenThreshold } from "./metrics/lists/proven-threshold.ts";
export { precisionWhenShown, shownShare } from "./metrics/lists/shown.ts";
export { logLoss } from "./metrics/log-loss.ts";
export { macroAccuracy } from "./metrics/macro-accuracy.ts";
export { macroF1 } from "./metrics/macro-f1.ts";
export { mae } from "./metrics/mae.ts";
export { mape } from "./metrics/mape.ts";
export { matthewsCorrelation } from "./metrics/matthews-correlation.ts";
export { meanAveragePrecision } from "./metrics/mean-average-precision.ts";
export { meanIntervalWidth } from "./metrics/mean-interval-width.ts";
export { meanReciprocalRank, type RelevanceSettings } from "./metrics/mean-reciprocal-rank.ts";
export { medianAbsolutePercentageError } from "./metrics/median-absolute-percentage-error.ts";
export type { Judged, JudgedLists, ListTaskKind, Measured, Metric } from "./metrics/metric.ts";
export { type NdcgSettings, ndcgAtK } from "./metrics/ndcg-at-k.ts";
export { pinball } from "./metrics/pinball.ts";
export { precision } from "./metrics/precision.ts";
export { precisionAtK } from "./metrics/precision-at-k.ts";
export { predictedClasses } from "./metrics/predicted-class.ts";
export type { Relevance } from "./metrics/query-lists.ts";
export { queryPrecisionAtK } from "./metrics/query-precision-at-k.ts";
export { rSquared } from "./metrics/r-squared.ts";
export { type RankCorrelationSettings, rankCorrelation } from "./metrics/rank-correlation.ts";
export { recall } from "./metrics/recall.ts";
export { recallAtPrecision } from "./metrics/recall-at-precision.ts";
export { rmse } from "./metrics/rmse.ts";
export { rmsle } from "./metrics/rmsle.ts";
export { rocAuc } from "./metrics/roc-auc.ts";
export { topKAccuracy } from "./metrics/top-k-accuracy.ts";
export { type NearestNeighborsSettings, nearestNeighbors } from "./neighbors/nearest-neighbors.ts";
export { nearestNeighborsSpace } from "./neighbors/nearest-neighbors-space.ts";
export type { InitializerName } from "./neural/initializer.ts";
export { type ActivationName, activation } from "./neural/layers/activation.ts";
export { attend, type SelfAttentionSettings, selfAttention } from "./neural/layers/attention.ts";
export { type BatchNormSettings, batchNorm } from "./neural/layers/batch-norm.ts";
export { type ConvolutionSettings, convolution } from "./neural/layers/convolution.ts";
export { type DenseSettings, dense } from "./neural/layers/dense.ts";
export { dropout } from "./neural/layers/dropout.ts";
export { embedding } from "./neural/layers/embedding.ts";
export { flatten } from "./neural/layers/flatten.ts";
export { groupNorm } from "./neural/layers/group-norm.ts";
export { gru } from "./neural/layers/gru.ts";
export type { Layer, LayerScope, Memory, ParameterSettings } from "./neural/layers/layer.ts";
export { layerNorm } from "./neural/layers/layer-norm.ts";
export { lstm } from "./neural/layers/lstm.ts";
export { averagePooling, globalAveragePooling, globalMaxPooling, maxPooling, type PoolingSettings } from "./neural/layers/pooling.ts";
export { positionalEncoding } from "./neural/layers/positional-encoding.ts";
export type { RecurrenceSettings } from "./neural/layers/recurrence.ts";
export { rescale } from "./neural/layers/rescale.ts";
export { residual } from "./neural/layers/residual.ts";
export { sequence } from "./neural/layers/sequence.ts";
export { type TransformerBlockSettings, transformerBlock } from "./neural/layers/transformer-block.ts";
export { binaryCrossEntropy } from "./neural/losses/binary-cross-entropy.ts";
export { type CrossEntropySettings, crossEntropy } from "./neural/losses/cross-entropy.ts";
export { focalLoss } from "./neural/losses/focal.ts";
export { huberLoss } from "./neural/losses/huber.ts";
export { infoNce } from "./neural/losses/info-nce.ts";
export type { Loss } from "./neural/losses/loss.ts";
export { squaredError } from "./neural/losses/squared-error.ts";
export { tripletLoss } from "./neural/losses/triplet.ts";
export { type Network, type NetworkInput, type NetworkSettings, network } from "./neural/network.ts";
export type { AdamSettings } from "./neural/optimizers/adam-moments.ts";
export { adamW } from "./neural/optimizers/adam-w.ts";
export { lamb } from "./neural/optimizers/lamb.ts";
export { type LarsSettings, lars } from "./neural/optimizers/lars.ts";
export type { Optimizer, OptimizerCall, OptimizerState } from "./neural/optimizers/optimizer.ts";
export { type SgdSettings, sgd } from "./neural/optimizers/sgd.ts";
export { type MultilayerPerceptronSettings, multilayerPerceptron } from "./neural/perceptron/multilayer-perceptron.ts";
export { perceptronSpace } from "./neural/perceptron/perceptron-space.ts";
export { emitNetwork, type Weights } from "./neural/program/emit-network.ts";
export {
  constantRate,
  cosine,
  oneCycle,
  onPlateau,
  type PlateauSettings,
  rateAt,
  type Schedule,
  type ScheduleSettings,
} from "./neural/schedule.ts";
export { type LayerSummary, type NetworkSummary, summarizeNetwork, summaryText } from "./neural/summary/network-summary.ts";
export { type TrainedNetwork, type TrainNetworkContext, type TrainNetworkSettings, trainNetwork } from "./neural/train-network.ts";
export type { TrainingData } from "./neural/training/columns.ts";
export type { CheckpointSettings, EpochRecord, TrainingProgress } from "./neural/training/training-job.ts";
export type { Prediction } from "./prediction.ts";
export { type AboutAskerSettings, aboutAsker } from "./recommendation/about-asker.ts";
export { type AnswerChanceSettings, answerChance } from "./recommendation/answer-chance.ts";
export { type AnswersOfLikeItemsSettings, answersOfLikeItems } from "./recommendation/answers-of-like-items.ts";
export { type BlendSettings, blendFinders } from "./recommendation/blend-finders.ts";
export { type DirectLinksSettings, directLinks } from "./recommendation/direct-links.ts";
export { type EaseSettings, ease } from "./recommendation/ease.ts";
export { type FactorizationMachineSettings, factorizationMachine } from "./recommendation/factorization-machine.ts";
export { type FrequencyRecencySettings, frequencyRecency } from "./recommendation/frequency-recency.ts";
export { type ImplicitLeastSquaresSettings, implicitLeastSquares } from "./recommendation/implicit-least-squares.ts";
export { type ItemNeighborsSettings, itemNeighbors } from "./recommendation/item-neighbors.ts";
export { type ItemTransitionsSettings, itemTransitions } from "./recommendation/item-transitions.ts";
export { type ListSimilaritySettings, listSimilarity } from "./recommendation/list-similarity.ts";
export { type PersonalizedRankingSettings, personalizedRanking } from "./recommendation/personalized-ranking.ts";
export { type SessionNeighborsSettings, sessionNeighbors } from "./recommendation/session-neighbors.ts";
export { type StackSettings, stackFinders } from "./recommendation/stack-finders.ts";
export { allEstimators, allMetrics, type EstimatorCheck, listQualities, type RegisteredEstimator } from "./registry.ts";
export { largestScore } from "./scores/largest-score.ts";
export { type Analyzer, type AnalyzerSettings, analyzer } from "./search/analysis/analyzer.ts";
export { type StemmedLanguage, stemWords } from "./search/analysis/stem-words.ts";
export { englishStopWords } from "./search/analysis/stop-words.ts";
export { type CoOccurrenceSettings, fitCoOccurrence } from "./search/embeddings/co-occurrence.ts";
export { fitLsa, type LsaSettings } from "./search/embeddings/lsa.ts";
export { type OnnxEncoderSettings, onnxEncoder } from "./search/embeddings/onnx-encoder.ts";
export { fitRandomProjection, type RandomProjectionSettings } from "./search/embeddings/random-projection.ts";
export { loadTermVectorEncoder } from "./search/embeddings/term-vectors.ts";
export type { InstantEncoder, SavedEncoder, TextEncoder } from "./search/embeddings/text-encoder.ts";
export { readVocabulary, type WordPieceSettings, wordPieces } from "./search/embeddings/word-pieces.ts";
export type { MixedIndex, MixSearchSettings } from "./search/finders/lexical-mix.ts";
export { type FittedPairRanker, type PairRankerSettings, pairRanker, questionIndexes } from "./search/finders/pair-ranker.ts";
export { type TextFinderSettings, textFinder } from "./search/finders/text-finder.ts";
export { type VectorFinderSettings, vectorFinder } from "./search/finders/vector-finder.ts";
export { openTextIndex, saveTextIndex } from "./search/index-file.ts";
export { type FieldTexts, TextIndex, type TextIndexSettings, type TextSearchSettings } from "./search/lexical/text-index.ts";
export type { SearchField, WeightingSettings } from "./search/lexical/weighting.ts";
export {
  fitPairClassifier,
  type LabelledPair,
  type PairClassifier,
  type PairClassifierSettings,
  restorePairClassifier,
  type SavedPairClassifier,
} from "./search/pairs/pair-classifier.ts";
export { shiftPrior } from "./search/pairs/prior-shift.ts";
export { comparisonNames, fitTextComparer, type TextComparer, type TextComparerSettings } from "./search/pairs/text-comparer.ts";
export { ApproximateIndex, type ApproximateIndexSettings } from "./search/vectors/approximate-index.ts";
export { ExactIndex } from "./search/vectors/exact-index.ts";
export { neighborRecall } from "./search/vectors/neighbor-recall.ts";
export type { VectorIndex, VectorSearchSettings } from "./search/vectors/vector-index.ts";
export { type BinarySettings, binary } from "./tasks/binary.ts";
export { type CatalogueTask, type CatalogueTaskSettings, listDepth } from "./tasks/catalogue-task.ts";
export { judge, shapeOf } from "./tasks/judge.ts";
export { type LanguageModelSettings, languageModel } from "./tasks/language-model.ts";
export { type LinkPredictionSettings, linkPrediction } from "./tasks/link-prediction.ts";
export { type MulticlassSettings, multiclass } from "./tasks/multiclass.ts";
export { type RankingSettings, ranking } from "./tasks/ranking.ts";
export { type RecommendationSettings, recommendation } from "./tasks/recommendation.ts";
export { type RegressionSettings, regression } from "./tasks/regression.ts";
export { type RetrievalSettings, retrieval } from "./tasks/retrieval.ts";
export { type Confidence, hasClasses, type Task, type TaskKind, type TaskShape, type Truth } from "./tasks/task.ts";
export { type BoostedTreesSettings, boostedTrees } from "./trees/boosted-trees.ts";
export type {
  BoostingSettings,
  DropoutSettings,
  EarlyStopping,
  GradientSampling,
  TreeSettings,
} from "./trees/boosting/boosting-settings.ts";
export type { TrainedTrees } from "./trees/boosting/grow-rounds.ts";
export { type RefitSettings, refitLeaves } from "./trees/boosting/refit-leaves.ts";
export { type ChunkedExamples, trainTrees, trainTreesInChunks } from "./trees/boosting/train-trees.ts";
export { type ExampleParts, type PartsSettings, trainTreesInParts } from "./trees/boosting/train-trees-in-parts.ts";
export { type MemorySettings, trainingMemoryBytes } from "./trees/boosting/training-memory.ts";
export {
  explainTrees,
  type TreeExplainer,
  type TreeExplanation,
  type TreeExplanationSettings,
} from "./trees/explanations/explain-trees.ts";
export { type ImportanceKind, treeImportance } from "./trees/explanations/tree-importance.ts";
export { type FittedTrees, fittedTrees } from "./trees/fitted-trees.ts";
export { readLightgbm } from "./trees/formats/lightgbm/read-lightgbm.ts";
export { writeLightgbm } from "./trees/formats/lightgbm/write-lightgbm.ts";
export { readOnnxTrees } from "./trees/formats/onnx/read-onnx-trees.ts";
export { readXgboost } from "./trees/formats/xgboost/read-xgboost.ts";
export { writeXgboost, type XgboostFileSettings } from "./trees/formats/xgboost/write-xgboost.ts";
export { absolute } from "./trees/objectives/absolute.ts";
export { type AcceleratedFailureTimeSettings, acceleratedFailureTime } from "./trees/objectives/accelerated-failure-time.ts";
export { binaryLogLoss } from "./trees/objectives/binary-log-loss.ts";
export { cox } from "./trees/objectives/cox.ts";
export { type CustomObjective, customObjective } from "./trees/objectives/custom-objective.ts";
export { type HuberSettings, huber } from "./trees/objectives/huber.ts";
export { type LambdaRankSettings, lambdaRank } from "./trees/objectives/lambda-rank.ts";
export type { Labels, Objective, ScoreArray } from "./trees/objectives/objective.ts";
export { oneVsRestLogLoss } from "./trees/objectives/one-vs-rest-log-loss.ts";
export { poisson } from "./trees/objectives/poisson.ts";
export { quantiles } from "./trees/objectives/quantiles.ts";
export { softmaxLogLoss } from "./trees/objectives/softmax-log-loss.ts";
export { squared } from "./trees/objectives/squared.ts";
export { type TweedieSettings, tweedie } from "./trees/objectives/tweedie.ts";
export { extraTrees, type RandomForestSettings, randomForest } from "./trees/random-forest.ts";
export type { TreeEnsemble, TreeLink } from "./trees/tree-ensemble.ts";
export { boostedTreesSpace, extraTreesSpace, randomForestSpace } from "./trees/tree-spaces.ts";
export { treesAccelerator } from "./trees/trees-accelerator.ts";
export { allPruners, allSamplers, type RegisteredSampler, type SamplerCheck, type TrialSteps } from "./tuning/all-samplers.ts";
export { askTrial, type Outcome, reportValue, tellTrial } from "./tuning/ask-tell.ts";
export { bestTrials, dominates } from "./tuning/best-trials.ts";
export { type Fanova, type FanovaSettings, fanova, type Interaction, type MarginalCurve } from "./tuning/importance/fanova.ts";
export type { ParameterImportance } from "./tuning/importance/importance-data.ts";
export { type PedAnovaSettings, pedAnova } from "./tuning/importance/ped-anova.ts";
export { learnerSpaces } from "./tuning/learner-spaces.ts";
export { type AshaSettings, ashaPruner } from "./tuning/pruners/asha-pruner.ts";
export { type HyperbandSettings, hyperbandPruner } from "./tuning/pruners/hyperband-pruner.ts";
export { type MedianPrunerSettings, medianPruner } from "./tuning/pruners/median-pruner.ts";
export type { Pruner } from "./tuning/pruners/pruner.ts";
export { signedRankProbability } from "./tuning/pruners/signed-rank-test.ts";
export { type SuccessiveHalvingSettings, successiveHalvingPruner } from "./tuning/pruners/successive-halving-pruner.ts";
export { type WilcoxonSettings, wilcoxonPruner } from "./tuning/pruners/wilcoxon-pruner.ts";
export { autoSampler } from "./tuning/samplers/auto-sampler.ts";
export { type CmaSettings, cmaSampler } from "./tuning/samplers/cma-sampler.ts";
export { type EvolutionSettings, evolutionSampler } from "./tuning/samplers/evolution-sampler.ts";
export { gaussianProcessSampler } from "./tuning/samplers/gaussian-process-sampler.ts";
export { type GridSettings, gridSampler } from "./tuning/samplers/grid-sampler.ts";
export { type Nsga2Settings, nsga2Sampler } from "./tuning/samplers/nsga2-sampler.ts";
export { quasiRandomSampler } from "./tuning/samplers/quasi-random-sampler.ts";
export { randomSampler } from "./tuning/samplers/random-sampler.ts";
export type { Sampler, StudySoFar } from "./tuning/samplers/sampler.ts";
export { tpeSampler } from "./tuning/samplers/tpe-sampler.ts";
export { foldStatistics, oneStandardError } from "./tuning/selection/one-standard-error.ts";
export {
  type Conditional,
  integerRange,
  numberRange,
  oneOf,
  onlyWhen,
  type Parameter,
  type ParameterValue,
  plainParameter,
} from "./tuning/spaces/parameters.ts";
export {
  type Parameters,
  type ParameterValues,
  type SearchSpace,
  type SpaceConstraint,
  searchSpace,
  type ValuesOf,
} from "./tuning/spaces/search-space.ts";
export { decodePoint, encodePoint, unitCube } from "./tuning/spaces/unit-cube.ts";
export type { Direction, StudyDefinition } from "./tuning/study-definition.ts";
export { type IntermediateValue, isFeasible, type Trial, type TrialState } from "./tuning/trial.ts";
