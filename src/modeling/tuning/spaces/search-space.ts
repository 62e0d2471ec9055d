import { checkSpace } from "./check-space.ts";
import type { Conditional, OneOf, Parameter, ParameterValue } from "./parameters.ts";

/** Values of one trial by parameter; a parameter whose condition does not hold is absent. */
export type ParameterValues = Readonly<Record<string, ParameterValue>>;

/** Parameters by name, in the order in which they are drawn. */
export type Parameters = Readonly<Record<string, Parameter>>;

type ValueOf<P extends Parameter> = P extends OneOf<infer Value> ? Value : P extends Conditional<infer Inner> ? ValueOf<Inner> : number;

/** What an estimator's function is given: one value per parameter, optional where it has a condition. */
export type ValuesOf<P extends Parameters> = {
  readonly [Name in keyof P as P[Name] extends Conditional ? never : Name]: ValueOf<P[Name]>;
} & {
  readonly [Name in keyof P as P[Name] extends Conditional ? Name : never]?: ValueOf<P[Name]>;
};

/** What must hold between parameters, known before a trial is run. */
export interface SpaceConstraint<Values = ParameterValues> {
  /** In words, for messages: "leaves ≤ 2^depth". */
  readonly name: string;
  holds(values: Values): boolean;
}

/** Where a search looks. */
export interface SearchSpace<P extends Parameters = Parameters> {
  readonly parameters: P;
  readonly constraints: readonly SpaceConstraint[];
  /** Names the values' type; never present. */
  readonly values?: ValuesOf<P>;
}

/**
 * Where a search looks: parameters in the order in which they are drawn, and what must hold between them.
 * @throws MODELING_SPACE_EMPTY, MODELING_SPACE_INVALID, MODELING_SPACE_CONTRADICTORY
 * @example
 * searchSpace({
 *   learningRate: numberRange(0.01, 0.3, { scale: "log" }),
 *   booster: oneOf(["plain", "dart"]),
 *   dropShare: onlyWhen({ booster: "dart" }, numberRange(0, 0.5)),
 * })
 */
export function searchSpace<const P extends Parameters>(
  parameters: P,
  constraints: readonly SpaceConstraint<ValuesOf<P>>[] = [],
): SearchSpace<P> {
  // Constraints are only ever called with values that were drawn from these parameters.
  const space: SearchSpace<P> = { parameters, constraints: constraints as unknown as readonly SpaceConstraint[] };
  checkSpace(space);
  return space;
}
