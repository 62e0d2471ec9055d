import { bootstrapState, drawCounts, multiply, quantileOfSorted, random, spreadCounts } from "../../kernels/index.ts";
import type { Judged, Measured, Metric } from "../metrics/metric.ts";

/** How an interval is found. */
export interface BootstrapSettings {
  /** The same seed draws the same rows, so values on the same rows are paired. */
  readonly seed: number;
  /** 1000 unless told; see `resamplesFor`. */
  readonly resamples?: number;
}

const MANY_ROWS = 200_000;

/** Resamples that are drawn: at most 300 above 200,000 rows, where intervals are narrow and time is long. */
export function resamplesFor(rows: number, asked = 1000): number {
  return rows > MANY_ROWS ? Math.min(asked, 300) : asked;
}

/** Units that are drawn together, and a label that tells plans with other units apart. */
interface Units {
  /** Unit of each row, in [0, count); absent where each row is its own. */
  readonly of?: Int32Array;
  readonly count: number;
}

/** Units of a metric on some rows. */
function unitsOf(metric: Metric, judged: Judged): Units {
  const of = metric.cluster?.(judged);
  if (of === undefined) return { count: judged.truth.length };
  return { of, count: of.reduce((largest, unit) => Math.max(largest, unit), -1) + 1 };
}

/** Calls `visit` with the weights of each resample. The array is reused. */
function eachResample(
  units: Units,
  base: Float64Array,
  { seed, resamples }: BootstrapSettings,
  visit: (weight: Float64Array, resample: number) => void,
): void {
  const state = bootstrapState(random(seed).fork("bootstrap"));
  const counts = new Float64Array(units.count);
  // Where every row counts the same, how often it is drawn is its weight.
  const plain = units.of === undefined && base.every((own) => own === 1);
  const weight = plain ? counts : new Float64Array(base.length);
  const times = resamplesFor(base.length, resamples);
  for (let resample = 0; resample < times; resample++) {
    drawCounts(state, counts);
    if (units.of === undefined && !plain) multiply(counts, base, weight);
    if (units.of !== undefined) spreadCounts(counts, units.of, base, weight);
    visit(weight, resample);
  }
}

/** Weight of each row before any drawing. */
function baseWeight(judged: Judged): Float64Array {
  return judged.weight ?? new Float64Array(judged.truth.length).fill(1);
}

/** A number computed from the weights of rows, and its values over the resamples. */
export interface Distribution {
  readonly value: number;
  /** In the order they were drawn; NaN where it is not defined. */
  readonly draws: Float64Array;
}

/** Values of several functions of the weights, drawn together: one stream of resamples for all. */
function distributions(
  functions: readonly ((weight: Float64Array) => number)[],
  units: Units,
  base: Float64Array,
  settings: BootstrapSettings,
): Distribution[] {
  const times = resamplesFor(base.length, settings.resamples);
  const values = functions.map((measure) => measure(base));
  const draws = functions.map(() => new Float64Array(times));
  eachResample(units, base, settings, (weight, resample) => {
    functions.forEach((measure, at) => {
      const own = draws[at];
      if (own !== undefined) own[resample] = measure(weight);
    });
  });
  return values.map((value, at) => ({ value, draws: draws[at] ?? new Float64Array(0) }));
}

/** One distribution per metric, in their order. Metrics that draw the same units share the resamples. */
export function metricDistributions(metrics: readonly Metric[], judged: Judged, settings: BootstrapSettings): Distribution[] {
  const base = baseWeight(judged);
  const alone = metrics.filter((metric) => metric.cluster === undefined);
  const shared = distributions(
    alone.map((metric) => metric.prepare(judged)),
    { count: judged.truth.length },
    base,
    settings,
  );
  return metrics.map((metric) => {
    const own = shared[alone.indexOf(metric)];
    if (own !== undefined) return own;
    const [clustered] = distributions([metric.prepare(judged)], unitsOf(metric, judged), base, settings);
    return clustered ?? { value: Number.NaN, draws: new Float64Array(0) };
  });
}

/** The difference a − b of one metric on the same rows, drawn together. */
export function differenceDistribution(metric: Metric, a: Judged, b: Judged, settings: BootstrapSettings): Distribution {
  const base = baseWeight(a);
  const first = metric.prepare(a);
  const second = metric.prepare(b);
  const [difference] = distributions([(weight) => first(weight) - second(weight)], unitsOf(metric, a), base, settings);
  return difference ?? { value: Number.NaN, draws: new Float64Array(0) };
}

/**
 * The central 95 % of the draws. Draws that are not defined are left out; the interval is widened to hold the value where the
 * bootstrap is biased (as it is for calibration errors).
 */
export function percentileInterval({ value, draws }: Distribution): Measured {
  const sorted = draws.filter((draw) => !Number.isNaN(draw)).sort();
  if (Number.isNaN(value) || sorted.length === 0) return { value, low: Number.NaN, high: Number.NaN };
  return { value, low: Math.min(value, quantileOfSorted(sorted, 0.025)), high: Math.max(value, quantileOfSorted(sorted, 0.975)) };
}
