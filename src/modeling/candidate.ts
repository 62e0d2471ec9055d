import type { Feature } from "../data/index.ts";
import type { Estimator } from "./estimator.ts";
import type { Parameters, ParameterValues, SearchSpace, ValuesOf } from "./tuning/spaces/search-space.ts";

/** Rungs of the ladder, from the bottom. */
export const rungs = ["random", "heuristic", "human", "simple", "complex"] as const;
export type Rung = (typeof rungs)[number];

/** How a candidate's probabilities are calibrated on the validation rows. */
export type CalibrationMethod = "none" | "platt" | "isotonic" | "temperature";

/** What tuning may change of a candidate: for each point of the space another estimator, other features or both. */
export interface CandidateSearch<Column extends string = string> {
  readonly space: SearchSpace;
  readonly estimator?: (values: ParameterValues) => Estimator;
  readonly features?: (values: ParameterValues) => readonly Feature<Column>[];
}

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
  /** Where `millwright tune` looks for better settings. */
  readonly search?: CandidateSearch<Column>;
}

/** What a rule answers. Binary: P(positive). Multiclass: a class or probabilities by class. Regression: the value. */
export type RuleAnswer = number | string | Readonly<Record<string, number>>;

/** A rule written by a person: a function of the row, or one that first takes a few numbers from the training rows. */
export type Heuristic<Row> = ((row: Row) => RuleAnswer) | { readonly learn: (rows: readonly Row[]) => (row: Row) => RuleAnswer };

/** What a candidate may be told; the rest has defaults. */
export interface CandidateSettings<Column extends string, Searched extends Parameters = Parameters> {
  readonly features: readonly Feature<Column>[];
  readonly estimator: Estimator;
  /** "simple" unless told. */
  readonly rung?: "simple" | "complex";
  readonly calibration?: CalibrationMethod;
  readonly logTarget?: boolean;
  readonly classWeight?: "none" | "balanced";
  readonly why?: string;
  /** Where `millwright tune` looks for better settings, and what it makes of the values that it finds there. */
  readonly search?: {
    readonly space: SearchSpace<Searched>;
    readonly estimator?: (values: ValuesOf<Searched>) => Estimator;
    readonly features?: (values: ValuesOf<Searched>) => readonly Feature<Column>[];
  };
}

/**
 * A learner with its features, on a rung of the ladder.
 * @example candidate("logistic", { features: [numeric("amount")], estimator: logisticRegression() })
 * @example
 * candidate("neighbours", {
 *   features: [numeric("amount")],
 *   estimator: nearestNeighbors(),
 *   search: { space: searchSpace({ k: integerRange(1, 200, { scale: "log" }) }), estimator: ({ k }) => nearestNeighbors({ k }) },
 * })
 */
export function candidate<const Column extends string, const Searched extends Parameters = Parameters>(
  name: string,
  settings: CandidateSettings<Column, Searched>,
): Candidate<Column> {
  const { search, ...rest } = settings;
  const plain = { name, rung: "simple", calibration: "none", logTarget: false, classWeight: "none", ...rest } as const;
  // The functions are only ever called with values that were drawn from this very space.
  return search === undefined ? plain : { ...plain, search: search as unknown as CandidateSearch<Column> };
}

/** The candidate with the settings that values of its space stand for; its name and rung stay. */
export function candidateAt(one: Candidate, values: ParameterValues): Candidate {
  const { search } = one;
  return {
    ...one,
    estimator: search?.estimator?.(values) ?? one.estimator,
    features: search?.features?.(values) ?? one.features,
  };
}
