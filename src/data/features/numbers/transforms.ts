import { abs, add, cast, clip, log, max, min, mul, reduceSum, relu, sign, sub, unsqueeze, type Value } from "../../../onnx/index.ts";
import { presentSorted, quantileOf } from "./column-values.ts";

/** How numbers are bent before they are scaled. */
export type Transform = "none" | "log" | "signed_log" | "quantile";

/** A transform of [N, C] with what it learned of each column, in the graph and for learning's own statistics. */
export interface FittedTransform {
  /** The transform of one value of column `column`; NaN stays NaN. */
  apply(value: number, column: number): number;
  emit(x: Value): Value;
}

const identity: FittedTransform = { apply: (value) => value, emit: (x) => x };

/** log(1 + x) in double precision: small x keep their digits, and one row gives what it gives among many. */
function preciseLog(x: Value): Value {
  return cast(log(add(cast(x, "float64"), x.graph.scalar(1, "float64"))), "float32");
}

/** log(1 + x), 0 below 0. */
const logarithm: FittedTransform = {
  apply: (value) => Math.log(1 + Math.max(value, 0)),
  emit: (x) => preciseLog(clip(x, 0, 3.4e38)),
};

/** log(1 + |x|) with the sign of x. */
const signedLogarithm: FittedTransform = {
  apply: (value) => Math.sign(value) * Math.log(1 + Math.abs(value)),
  emit: (x) => mul(sign(x), preciseLog(abs(x))),
};

/** Knots of a piecewise-linear function that is flat outside them: x ascending, y the value at each. */
export interface Knots {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** Value of a piecewise-linear function. */
export function interpolate({ x, y }: Knots, value: number): number {
  let result = y[0] ?? 0;
  for (let j = 0; j + 1 < x.length; j++) {
    const from = x[j] ?? 0;
    const width = (x[j + 1] ?? 0) - from;
    const slope = ((y[j + 1] ?? 0) - (y[j] ?? 0)) / width;
    // Not Math.min/max around NaN alone: NaN must come out as NaN.
    result += slope * Math.min(Math.max(value - from, 0), width);
  }
  return result;
}

/** Inverse of the standard normal distribution. @see Acklam (2003); relative error below 1.2e-9. */
export function normalQuantile(probability: number): number {
  const a = [-39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239];
  const b = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1];
  const c = [-0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783];
  const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1];
  const polynomial = (coefficients: readonly number[], at: number): number =>
    coefficients.reduce((total, coefficient) => total * at + coefficient, 0);
  if (probability > 0.5) return -normalQuantile(1 - probability);
  if (probability < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(probability));
    return polynomial(c, q) / polynomial(d, q);
  }
  const q = probability - 0.5;
  return (q * polynomial(a, q * q)) / polynomial(b, q * q);
}

const QUANTILE_KNOTS = 65;

/** Normal scores of the training values: equal values share the middle of their ranks. */
function normalScores(values: Float32Array): Knots {
  const sorted = presentSorted(values);
  const levels = Array.from({ length: QUANTILE_KNOTS }, (_, j) => j / (QUANTILE_KNOTS - 1));
  const groups = new Map<number, number[]>();
  let last = Number.NEGATIVE_INFINITY;
  for (const level of levels) {
    const knot = Math.fround(quantileOf(sorted, level));
    // A stretch that is shorter would have a slope that float32 cannot hold.
    const x = knot - last > 1e-30 ? knot : last;
    last = x;
    groups.set(x, [...(groups.get(x) ?? []), level]);
  }
  const edge = 0.5 / Math.max(1, sorted.length);
  const score = (of: readonly number[]): number => {
    const middle = of.reduce((total, level) => total + level, 0) / of.length;
    return normalQuantile(Math.min(Math.max(middle, edge), 1 - edge));
  };
  return { x: [...groups.keys()], y: [...groups.values()].map(score) };
}

/** Piecewise-linear functions, one per column, as sums of clipped distances to the knots. */
function quantileTransform(columns: readonly Float32Array[]): FittedTransform {
  const knots = columns.map(normalScores);
  const segments = Math.max(1, ...knots.map(({ x }) => x.length - 1));
  const table = (at: (knots: Knots, j: number) => number): Float32Array =>
    Float32Array.from({ length: knots.length * segments }, (_, i) => at(knots[Math.floor(i / segments)] ?? { x: [], y: [] }, i % segments));
  const width = ({ x }: Knots, j: number): number => (j + 1 < x.length ? (x[j + 1] ?? 0) - (x[j] ?? 0) : 0);
  const slope = (of: Knots, j: number): number => (j + 1 < of.x.length ? ((of.y[j + 1] ?? 0) - (of.y[j] ?? 0)) / width(of, j) : 0);
  return {
    apply: (value, column) => interpolate(knots[column] ?? { x: [], y: [] }, value),
    emit: (x) => {
      const constant = (data: Float32Array): Value => x.graph.constant(data, [1, knots.length, segments]);
      const distance = sub(unsqueeze(x, [2]), constant(table((of, j) => of.x[j] ?? 0)));
      const within = min(relu(distance), constant(table(width)));
      const first = x.graph.constant(
        Float32Array.from(knots, ({ y }) => y[0] ?? 0),
        [1, knots.length],
      );
      return add(first, reduceSum(mul(within, constant(table(slope))), [2]));
    },
  };
}

/** Learns a transform from the training values of each column, NaN where missing. */
export function fitTransform(transform: Transform, columns: readonly Float32Array[]): FittedTransform {
  switch (transform) {
    case "none":
      return identity;
    case "log":
      return logarithm;
    case "signed_log":
      return signedLogarithm;
    case "quantile":
      return quantileTransform(columns);
  }
}

/** x, moved into [low, high] of each column; NaN stays NaN. */
export function clipColumns(x: Value, low: readonly number[], high: readonly number[]): Value {
  const row = (bounds: readonly number[]): Value => x.graph.constant(Float32Array.from(bounds), [1, bounds.length]);
  return min(max(x, row(low)), row(high));
}
