import type { Chart } from "../../charts/chart.ts";
import { oneLine } from "../../one-line.ts";
import type { TuningReport } from "../tuning-report.ts";

/** One kind of picture of a study; undefined where there is nothing to draw. */
export type TuningChart = (report: TuningReport) => Chart | undefined;

/** A name in an anchor. @example slug("boosted trees, deep") // "boosted-trees-deep" */
export function slug(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "") || "candidate"
  );
}

/** An anchor that is unique among the pictures of a document. */
export function chartId(kind: string, { candidate }: TuningReport): string {
  return `chart-tuning-${kind}-${slug(candidate)}`;
}

/** Name of an objective with its unit and the better direction. */
export function objectiveLabel({ objectives }: TuningReport, index: number = 0): string {
  const objective = objectives[index];
  if (objective === undefined) return "";
  const unit = objective.unit === undefined ? "" : ` in ${objective.unit}`;
  return `${oneLine(objective.name)}${unit} (${objective.direction === "maximize" ? "higher" : "lower"} is better)`;
}
