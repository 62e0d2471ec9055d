import { decimalsFor, formatCount, formatInterval } from "../format-number.ts";
import { primaryMetric } from "../measured-quantity.ts";
import { oneLine } from "../one-line.ts";
import { fullRange } from "../plot-range.ts";
import { exampleNoun } from "../questions/catalogue-answers.ts";
import { plural } from "../questions/declaration.ts";
import type { Interval, RunReport } from "../run-report.ts";
import { type SliceGroup, worstSlices } from "../worst-slices.ts";
import type { Chart } from "./chart.ts";
import { drawIntervals, type IntervalRow, type IntervalScale, intervalPicture } from "./interval-chart.ts";
import { metricLabel } from "./ladder-chart.ts";

const most = 15;
const unknown: Interval = { value: Number.NaN, low: Number.NaN, high: Number.NaN };

/** One chart per slice: its groups, worst first, with the value on all test rows as a line. */
export function sliceCharts(report: RunReport): Chart[] {
  return worstSlices(report).map((group, index) => sliceChart(report, group, index));
}

function sliceChart(report: RunReport, group: SliceGroup, index: number): Chart {
  const metric = primaryMetric(report);
  const whole = report.test[metric.name] ?? unknown;
  const shown = group.groups.slice(0, most);
  const noun = exampleNoun(report);
  const rows: IntervalRow[] = shown.map((slice) => ({
    label: `${oneLine(slice.is) || "(empty)"} (${plural(formatCount(slice.rows), noun.slice(0, -1))})`,
    interval: slice.scores[metric.name] ?? unknown,
    strong: false,
  }));
  const intervals = [...rows.map((row) => row.interval), whole];
  const scale: IntervalScale = {
    range: fullRange(intervals),
    decimals: decimalsFor(intervals.map((interval) => interval.value)),
    label: metricLabel(report),
    reference: { value: whole.value, label: `all test ${noun}` },
  };
  const left = group.groups.length - shown.length;
  const note = left > 0 ? ` The worst ${most} of ${group.groups.length} groups are drawn.` : "";
  return {
    id: `chart-slice-${index + 1}`,
    title: `Quality by ${oneLine(group.by)} on test`,
    description: `${metric.name} with its 95 % interval for each group of test ${noun}, worst first; the dashed line is the value on all of them.${note}`,
    picture: intervalPicture([...rows, { label: `all test ${noun}`, interval: whole, strong: true }], scale),
    table: {
      columns: [{ title: oneLine(group.by) }, { title: noun, align: "right" }, { title: metric.name, align: "right" }],
      rows: group.groups.map((slice) => [
        oneLine(slice.is) || "(empty)",
        formatCount(slice.rows),
        formatInterval(slice.scores[metric.name] ?? unknown, scale.decimals),
      ]),
    },
    draw: (plot, width) => drawIntervals(plot, width, rows, scale),
  };
}
