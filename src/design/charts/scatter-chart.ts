import { formatNumber } from "../format-number.ts";
import { oneLine } from "../one-line.ts";
import type { RunReport } from "../run-report.ts";
import type { Chart } from "./chart.ts";
import { accent, faint, quiet } from "./colours.ts";
import { everyNth } from "./every-nth.ts";
import { frame, isNarrow, logTicks, tickLabel } from "./frame.ts";

/** Predicted against true values on test; undefined for other tasks. */
export function scatterChart(report: RunReport): Chart | undefined {
  const points = report.curves.scatter?.filter((point) => Number.isFinite(point.truth) && Number.isFinite(point.predicted)) ?? [];
  if (points.length < 2) return undefined;
  const values = points.flatMap((point) => [point.truth, point.predicted]);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const unit = report.units?.target === undefined ? "" : ` in ${oneLine(report.units.target)}`;
  const target = oneLine(report.task.target);
  // Values over more than a factor of eight would crowd in one corner.
  const type = low > 0 && high / low > 8 ? "log" : "linear";
  const ordered = [...points].sort((a, b) => a.truth - b.truth);
  return {
    id: "chart-scatter",
    title: `Predicted against true ${target}`,
    description: `${points.length} test rows, ${type === "log" ? "both axes logarithmic" : "both axes linear"}; on the dashed line the prediction is exact.`,
    table: {
      columns: [
        { title: `true ${target}${unit}`, align: "right" },
        { title: "predicted", align: "right" },
      ],
      rows: everyNth(ordered, 9).map((point) => [formatNumber(point.truth), formatNumber(point.predicted)]),
    },
    draw: (plot, width) => {
      const side = Math.min(width, 460);
      const ticks = type === "log" ? logTicks(low, high, 8) : isNarrow(width) ? 3 : 5;
      const axis = { type, domain: [low, high], tickFormat: tickLabel, ticks, inset: 6 } as const;
      return {
        ...frame(side, side - 10),
        x: { ...axis, label: `true ${target}${unit}` },
        y: { ...axis, label: `predicted ${target}${unit}` },
        marks: [
          plot.gridX({ stroke: faint, strokeOpacity: 1, ticks }),
          plot.gridY({ stroke: faint, strokeOpacity: 1, ticks }),
          plot.dot(points, { x: "truth", y: "predicted", r: 2.6, fill: accent, fillOpacity: 0.5 }),
          plot.line(
            [
              [low, low],
              [high, high],
            ],
            { stroke: quiet, strokeDasharray: "3,3" },
          ),
        ],
      };
    },
  };
}
