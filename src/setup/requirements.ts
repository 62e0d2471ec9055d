/** Quantities that are measured beside a task's metrics. */
export const measures = ["p50_latency_ms", "p99_latency_ms", "package_mb", "training_seconds", "peak_memory_mb"] as const;

/** One of the quantities that are measured beside a task's metrics. */
export type Measure = (typeof measures)[number];

/** One line of the contract; a run measures it, `check` fails on it. */
export interface Requirement {
  /** As reports name it: "average_precision ≥ 0.6 on test". */
  readonly name: string;
  readonly kind: "metric" | "slice" | "gap" | "measure";
  /** A metric's name or a measure. */
  readonly of: string;
  readonly bound: "at least" | "at most";
  readonly value: number;
  /** For `slice`: the slice and its value; for `gap`: the slice across whose values the gap is taken. */
  readonly slice?: { readonly by: string; readonly is?: string };
}

/** The metric must reach a value on the test rows. @example atLeast("average_precision", 0.6) */
export function atLeast(metric: string, value: number): Requirement {
  return { name: `${metric} ≥ ${value}`, kind: "metric", of: metric, bound: "at least", value };
}

/** The metric or measure must not exceed a value. @example atMost("p99_latency_ms", 10) */
export function atMost(metricOrMeasure: string, value: number): Requirement {
  const kind = (measures as readonly string[]).includes(metricOrMeasure) ? "measure" : "metric";
  return { name: `${metricOrMeasure} ≤ ${value}`, kind, of: metricOrMeasure, bound: "at most", value };
}

/** The same bound on the test rows of one slice. @example onSlice({ by: "region", is: "north" }, atLeast("recall", 0.7)) */
export function onSlice(slice: { by: string; is: string }, requirement: Requirement): Requirement {
  return { ...requirement, name: `${requirement.name} where ${slice.by} = ${slice.is}`, kind: "slice", slice };
}

/** Fairness: the largest difference of a metric between the values of a slice. @example gapAtMost("recall", { across: "region" }, 0.05) */
export function gapAtMost(metric: string, { across }: { across: string }, value: number): Requirement {
  return { name: `gap of ${metric} across ${across} ≤ ${value}`, kind: "gap", of: metric, bound: "at most", value, slice: { by: across } };
}
