import { formatCount, formatNumber } from "../format-number.ts";
import { primaryMetric } from "../measured-quantity.ts";
import type { RunReport } from "../run-report.ts";
import type { Chart } from "./chart.ts";
import { accent, faint, paper } from "./colours.ts";
import { frame, isNarrow, logTicks, tickLabel } from "./frame.ts";
import { metricLabel } from "./ladder-chart.ts";

/** The primary metric on validation by number of training rows; undefined where there are fewer than two points. */
export function learningCurve(report: RunReport): Chart | undefined {
  const { learning: points = [] } = report.curves;
  if (points.length < 2) return undefined;
  const metric = primaryMetric(report);
  const rows = points.map((point) => point.rows);
  return {
    id: "chart-learning",
    title: "Learning curve",
    description: `${metric.name} on validation after learning from ${points.map((point) => formatCount(point.rows)).join(", ")} rows.`,
    table: {
      columns: [
        { title: "training rows", align: "right" },
        { title: metric.name, align: "right" },
      ],
      rows: points.map((point) => [formatCount(point.rows), formatNumber(point.value)]),
    },
    draw: (plot, width) => ({
      ...frame(width, isNarrow(width) ? 240 : 300),
      x: {
        label: "training rows (logarithmic)",
        type: "log",
        tickFormat: tickLabel,
        ticks: logTicks(Math.min(...rows), Math.max(...rows), 8),
      },
      y: { label: metricLabel(report), tickFormat: tickLabel, ticks: 5, nice: true, inset: 6 },
      marks: [
        plot.gridY({ stroke: faint, strokeOpacity: 1, ticks: 5 }),
        plot.lineY(points, { x: "rows", y: "value", stroke: accent, strokeWidth: 2 }),
        plot.dot(points, { x: "rows", y: "value", fill: accent, stroke: paper, r: 4.5 }),
      ],
    }),
  };
}
