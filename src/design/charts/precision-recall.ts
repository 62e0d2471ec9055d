import { formatShare } from "../format-number.ts";
import type { RunReport } from "../run-report.ts";
import type { Chart } from "./chart.ts";
import { accent, faint, quiet } from "./colours.ts";
import { everyNth } from "./every-nth.ts";
import { frame, isNarrow, tickLabel } from "./frame.ts";

/** Precision against recall; undefined for tasks without them. */
export function precisionRecallChart(report: RunReport): Chart | undefined {
  const points = report.curves.precisionRecall ?? [];
  if (points.length < 2) return undefined;
  // Where everything is an alarm, precision is the share of positives.
  const share = points.find((point) => point.recall >= 1)?.precision;
  return {
    id: "chart-precision-recall",
    title: "Precision against recall",
    description: `How many alarms are right (precision) when a share of all positives is found (recall), on validation.${share === undefined ? "" : ` The dashed line is an alarm at random: ${formatShare(share)}.`}`,
    table: {
      columns: [
        { title: "recall", align: "right" },
        { title: "precision", align: "right" },
      ],
      rows: everyNth(points, 11).map((point) => [formatShare(point.recall), formatShare(point.precision)]),
    },
    draw: (plot, width) => ({
      ...frame(width, isNarrow(width) ? 260 : 320),
      x: { label: "recall: share of positives found", domain: [0, 1], tickFormat: tickLabel, ticks: isNarrow(width) ? 4 : 6 },
      y: { label: "precision: share of alarms that are right", domain: [0, 1], tickFormat: tickLabel, ticks: 5 },
      marks: [
        plot.gridX({ stroke: faint, strokeOpacity: 1, ticks: 5 }),
        plot.gridY({ stroke: faint, strokeOpacity: 1, ticks: 5 }),
        ...(share === undefined ? [] : [plot.ruleY([share], { stroke: quiet, strokeDasharray: "3,3" })]),
        plot.line(points, { x: "recall", y: "precision", stroke: accent, strokeWidth: 2, curve: "step-before" }),
      ],
    }),
  };
}
