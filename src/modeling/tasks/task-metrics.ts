import { MillwrightError } from "../../errors/index.ts";
import type { ListTaskKind, Metric } from "../metrics/metric.ts";
import type { TaskShape } from "./task.ts";

/**
 * The metrics of a task, refused where one does not fit or two share a name.
 * @throws MODELING_TASK_WRONG, MODELING_SETTING_INVALID
 */
export function taskMetrics(kind: TaskShape["kind"] | ListTaskKind, metrics: readonly Metric[]): readonly Metric[] {
  for (const metric of metrics) {
    if (metric.tasks === undefined || metric.tasks.includes(kind)) continue;
    throw new MillwrightError(
      "MODELING_TASK_WRONG",
      `metric "${metric.name}" judges ${metric.tasks.join(" and ")} tasks, not ${kind}.`,
      "Remove it, or choose another task.",
    );
  }
  const names = metrics.map((metric) => metric.name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (metrics.length === 0 || twice !== undefined) {
    throw new MillwrightError(
      "MODELING_SETTING_INVALID",
      twice === undefined ? "metrics is an empty list." : `metrics holds "${twice}" twice.`,
      "Give at least one metric, the primary first, each once.",
    );
  }
  return metrics;
}
