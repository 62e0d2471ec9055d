import { formatNumber } from "../format-number.ts";
import { oneLine } from "../one-line.ts";
import type { RunReport } from "../run-report.ts";
import type { Chart } from "./chart.ts";
import { accent, faint, ink, quiet } from "./colours.ts";
import { everyNth } from "./every-nth.ts";
import { frame, isNarrow, tickLabel } from "./frame.ts";

/** Expected cost per row by threshold, with the threshold that is used; undefined where costs were not declared. */
export function costCurve(report: RunReport): Chart | undefined {
  const points = report.curves.cost ?? [];
  if (points.length < 2) return undefined;
  const currency = oneLine(report.units?.currency ?? "");
  const costLabel = `expected cost per row${currency === "" ? "" : ` in ${currency}`}`;
  const best = report.threshold;
  return {
    id: "chart-cost",
    title: "Cost of a decision by its threshold",
    description: `Mean cost per row${currency === "" ? "" : ` in ${currency}`} on validation when a row counts as positive from each probability on${best === undefined ? "" : `; it is lowest at ${formatNumber(best)}`}.`,
    table: {
      columns: [
        { title: "threshold", align: "right" },
        { title: costLabel, align: "right" },
      ],
      rows: everyNth(points, 11).map((point) => [formatNumber(point.threshold, 3), formatNumber(point.cost)]),
    },
    draw: (plot, width) => ({
      ...frame(width, isNarrow(width) ? 240 : 300),
      x: { label: "threshold: probability from which on to act", domain: [0, 1], tickFormat: tickLabel, ticks: isNarrow(width) ? 4 : 6 },
      y: { label: costLabel, tickFormat: tickLabel, ticks: 5, nice: true },
      marks: [
        plot.gridY({ stroke: faint, strokeOpacity: 1, ticks: 5 }),
        plot.lineY(points, { x: "threshold", y: "cost", stroke: accent, strokeWidth: 2 }),
        ...(best === undefined
          ? []
          : [
              plot.ruleX([best], { stroke: ink, strokeDasharray: "3,3" }),
              plot.text([best], {
                x: (value: number) => value,
                text: (value: number) => ` used: ${formatNumber(value)}`,
                frameAnchor: "top",
                textAnchor: best > 0.7 ? "end" : "start",
                dx: best > 0.7 ? -4 : 4,
                fill: quiet,
              }),
            ]),
      ],
    }),
  };
}
