import { MillwrightError } from "../../../errors/index.ts";
import { cast, concat, gather, isNaN as isMissing, mul, sub, type Value, where } from "../../../onnx/index.ts";
import { momentsOf, presentSorted, quantileOf } from "./column-values.ts";
import { clipColumns, type FittedTransform, fitTransform, type Transform } from "./transforms.ts";

/** How numbers become columns that a learner can weigh. */
export interface ScalingSettings {
  /** What stands for a missing value, before transform and scaling; "none" leaves NaN, for learners that can use it. "median" unless told. */
  readonly impute?: "median" | "mean" | "none" | number;
  /** Adds a column that is 1 where the value is missing. Unless told: where training rows had missing values. */
  readonly indicator?: boolean;
  /** Values beyond these two quantiles of the training rows are moved to them. */
  readonly clip?: readonly [number, number];
  /** `log` is log(1 + x) and takes x ≥ 0; `signed_log` keeps the sign; `quantile` gives normal scores. "none" unless told. */
  readonly transform?: Transform;
  /** Mean 0 and standard deviation 1 on the training rows; true unless told. */
  readonly standardise?: boolean;
}

/** What scaling learned of its columns. */
export interface FittedScaling {
  readonly width: number;
  readonly outputNames: readonly string[];
  /** float32 [N, C] → float32 [N, width]: the columns, then the indicators. */
  emit(x: Value): Value;
  readonly learned: Readonly<Record<string, unknown>>;
}

/** Statistics of one column. */
interface ColumnState {
  readonly fill: number;
  readonly low: number;
  readonly high: number;
  readonly missing: number;
}

function bounded(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

function fitColumn(values: Float32Array, { impute = "median", clip }: ScalingSettings): ColumnState {
  const present = presentSorted(values);
  const isBounded = clip !== undefined && present.length > 0;
  const low = !isBounded ? Number.NEGATIVE_INFINITY : Math.fround(quantileOf(present, clip[0]));
  const high = !isBounded ? Number.POSITIVE_INFINITY : Math.fround(quantileOf(present, clip[1]));
  const missing = values.length - present.length;
  if (impute === "none") return { fill: Number.NaN, low, high, missing };
  if (typeof impute === "number") return { fill: impute, low, high, missing };
  const centre = impute === "median" ? quantileOf(present, 0.5) : momentsOf(present.map((value) => bounded(value, low, high))).mean;
  return { fill: present.length === 0 ? 0 : Math.fround(centre), low, high, missing };
}

function checkValues(columns: readonly Float32Array[], names: readonly string[], settings: ScalingSettings): void {
  columns.forEach((values, i) => {
    const bad = values.find((value) => !Number.isNaN(value) && (!Number.isFinite(value) || (settings.transform === "log" && value < 0)));
    if (bad === undefined) return;
    throw new MillwrightError(
      "DATA_FEATURE_VALUES",
      `"${names[i]}" holds ${bad}, which ${Number.isFinite(bad) ? "log cannot take" : "is not a finite float32"}.`,
      Number.isFinite(bad) ? 'Use transform: "signed_log", or mend the data.' : "Declare bounds for the column in the row schema.",
    );
  });
}

function checkClip({ clip }: ScalingSettings): void {
  if (clip === undefined || (0 <= clip[0] && clip[0] < clip[1] && clip[1] <= 1)) return;
  throw new MillwrightError("DATA_FEATURE_SETTING", `clip is [${clip.join(", ")}].`, "Give two quantiles in [0, 1], the lower first.");
}

/** Scale of each column: values are (x − mean) · factor. A column that never varies gets factor 1, and so zeros. */
function scalesOf(
  columns: readonly Float32Array[],
  states: readonly ColumnState[],
  bend: FittedTransform,
): { mean: number; factor: number }[] {
  return columns.map((values, column) => {
    const { fill, low, high } = states[column] ?? { fill: 0, low: 0, high: 0 };
    const shaped = Float64Array.from(values, (value) => bend.apply(bounded(Number.isNaN(value) ? fill : value, low, high), column));
    const { mean, deviation } = momentsOf(shaped);
    return { mean, factor: deviation > 1e-6 * Math.abs(mean) && deviation > 0 ? 1 / deviation : 1 };
  });
}

function rowOf(x: Value, values: readonly number[]): Value {
  return x.graph.constant(Float32Array.from(values), [1, values.length]);
}

/**
 * Learns how columns are imputed, bent and scaled.
 * @param columns - training values of each column as float32, NaN where missing.
 * @param names - of the columns, for output names and errors.
 * @throws DATA_FEATURE_VALUES, DATA_FEATURE_SETTING
 */
export function fitScaling(columns: readonly Float32Array[], names: readonly string[], settings: ScalingSettings): FittedScaling {
  checkClip(settings);
  checkValues(columns, names, settings);
  const { transform = "none", standardise = true, impute = "median" } = settings;
  const states = columns.map((values) => fitColumn(values, settings));
  const filled = columns.map((values, i) => {
    const { fill, low, high } = states[i] ?? { fill: 0, low: 0, high: 0 };
    return values.map((value) => bounded(Number.isNaN(value) ? fill : value, low, high));
  });
  const bend = fitTransform(transform, filled);
  const scales = standardise ? scalesOf(columns, states, bend) : [];
  const indicated = states.flatMap((state, i) => ((settings.indicator ?? state.missing > 0) ? [i] : []));
  const shown = names.map((name) => (transform === "none" ? name : `${transform}(${name})`));
  return {
    width: columns.length + indicated.length,
    outputNames: [...shown, ...indicated.map((i) => `${names[i]} is missing`)],
    learned: {
      columns: names,
      missing: states.map((state) => state.missing),
      ...(impute === "none" ? {} : { fill: states.map((state) => state.fill) }),
      ...(settings.clip === undefined ? {} : { low: states.map((state) => state.low), high: states.map((state) => state.high) }),
      ...(standardise ? { mean: scales.map((scale) => scale.mean), deviation: scales.map((scale) => 1 / scale.factor) } : {}),
    },
    emit: (x) => {
      const missing = isMissing(x);
      let y =
        impute === "none"
          ? x
          : where(
              missing,
              rowOf(
                x,
                states.map((state) => state.fill),
              ),
              x,
            );
      if (settings.clip !== undefined)
        y = clipColumns(
          y,
          states.map((state) => state.low),
          states.map((state) => state.high),
        );
      y = bend.emit(y);
      if (standardise)
        y = mul(
          sub(
            y,
            rowOf(
              x,
              scales.map((scale) => scale.mean),
            ),
          ),
          rowOf(
            x,
            scales.map((scale) => scale.factor),
          ),
        );
      if (indicated.length === 0) return y;
      const flags = cast(missing, "float32");
      if (indicated.length === columns.length) return concat([y, flags], 1);
      return concat([y, gather(flags, x.graph.constant(BigInt64Array.from(indicated, BigInt)), 1)], 1);
    },
  };
}
