import { type Condition, type ParameterValue, type PlainParameter, plainParameter } from "./parameters.ts";
import type { Parameters, ParameterValues, SearchSpace } from "./search-space.ts";

/**
 * A parameter as a dimension of the unit cube. Ranges are laid out by their scale; each of the n levels of an integer or category
 * owns an interval of [0, 1] and is encoded as its centre.
 */
export interface Dimension {
  readonly name: string;
  readonly parameter: PlainParameter;
  /** Distinct values; Infinity where any number will do. */
  readonly levels: number;
  /** Whether near places in [0, 1] are alike. */
  readonly ordered: boolean;
  readonly condition: Condition | undefined;
  /** Place in [0, 1]; NaN for a value that is not of the parameter. */
  encode(value: ParameterValue): number;
  decode(place: number): ParameterValue;
  /** The place nearest to it that a value has: where there are levels, the centre of its level. */
  snap(place: number): number;
}

/** A space as a unit cube. */
export interface UnitCube {
  readonly space: SearchSpace;
  readonly dimensions: readonly Dimension[];
  /** Whether a parameter has a condition. */
  readonly isConditional: boolean;
}

const cubes = new WeakMap<SearchSpace, UnitCube>();

function numberCoding(low: number, high: number, log: boolean): Pick<Dimension, "encode" | "decode" | "snap"> {
  const forward = log ? Math.log : (value: number): number => value;
  const backward = log ? Math.exp : (value: number): number => value;
  const start = forward(low);
  const width = forward(high) - start;
  return {
    encode: (value) => {
      if (typeof value !== "number" || !(value >= low && value <= high)) return Number.NaN;
      return width === 0 ? 0.5 : (forward(value) - start) / width;
    },
    // Rounding of exp and log may leave the bounds by a bit.
    decode: (place) => Math.min(high, Math.max(low, backward(start + Math.min(1, Math.max(0, place)) * width))),
    snap: (place) => (width === 0 ? 0.5 : Math.min(1, Math.max(0, place))),
  };
}

function integerCoding(low: number, high: number, log: boolean): Pick<Dimension, "encode" | "decode" | "snap"> {
  const wide = numberCoding(low - 0.5, high + 0.5, log);
  const decode = (place: number): number => Math.min(high, Math.max(low, Math.round(Number(wide.decode(place)))));
  return {
    encode: (value) => (Number.isInteger(value) && Number(value) >= low && Number(value) <= high ? wide.encode(value) : Number.NaN),
    decode,
    snap: (place) => wide.encode(decode(place)),
  };
}

function categoryCoding(choices: readonly ParameterValue[]): Pick<Dimension, "encode" | "decode" | "snap"> {
  const places = new Map(choices.map((choice, i) => [choice, (i + 0.5) / choices.length]));
  const last = choices.length - 1;
  return {
    encode: (value) => places.get(value) ?? Number.NaN,
    decode: (place) => choices[Math.max(0, Math.min(last, Math.floor(place * choices.length)))] ?? "",
    snap: (place) => (Math.max(0, Math.min(last, Math.floor(place * choices.length))) + 0.5) / choices.length,
  };
}

function dimensionOf(name: string, parameters: Parameters): Dimension[] {
  const declared = parameters[name];
  if (declared === undefined) return [];
  const parameter = plainParameter(declared);
  const condition = declared.kind === "conditional" ? declared.condition : undefined;
  if (parameter.kind === "category") {
    const levels = parameter.choices.length;
    return [{ name, parameter, levels, ordered: parameter.ordered || levels <= 2, condition, ...categoryCoding(parameter.choices) }];
  }
  const { low, high, scale, kind } = parameter;
  const coding = kind === "integer" ? integerCoding(low, high, scale === "log") : numberCoding(low, high, scale === "log");
  const levels = kind === "integer" ? high - low + 1 : low === high ? 1 : Number.POSITIVE_INFINITY;
  return [{ name, parameter, levels, ordered: true, condition, ...coding }];
}

/** The space as a unit cube, made once per space. */
export function unitCube(space: SearchSpace): UnitCube {
  const known = cubes.get(space);
  if (known !== undefined) return known;
  const dimensions = Object.keys(space.parameters).flatMap((name) => dimensionOf(name, space.parameters));
  const made = { space, dimensions, isConditional: dimensions.some(({ condition }) => condition !== undefined) };
  cubes.set(space, made);
  return made;
}

/** Whether the values given so far switch the dimension on. */
export function isActive({ condition }: Dimension, values: ParameterValues): boolean {
  if (condition === undefined) return true;
  for (const name of Object.keys(condition)) {
    const value = values[name];
    if (value === undefined || !condition[name]?.includes(value)) return false;
  }
  return true;
}

/** Values at a point of the cube; dimensions that the values before them switch off are left out. */
export function decodePoint({ dimensions }: UnitCube, point: ArrayLike<number>): ParameterValues {
  const values: Record<string, ParameterValue> = {};
  for (const [k, dimension] of dimensions.entries()) {
    if (isActive(dimension, values)) values[dimension.name] = dimension.decode(point[k] ?? 0.5);
  }
  return values;
}

/** The point of values, NaN where a dimension is switched off; undefined where the values are not of this space. */
export function encodePoint({ dimensions }: UnitCube, values: ParameterValues): Float64Array | undefined {
  const point = new Float64Array(dimensions.length).fill(Number.NaN);
  for (const [k, dimension] of dimensions.entries()) {
    if (!isActive(dimension, values)) continue;
    const value = values[dimension.name];
    const place = value === undefined ? Number.NaN : dimension.encode(value);
    if (Number.isNaN(place)) return undefined;
    point[k] = place;
  }
  return point;
}

/** Whether every constraint of the space holds. */
export function keepsConstraints({ constraints }: SearchSpace, values: ParameterValues): boolean {
  return constraints.every((constraint) => constraint.holds(values));
}
