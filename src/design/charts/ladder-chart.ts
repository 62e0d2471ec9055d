import { decimalsFor } from "../format-number.ts";
import { primaryMetric, unitOf } from "../measured-quantity.ts";
import { oneLine } from "../one-line.ts";
import { plotRange } from "../plot-range.ts";
import type { RunReport } from "../run-report.ts";
import type { Chart } from "./chart.ts";
import { drawIntervals, type IntervalRow, type IntervalScale, intervalPicture } from "./interval-chart.ts";

/** Every candidate on its rung: the primary metric on validation with its interval. */
export function ladderChart(report: RunReport): Chart {
  const metric = primaryMetric(report);
  const rows: IntervalRow[] = report.ladder.map((entry) => ({
    label: oneLine(entry.candidate),
    group: entry.rung,
    interval: entry.validation[metric.name] ?? { value: Number.NaN, low: Number.NaN, high: Number.NaN },
    strong: entry.candidate === report.chosen,
  }));
  const intervals = rows.map((row) => row.interval);
  const scale: IntervalScale = {
    range: plotRange(intervals, metric.direction),
    decimals: decimalsFor(intervals.map((interval) => interval.value)),
    label: metricLabel(report),
  };
  return {
    id: "chart-ladder",
    title: `The ladder: ${metricLabel(report)} on validation`,
    description: `A dot with its 95 % interval for each of ${rows.length} candidates, from the lowest rung to the highest; ${oneLine(report.chosen)} is highlighted. An arrow marks a value beyond the picture.`,
    picture: intervalPicture(rows, scale),
    draw: (plot, width) => drawIntervals(plot, width, rows, scale),
  };
}

/** Name of the primary metric with its unit and the better direction. */
export function metricLabel(report: RunReport): string {
  const metric = primaryMetric(report);
  const unit = unitOf(report, metric.name);
  return `${metric.name}${unit === undefined ? "" : ` in ${unit}`} (${metric.direction === "maximize" ? "higher" : "lower"} is better)`;
}
