import type { Difference, ReportComparison } from "../compare-reports.ts";
import { decimalsFor, formatInterval, formatNumber } from "../format-number.ts";
import { oneLine } from "../one-line.ts";
import { type AlignedCell, alignedTable } from "./aligned-table.ts";
import { type Palette, paletteOf, type TerminalOptions, usedWidth } from "./terminal-options.ts";
import { wrapToWidth } from "./text-width.ts";

/**
 * Two runs side by side as lines of a terminal: metrics with intervals, requirements, what differs in data and settings.
 *
 * @returns text that ends without a line end; no line is longer than `options.width` (at least 40).
 */
export function comparisonTable(comparison: ReportComparison, options: TerminalOptions): string {
  const palette = paletteOf(options);
  const width = usedWidth(options);
  const note = (text: string, paint: (text: string) => string) => wrapToWidth(text, width - 2).map((line) => `  ${paint(line)}`);
  const table = (title: string, rows: AlignedCell[][]) => {
    if (rows.length === 0) return [];
    const columns = [
      { title, least: 14, wrap: true },
      { title: oneLine(comparison.first.run), least: 10, wrap: true },
      { title: oneLine(comparison.second.run), least: 10, wrap: true },
      { title: "", least: 10, wrap: true, drop: 1 },
    ];
    return ["", ...alignedTable(columns, rows, { width, paintHead: palette.quiet })];
  };
  return [
    ...note(
      `${oneLine(comparison.first.run)} chose ${oneLine(comparison.first.chosen)}; ${oneLine(comparison.second.run)} chose ${oneLine(comparison.second.chosen)}.`,
      palette.strong,
    ),
    ...(comparison.sameData ? [] : note("The rows differ: a difference of metrics may come from the rows alone.", palette.warning)),
    ...table("metric on test", metricRows(comparison, palette)),
    ...table("requirement", requirementRows(comparison, palette)),
    ...table("data", differenceRows(comparison.data)),
    ...table("setting", differenceRows(comparison.settings)),
  ].join("\n");
}

function metricRows(comparison: ReportComparison, palette: Palette): AlignedCell[][] {
  const paints = { better: palette.good, worse: palette.bad, "no clear difference": palette.quiet, "measured once": palette.quiet };
  return comparison.metrics.map((metric) => {
    const decimals = decimalsFor([metric.first?.value ?? Number.NaN, metric.second?.value ?? Number.NaN]);
    return [
      { text: oneLine(metric.name) },
      { text: metric.first === undefined ? "–" : formatInterval(metric.first, decimals) },
      { text: metric.second === undefined ? "–" : formatInterval(metric.second, decimals) },
      { text: metric.verdict, paint: paints[metric.verdict] },
    ];
  });
}

function requirementRows(comparison: ReportComparison, palette: Palette): AlignedCell[][] {
  return comparison.requirements.map((requirement) => {
    const side = (each: { measured: number; met: boolean } | undefined): AlignedCell =>
      each === undefined
        ? { text: "–", paint: palette.quiet }
        : { text: `${each.met ? "✔" : "✘"} ${formatNumber(each.measured)}`, paint: each.met ? palette.good : palette.bad };
    const paint = requirement.change === "now missed" ? palette.bad : requirement.change === "now met" ? palette.good : palette.quiet;
    return [{ text: oneLine(requirement.name) }, side(requirement.first), side(requirement.second), { text: requirement.change, paint }];
  });
}

function differenceRows(differences: readonly Difference[]): AlignedCell[][] {
  return differences.map((difference) => [
    { text: oneLine(difference.name) },
    { text: difference.first === undefined ? "–" : oneLine(difference.first) },
    { text: difference.second === undefined ? "–" : oneLine(difference.second) },
  ]);
}
