export type { CalibrationMethod, Candidate, Heuristic, RuleAnswer, Rung } from "./candidate.ts";
export { type CandidateSettings, candidate, rungs } from "./candidate.ts";
export type { Estimator, Examples, FitContext, FitProgress, Fitted } from "./estimator.ts";
export type { Judged, Measured, Metric } from "./metrics/metric.ts";
export type { Prediction } from "./prediction.ts";
export type { Confidence, Task, TaskShape, Truth } from "./tasks/task.ts";
