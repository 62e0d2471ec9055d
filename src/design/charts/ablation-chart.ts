import { decimalsFor, formatChange } from "../format-number.ts";
import { primaryMetric } from "../measured-quantity.ts";
import { oneLine } from "../one-line.ts";
import { fullRange } from "../plot-range.ts";
import type { RunReport } from "../run-report.ts";
import type { Chart } from "./chart.ts";
import { drawIntervals, type IntervalRow, type IntervalScale, intervalPicture } from "./interval-chart.ts";

const most = 20;

/** What the primary metric changes by when a group of features is left out; undefined where nothing was left out. */
export function ablationChart(report: RunReport): Chart | undefined {
  const { ablation = [] } = report;
  if (ablation.length === 0) return undefined;
  const metric = primaryMetric(report);
  const sign = metric.direction === "maximize" ? 1 : -1;
  const sorted = [...ablation].sort((a, b) => sign * (a.change.value - b.change.value));
  const rows: IntervalRow[] = sorted.slice(0, most).map(({ group, change }) => ({
    label: `without ${oneLine(group)}`,
    interval: change,
    strong: change.high < 0 || change.low > 0,
  }));
  const intervals = rows.map((row) => row.interval);
  const decimals = decimalsFor(intervals.map((interval) => interval.value));
  const scale: IntervalScale = {
    range: fullRange([...intervals, { value: 0, low: 0, high: 0 }]),
    decimals,
    label: `change of ${metric.name} (${metric.direction === "maximize" ? "further left" : "further right"}: more is lost)`,
    reference: { value: 0, label: "no change" },
    format: (interval) => formatChange(interval, decimals),
  };
  return {
    id: "chart-ablation",
    title: "What is lost without each group of features",
    description: `Change of ${metric.name} on validation when a group is left out and the model learned again, with its 95 % interval; groups whose interval leaves out zero are highlighted.`,
    picture: intervalPicture(rows, scale),
    table: {
      columns: [{ title: "left out" }, { title: `change of ${metric.name}`, align: "right" }],
      rows: sorted.map(({ group, change }) => [oneLine(group), formatChange(change, decimals)]),
    },
    draw: (plot, width) => drawIntervals(plot, width, rows, scale),
  };
}
