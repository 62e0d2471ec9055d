import { hasClasses } from "../../modeling/index.ts";
import { formatCount, formatShare } from "../format-number.ts";
import { oneLine, shorten } from "../one-line.ts";
import type { RunReport } from "../run-report.ts";
import type { Chart } from "./chart.ts";
import { accent, faint, ink } from "./colours.ts";
import { frame, isNarrow, tickLabel } from "./frame.ts";

const most = 20;

/** How often each class occurs in the training rows; undefined for regression. */
export function targetChart(report: RunReport): Chart | undefined {
  const { target } = report.data;
  if (!hasClasses(report.task.kind) || target === undefined) return undefined;
  const all = Object.entries(target).sort((a, b) => b[1] - a[1]);
  const total = all.reduce((sum, [, count]) => sum + count, 0);
  if (all.length < 2 || total === 0) return undefined;
  const shown = all.length <= most ? all : [...all.slice(0, most / 2), ...all.slice(-most / 2)];
  const rows = shown.map(([name, count], place) => ({ name: oneLine(name) || "(empty)", count, share: count / total, place }));
  const numbers = (row: { count: number; share: number }) => `${formatCount(row.count)} (${formatShare(row.share)})`;
  return {
    id: "chart-target",
    title: `How often each value of ${oneLine(report.task.target)} occurs`,
    description: `Counts in the training rows${all.length > most ? `: the ${most / 2} most frequent and the ${most / 2} rarest of ${all.length}` : ""}.`,
    table: {
      columns: [{ title: oneLine(report.task.target) }, { title: "rows", align: "right" }, { title: "share", align: "right" }],
      rows: rows.map((row) => [row.name, formatCount(row.count), formatShare(row.share)]),
    },
    draw: (plot, width) => {
      const narrow = isNarrow(width);
      return {
        ...frame(width, rows.length * 24 + 56),
        marginLeft: Math.min(narrow ? 110 : 200, 24 + 6.6 * Math.max(...rows.map((row) => row.name.length))),
        marginRight: narrow ? 96 : 120,
        x: { label: "training rows", tickFormat: tickLabel, ticks: narrow ? 2 : 5 },
        y: { type: "band", domain: rows.map((row) => row.place), axis: null, padding: 0.3 },
        marks: [
          plot.gridX({ stroke: faint, strokeOpacity: 1, ticks: narrow ? 2 : 5 }),
          plot.barX(rows, { y: "place", x: "count", fill: accent }),
          plot.text(rows, { y: "place", x: "count", text: numbers, dx: 6, textAnchor: "start", fill: ink }),
          plot.text(rows, {
            y: "place",
            text: (row: { name: string }) => shorten(row.name, narrow ? 14 : 26),
            frameAnchor: "left",
            textAnchor: "end",
            dx: -8,
            fill: ink,
          }),
        ],
      };
    },
  };
}
