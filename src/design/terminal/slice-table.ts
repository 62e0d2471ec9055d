import { decimalsFor, formatCount, formatInterval } from "../format-number.ts";
import { primaryMetric } from "../measured-quantity.ts";
import { oneLine } from "../one-line.ts";
import { fullRange } from "../plot-range.ts";
import { exampleNoun } from "../questions/catalogue-answers.ts";
import type { Interval, RunReport } from "../run-report.ts";
import { type SliceGroup, worstSlices } from "../worst-slices.ts";
import { alignedTable } from "./aligned-table.ts";
import { intervalBar } from "./interval-bar.ts";
import { paletteOf, type TerminalOptions, usedWidth } from "./terminal-options.ts";

const unknown: Interval = { value: Number.NaN, low: Number.NaN, high: Number.NaN };

/**
 * Quality on the groups of test rows, worst first, at most `most` groups of each slice, as lines of a terminal.
 *
 * @returns text that ends without a line end; no line is longer than `options.width` (at least 40).
 */
export function sliceTable(report: RunReport, options: TerminalOptions & { readonly most?: number }): string {
  const palette = paletteOf(options);
  if (report.slices.length === 0) return `  ${palette.quiet("No slices are declared (data.slices).")}`;
  return worstSlices(report)
    .map((group) => groupLines(report, group, options).join("\n"))
    .join("\n\n");
}

function groupLines(report: RunReport, group: SliceGroup, options: TerminalOptions & { readonly most?: number }): string[] {
  const palette = paletteOf(options);
  const width = usedWidth(options);
  const metric = primaryMetric(report);
  const shown = group.groups.slice(0, options.most ?? 8);
  const scores = shown.map((slice) => slice.scores[metric.name] ?? unknown);
  const whole = report.test[metric.name] ?? unknown;
  const range = fullRange([...scores, whole]);
  const decimals = decimalsFor([...scores, whole].map((score) => score.value));
  const line = (name: string, rows: string, score: Interval, paint?: (text: string) => string) => {
    const style = paint === undefined ? {} : { paint };
    return [
      { text: name, ...style },
      { text: rows, paint: palette.quiet },
      { text: formatInterval(score, decimals), ...style },
      { text: intervalBar(score, range, width >= 100 ? 24 : 16), ...style },
    ];
  };
  const rows = shown.map((slice, index) => line(oneLine(slice.is) || "(empty)", formatCount(slice.rows), scores[index] ?? unknown));
  const all = line(`all test ${exampleNoun(report)}`, formatCount(report.data.split.test), whole, palette.strong);
  const columns = [
    { title: oneLine(group.by), least: 14 },
    { title: "rows", align: "right" as const, drop: 1 },
    { title: metric.name },
    { title: "", drop: 2 },
  ];
  const lines = alignedTable(columns, [...rows, all], { width, paintHead: palette.quiet });
  const left = group.groups.length - shown.length;
  return left > 0 ? [...lines, `  ${palette.quiet(`and ${formatCount(left)} better ${left === 1 ? "group" : "groups"}`)}`] : lines;
}
