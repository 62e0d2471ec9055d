import type { RunReport } from "../design/index.ts";
import type { Metric } from "../modeling/index.ts";

/** What the report says of metrics: all but how they are computed. */
export function describeMetrics(metrics: readonly Metric[]): RunReport["metrics"] {
  return metrics.map(({ name, direction, definition, unit }) => ({ name, direction, definition, ...(unit === undefined ? {} : { unit }) }));
}
