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
 * as numbers and as a picture, the difference to the rung below, and why it was or was not chosen.
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
    { title: "  candidate", least: Math.max(16, Math.floor(width * 0.3)) },
    { title: metric },
    { title: "", drop: 2 },
    { title: "difference", drop: 4 },
    { title: "fit", align: "right", drop: 3 },
    { title: "per row", align: "right", drop: 5 },
  ];
}

function rowsOf(report: RunReport, palette: Palette, width: number): AlignedCell[][] {
  const metric = primaryMetric(report);
  const scores = report.ladder.map((entry) => entry.validation[metric.name] ?? unknown);
  const range = plotRange(scores, metric.direction);
  const decimals = decimalsFor(scores.map((score) => score.value));
  const bar = width >= 130 ? 32 : width >= 120 ? 24 : width >= 90 ? 16 : 12;
  return report.ladder.map((entry, index) => {
    const chosen = entry.candidate === report.chosen;
    const paint = chosen ? { paint: palette.chosen } : {};
    const score = scores[index] ?? unknown;
    const firstOfRung = report.ladder[index - 1]?.rung !== entry.rung;
    return [
      { text: firstOfRung ? entry.rung : "", paint: palette.quiet },
      { text: `${chosen ? "▸" : " "} ${nameOf(entry)}`, ...paint },
      { text: formatInterval(score, decimals), ...paint },
      { text: intervalBar(score, range, bar, chosen ? "●" : "○"), ...(chosen ? paint : { paint: palette.quiet }) },
      gainOf(entry, metric.direction, decimals, width, palette),
      { text: formatSeconds(entry.seconds), paint: palette.quiet },
      { text: entry.latencyMicroseconds === undefined ? "" : formatMicroseconds(entry.latencyMicroseconds), paint: palette.quiet },
    ];
  });
}

function nameOf(entry: LadderEntry): string {
  const name = oneLine(entry.candidate);
  return entry.rows === undefined ? name : `${name} (${formatCount(entry.rows)} rows)`;
}

/** The difference to the rung below, with its interval where there is room; one that may be noise is said so. */
function gainOf(entry: LadderEntry, direction: "maximize" | "minimize", decimals: number, width: number, palette: Palette): AlignedCell {
  if (entry.gain === undefined) return { text: "" };
  const clear = entry.gain.low > 0 || entry.gain.high < 0;
  const full = formatChange(entry.gain, decimals);
  const value = width >= 130 ? full : full.slice(0, full.indexOf(" ["));
  if (!clear) return { text: `${value} unclear`, paint: palette.quiet };
  return { text: value, paint: entry.gain.value > 0 === (direction === "maximize") ? palette.good : palette.bad };
}

/** Verdicts below the table, the chosen one first. */
function verdictLines(report: RunReport, palette: Palette, width: number): string[] {
  const entries = report.ladder.filter((entry) => entry.verdict !== "");
  const isChosen = (entry: LadderEntry) => entry.candidate === report.chosen;
  entries.sort((a, b) => Number(isChosen(b)) - Number(isChosen(a)));
  const rows = entries.map((entry) => [
    { text: `${isChosen(entry) ? "▸" : " "} ${oneLine(entry.candidate)}`, paint: isChosen(entry) ? palette.chosen : palette.quiet },
    { text: oneLine(entry.verdict), paint: isChosen(entry) ? palette.strong : palette.quiet },
  ]);
  return alignedTable(
    [
      { title: "", least: 14 },
      { title: "", least: 16, wrap: true },
    ],
    rows,
    { width },
  );
}
