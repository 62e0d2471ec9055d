export type { ColumnProfile } from "../data/index.ts";
export type { Backtest, BacktestOrigin } from "./backtest.ts";
export {
  compareReports,
  type Difference,
  type MetricComparison,
  type ReportComparison,
  type RequirementComparison,
} from "./compare-reports.ts";
export {
  decimalsFor,
  formatChange,
  formatCount,
  formatInterval,
  formatMegabytes,
  formatMicroseconds,
  formatMoment,
  formatNumber,
  formatSeconds,
  formatShare,
} from "./format-number.ts";
export { frameworkQuestions } from "./framework-questions.ts";
export type { Answer, Question, Stage } from "./questions/question.ts";
export { reportUnits } from "./report-units.ts";
export type {
  Finding,
  Interval,
  LadderEntry,
  ListCost,
  ListOfSize,
  RequirementResult,
  RunReport,
  Scores,
  SliceScores,
} from "./run-report.ts";
export { type ShortReport, shortReport } from "./short-report.ts";
export { backtestSummary } from "./terminal/backtest-summary.ts";
export { comparisonTable } from "./terminal/comparison-table.ts";
export { findingsList } from "./terminal/findings-list.ts";
export { ladderTable } from "./terminal/ladder-table.ts";
export { profileTable } from "./terminal/profile-table.ts";
export { requirementsTable } from "./terminal/requirements-table.ts";
export { runSummary } from "./terminal/run-summary.ts";
export { sliceTable } from "./terminal/slice-table.ts";
export { stepCurve } from "./terminal/step-curve.ts";
export type { TerminalOptions } from "./terminal/terminal-options.ts";
export { tuningSummary } from "./terminal/tuning-summary.ts";
export { formatParameters } from "./tuning/format-parameters.ts";
export { type ShortTuningReport, shortTuningReport } from "./tuning/short-tuning-report.ts";
export type { TuningImportance, TuningObjective, TuningReport, TuningTrial } from "./tuning/tuning-report.ts";
export { writeTuningPages } from "./tuning/write-tuning-pages.ts";
export { chosenSentence, requirementSentence, simulatedWarning } from "./verdict.ts";
export { type DesignExtras, writeDesignHtml } from "./write-design-html.ts";
export { writeDesignMarkdown } from "./write-design-markdown.ts";
