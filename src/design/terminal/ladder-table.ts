import { decimalsFor, formatChange, formatCount, formatInterval, formatMicroseconds, formatSeconds } from "../format-number.ts";
import { primaryMetric, unitOf } from "../measured-quantity.ts";
import { oneLine } from "../one-line.ts";
import { plotRange } from "../plot-range.ts";
import type { Interval, LadderEntry, RunReport } from "../run-report.ts";
import { type AlignedCell, type AlignedColumn, alignedTable } from "./aligned-table.ts";
import { intervalBar } from "./interval-bar.ts";
import { type Palette, paletteOf, type TerminalOptions, usedWidth } from "./terminal-options.ts";
import { wrapToWidth } from "./text-width.ts";

const unknown: Interval = { value: Number.NaN, low: Number.NaN, high: Number.NaN };

/**
 * The ladder as lines of a terminal: each candidate on its rung with the primary metric on validation, its interval
 * as numbers and as a picture, what it gains over the rung below, and why it was or was not chosen.
 *
 * @returns text that ends without a line end; no line is longer than `options.width` (at least 40).
 */
export function ladderTable(report: RunReport, options: TerminalOptions): string {
  const palette = paletteOf(options);
  const width = usedWidth(options);
  const metric = primaryMetric(report);
  const unit = unitOf(report, metric.name);
  const better = metric.direction === "maximize" ? "higher is better" : "lower is better";
  const caption = `${metric.name}${unit === undefined ? "" : ` in ${unit}`} on validation with its 95 % interval; ${better}`;
  const lines = alignedTable(columnsOf(metric.name, width), rowsOf(report, palette, width), { width, paintHead: palette.quiet });
  const captionLines = wrapToWidth(caption, width - 2).map((line) => `  ${palette.quiet(line)}`);
  return [...captionLines, "", ...lines, "", ...verdictLines(report, palette, width)].join("\n").trimEnd();
}

function columnsOf(metric: string, width: number): AlignedColumn[] {
  return [
    { title: "rung", drop: 1 },
    { title: "" },
    { title: "candidate", least: Math.max(12, Math.floor(width / 5)) },
    { title: metric, least: 8 },
    { title: "", drop: 4 },
    { title: "gain over", least: 16, drop: 3 },
    { title: "fit", align: "right", drop: 2 },
    { title: "per row", align: "right", drop: 5 },
  ];
}

function rowsOf(report: RunReport, palette: Palette, width: number): AlignedCell[][] {
  const metric = primaryMetric(report);
  const scores = report.ladder.map((entry) => entry.validation[metric.name] ?? unknown);
  const range = plotRange(scores, metric.direction);
  const decimals = decimalsFor(scores.map((score) => score.value));
  const bar = width >= 130 ? 32 : width >= 100 ? 24 : 16;
  return report.ladder.map((entry, index) => {
    const chosen = entry.candidate === report.chosen;
    const paint = chosen ? { paint: palette.chosen } : {};
    const score = scores[index] ?? unknown;
    const firstOfRung = report.ladder[index - 1]?.rung !== entry.rung;
    return [
      { text: firstOfRung ? entry.rung : "", paint: palette.quiet },
      { text: chosen ? "▸" : " ", ...paint },
      { text: nameOf(entry), ...paint },
      { text: formatInterval(score, decimals), ...paint },
      { text: intervalBar(score, range, bar, chosen ? "●" : "○"), ...(chosen ? paint : { paint: palette.quiet }) },
      gainOf(entry, palette),
      { text: formatSeconds(entry.seconds), paint: palette.quiet },
      { text: entry.latencyMicroseconds === undefined ? "" : formatMicroseconds(entry.latencyMicroseconds), paint: palette.quiet },
    ];
  });
}

function nameOf(entry: LadderEntry): string {
  const name = oneLine(entry.candidate);
  return entry.rows === undefined ? name : `${name} (${formatCount(entry.rows)} rows)`;
}

function gainOf(entry: LadderEntry, palette: Palette): AlignedCell {
  if (entry.gain === undefined) return { text: "" };
  const clear = entry.gain.low > 0 || entry.gain.high < 0;
  return { text: `${formatChange(entry.gain)} ${oneLine(entry.gain.over)}`, paint: clear ? (text) => text : palette.quiet };
}

/** Verdicts below the table, the chosen one first. */
function verdictLines(report: RunReport, palette: Palette, width: number): string[] {
  const entries = [...report.ladder].filter((entry) => entry.verdict !== "");
  entries.sort((a, b) => Number(b.candidate === report.chosen) - Number(a.candidate === report.chosen));
  return entries.flatMap((entry) => {
    const chosen = entry.candidate === report.chosen;
    const wrapped = wrapToWidth(`${oneLine(entry.candidate)}: ${oneLine(entry.verdict)}`, width - 4);
    return wrapped.map((line, index) => {
      if (!chosen) return `    ${palette.quiet(line)}`;
      return index === 0 ? `  ${palette.chosen("▸")} ${palette.strong(line)}` : `    ${palette.strong(line)}`;
    });
  });
}
