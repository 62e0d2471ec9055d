import { MillwrightError } from "../../errors/index.ts";
import { add, max, min, mul, relu, sub, type Value } from "../../onnx/index.ts";
import { mustBeBetween } from "../metrics/at-threshold.ts";
import type { Prediction } from "../prediction.ts";

/** Settings of `conformalIntervals`. */
export interface ConformalSettings {
  /** Share of truths that the interval must hold, in (0, 1). */
  readonly coverage: number;
  /** "absolute": as wide everywhere. "log": as wide in proportion to 1 + y, for quantities of very different size; never below −1. */
  readonly scale: "absolute" | "log";
}

/** Intervals around predictions, learned from the errors on rows that the model did not learn from. */
export interface FittedIntervals {
  /**
   * Half the width, in the target's unit or of log(1 + y); where the model has bounds of its own, by how much they are widened, below 0
   * where they were too wide.
   */
  readonly radius: number;
  /** With `low` and `high`. */
  apply(prediction: Prediction): Prediction;
  /** Adds float32 [N, 1] bounds after a model's float32 [N, 1] values, or around its own bounds. */
  emit(values: Value, bounds?: { readonly low: Value; readonly high: Value }): { readonly low: Value; readonly high: Value };
  readonly learned: Readonly<Record<string, number | string>>;
}

/**
 * The ⌈(n + 1)·coverage⌉-th smallest error.
 * @throws MODELING_TOO_FEW_ROWS, MODELING_ROWS_DIFFER
 */
function radiusOf(errors: Float64Array, coverage: number): number {
  const place = Math.ceil((errors.length + 1) * coverage - 1e-9);
  const radius = errors.toSorted()[place - 1];
  if (radius !== undefined && place <= errors.length) return radius;
  const needed = Math.ceil(coverage / (1 - coverage) - 1e-9);
  throw new MillwrightError(
    "MODELING_TOO_FEW_ROWS",
    `an interval that holds ${coverage} of the truths needs ${needed} validation rows, there are ${errors.length}.`,
    "Make the validation part larger, or ask for less coverage.",
  );
}

/**
 * Split conformal intervals: of new rows like the validation rows, at least `coverage` have their truth inside, whatever the
 * model. The width does not adapt to how hard a row is, beyond the scale, unless the prediction has `low` and `high` of its own, such as
 * quantiles that were learned: then these are moved outwards, or inwards, by as much as the validation rows ask for.
 * @param prediction - of the validation rows; @param truth - length rows.
 * @throws MODELING_TOO_FEW_ROWS, MODELING_ROWS_DIFFER, MODELING_SETTING_INVALID, MODELING_TARGET_NEGATIVE
 * @see Romano, Patterson and Candès (2019), "Conformalized Quantile Regression", NeurIPS, for models with bounds.
 * @see Lei, G'Sell, Rinaldo, Tibshirani and Wasserman (2018), "Distribution-Free Predictive Inference for Regression", JASA 113(523).
 * @example conformalIntervals(prediction, truth, { coverage: 0.9, scale: "log" }).apply(prediction).low;
 */
export function conformalIntervals(prediction: Prediction, truth: Float64Array, { coverage, scale }: ConformalSettings): FittedIntervals {
  mustBeBetween("coverage", coverage, 1e-6, 1 - 1e-6);
  if (prediction.rows !== truth.length || prediction.width !== 1) {
    const problem = `there are ${prediction.rows} predictions of width ${prediction.width} and ${truth.length} truths.`;
    throw new MillwrightError("MODELING_ROWS_DIFFER", problem, "Give one predicted value for each truth.");
  }
  const size = scale === "log" ? (value: number): number => Math.log1p(Math.max(value, 0)) : (value: number): number => value;
  if (scale === "log" && truth.some((y) => y < 0)) {
    const problem = `the smallest truth is ${truth.reduce((least, y) => Math.min(least, y))}.`;
    throw new MillwrightError("MODELING_TARGET_NEGATIVE", problem, 'Use scale: "absolute" for quantities that may be negative.');
  }
  const { low = prediction.values, high = prediction.values } = prediction;
  const errors = truth.map((y, row) => Math.max(size(low[row] ?? Number.NaN) - size(y), size(y) - size(high[row] ?? Number.NaN)));
  const radius = radiusOf(errors, coverage);
  const factor = Math.exp(radius);
  const below =
    scale === "log" ? (value: number): number => (1 + Math.max(value, 0)) / factor - 1 : (value: number): number => value - radius;
  const above =
    scale === "log" ? (value: number): number => (1 + Math.max(value, 0)) * factor - 1 : (value: number): number => value + radius;
  const own = prediction.low !== undefined && prediction.high !== undefined;
  return {
    radius,
    apply: (other) => {
      const moved = { low: (other.low ?? other.values).map(below), high: (other.high ?? other.values).map(above) };
      return { ...other, ...(own ? aroundValues(other.values, moved) : moved) };
    },
    emit: (values, bounds) => {
      const moved = emitBounds(bounds ?? { low: values, high: values }, scale, radius);
      return own ? { low: min(values, moved.low), high: max(values, moved.high) } : moved;
    },
    learned: { interval: own ? "conformal quantiles" : "split conformal", coverage, scale, radius, rows: truth.length },
  };
}

/** Bounds that were moved inwards do not pass the value. */
function aroundValues(values: Float64Array, { low, high }: { low: Float64Array; high: Float64Array }): Pick<Prediction, "low" | "high"> {
  return {
    low: low.map((bound, row) => Math.min(bound, values[row] ?? bound)),
    high: high.map((bound, row) => Math.max(bound, values[row] ?? bound)),
  };
}

function emitBounds(bounds: { low: Value; high: Value }, scale: "absolute" | "log", radius: number): { low: Value; high: Value } {
  const { graph } = bounds.low;
  if (scale === "absolute") return { low: sub(bounds.low, graph.scalar(radius)), high: add(bounds.high, graph.scalar(radius)) };
  const scaled = (value: Value, factor: number): Value =>
    sub(mul(add(relu(value), graph.scalar(1)), graph.scalar(factor)), graph.scalar(1));
  return { low: scaled(bounds.low, Math.exp(-radius)), high: scaled(bounds.high, Math.exp(radius)) };
}
