import type { Feature } from "../data/index.ts";
import type { Estimator } from "./estimator.ts";

/** Rungs of the ladder, from the bottom. */
export const rungs = ["random", "heuristic", "human", "simple", "complex"] as const;
export type Rung = (typeof rungs)[number];

/** How a candidate's probabilities are calibrated on the validation rows. */
export type CalibrationMethod = "none" | "platt" | "isotonic" | "temperature";

/** A learner with its features, on a rung of the ladder. `Column` are the names that its features read. */
export interface Candidate<Column extends string = string> {
  readonly name: string;
  readonly rung: Rung;
  readonly features: readonly Feature<Column>[];
  readonly estimator: Estimator;
  readonly calibration: CalibrationMethod;
  /** Regression: the target is learned as log(1 + y) and answered as y. */
  readonly logTarget: boolean;
  /** Weights of the classes when learning: "balanced" makes them count equally. */
  readonly classWeight: "none" | "balanced";
  /** Why it is worth trying; one sentence for the design document. */
  readonly why?: string;
}

/** What a rule answers. Binary: P(positive). Multiclass: a class or probabilities by class. Regression: the value. */
export type RuleAnswer = number | string | Readonly<Record<string, number>>;

/** A rule written by a person: a function of the row, or one that first takes a few numbers from the training rows. */
export type Heuristic<Row> = ((row: Row) => RuleAnswer) | { readonly learn: (rows: readonly Row[]) => (row: Row) => RuleAnswer };

/** What a candidate may be told; the rest has defaults. */
export interface CandidateSettings<Column extends string> {
  readonly features: readonly Feature<Column>[];
  readonly estimator: Estimator;
  /** "simple" unless told. */
  readonly rung?: "simple" | "complex";
  readonly calibration?: CalibrationMethod;
  readonly logTarget?: boolean;
  readonly classWeight?: "none" | "balanced";
  readonly why?: string;
}

/**
 * A learner with its features, on a rung of the ladder.
 * @example candidate("logistic", { features: [numeric("amount")], estimator: logisticRegression() })
 */
export function candidate<const Column extends string>(name: string, settings: CandidateSettings<Column>): Candidate<Column> {
  return { name, rung: "simple", calibration: "none", logTarget: false, classWeight: "none", ...settings };
}
