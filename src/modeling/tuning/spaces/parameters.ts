/** A value that a category may take. */
export type ParameterValue = string | number | boolean;

/** "log": equal ratios are equally likely, for what matters by its order of magnitude. */
export type Scale = "linear" | "log";

/** Any number between two bounds, both included. */
export interface NumberRange {
  readonly kind: "number";
  readonly low: number;
  readonly high: number;
  readonly scale: Scale;
}

/** Any whole number between two bounds, both included. */
export interface IntegerRange {
  readonly kind: "integer";
  readonly low: number;
  readonly high: number;
  readonly scale: Scale;
}

/** One of a few values. */
export interface OneOf<Value extends ParameterValue = ParameterValue> {
  readonly kind: "category";
  readonly choices: readonly Value[];
  /** Whether neighbours in the list are alike: [16, 32, 64] are, ["relu", "tanh"] are not. */
  readonly ordered: boolean;
}

/** A parameter that every trial has. */
export type PlainParameter = NumberRange | IntegerRange | OneOf;

/** Values that other parameters must have, by their names: all of them must hold. */
export type Condition = Readonly<Record<string, readonly ParameterValue[]>>;

/** A parameter that only some trials have. */
export interface Conditional<Inner extends PlainParameter = PlainParameter> {
  readonly kind: "conditional";
  readonly condition: Condition;
  readonly parameter: Inner;
}

export type Parameter = PlainParameter | Conditional;

/** Settings of a range. */
export interface RangeSettings {
  /** "linear" unless told. */
  readonly scale?: Scale;
}

/**
 * Any number from `low` to `high`, both included.
 * @param settings - `scale: "log"` needs bounds above 0.
 * @example numberRange(1e-4, 10, { scale: "log" })
 */
export function numberRange(low: number, high: number, { scale = "linear" }: RangeSettings = {}): NumberRange {
  return { kind: "number", low, high, scale };
}

/**
 * Any whole number from `low` to `high`, both included.
 * @param settings - `scale: "log"` needs bounds of at least 1.
 * @example integerRange(1, 12)
 */
export function integerRange(low: number, high: number, { scale = "linear" }: RangeSettings = {}): IntegerRange {
  return { kind: "integer", low, high, scale };
}

/**
 * One of the values listed.
 * @param settings - `ordered`: whether neighbours in the list are alike, false unless told.
 * @example oneOf(["uniform", "distance"])
 */
export function oneOf<const Value extends ParameterValue>(
  choices: readonly Value[],
  settings: { readonly ordered?: boolean } = {},
): OneOf<Value> {
  return { kind: "category", choices, ordered: settings.ordered ?? false };
}

/**
 * A parameter that a trial has only where others have the values given; those must stand before it in the space.
 * @example onlyWhen({ booster: "dart" }, numberRange(0, 0.5))
 */
export function onlyWhen<Inner extends PlainParameter>(
  condition: Readonly<Record<string, ParameterValue | readonly ParameterValue[]>>,
  parameter: Inner,
): Conditional<Inner> {
  const lists = Object.entries(condition).map(([name, value]) => [name, Array.isArray(value) ? value : [value]] as const);
  return { kind: "conditional", condition: Object.fromEntries(lists), parameter };
}

/** The parameter itself, whether or not it has a condition. */
export function plainParameter(parameter: Parameter): PlainParameter {
  return parameter.kind === "conditional" ? parameter.parameter : parameter;
}
