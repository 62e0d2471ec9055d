import { formatCount, formatShare } from "../format-number.ts";
import type { RunReport } from "../run-report.ts";
import type { Chart } from "./chart.ts";
import { accent, faint, paper, quiet } from "./colours.ts";
import { frame, isNarrow, tickLabel } from "./frame.ts";

/** Predicted probability against observed share; undefined where no probabilities were binned. */
export function reliabilityChart(report: RunReport): Chart | undefined {
  const bins = report.curves.reliability?.filter((bin) => bin.rows > 0) ?? [];
  if (bins.length === 0) return undefined;
  return {
    id: "chart-reliability",
    title: "Do probabilities mean what they say?",
    description:
      "Mean predicted probability against the share that came true, by bin of the validation rows; larger dots hold more rows. On the dashed line both are equal.",
    table: {
      columns: [
        { title: "predicted", align: "right" },
        { title: "came true", align: "right" },
        { title: "rows", align: "right" },
      ],
      rows: bins.map((bin) => [formatShare(bin.predicted), formatShare(bin.observed), formatCount(bin.rows)]),
    },
    draw: (plot, width) => {
      const side = Math.min(width, 420);
      return {
        ...frame(side, side - 10),
        x: { label: "predicted probability", domain: [0, 1], tickFormat: tickLabel, ticks: isNarrow(width) ? 4 : 5, inset: 6 },
        y: { label: "share that came true", domain: [0, 1], tickFormat: tickLabel, ticks: 5, inset: 6 },
        r: { range: [2.5, 11] },
        marks: [
          plot.gridX({ stroke: faint, strokeOpacity: 1, ticks: 5 }),
          plot.gridY({ stroke: faint, strokeOpacity: 1, ticks: 5 }),
          plot.line(
            [
              [0, 0],
              [1, 1],
            ],
            { stroke: quiet, strokeDasharray: "3,3" },
          ),
          plot.line(bins, { x: "predicted", y: "observed", stroke: accent, strokeWidth: 1.5, strokeOpacity: 0.6 }),
          plot.dot(bins, { x: "predicted", y: "observed", r: "rows", fill: accent, stroke: paper }),
        ],
      };
    },
  };
}
