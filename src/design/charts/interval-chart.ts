import { formatInterval } from "../format-number.ts";
import { shorten } from "../one-line.ts";
import type { Interval } from "../run-report.ts";
import { alignedTable } from "../terminal/aligned-table.ts";
import { intervalBar } from "../terminal/interval-bar.ts";
import type { PlotLibrary, PlotOptions } from "./chart.ts";
import { accent, faint, ink, paper, quiet } from "./colours.ts";
import { frame, isNarrow, tickLabel } from "./frame.ts";

/** One line of an interval chart. */
export interface IntervalRow {
  readonly label: string;
  /** Shown once for neighbouring rows that share it. */
  readonly group?: string;
  readonly interval: Interval;
  readonly strong: boolean;
}

/** What all lines share. */
export interface IntervalScale {
  readonly range: readonly [number, number];
  readonly decimals: number;
  /** Name and unit of what is measured, with the better direction. */
  readonly label: string;
  /** A line to compare with: the value on all rows, or no change. */
  readonly reference?: { readonly value: number; readonly label: string };
  readonly format?: (interval: Interval) => string;
}

interface PlacedRow extends IntervalRow {
  readonly place: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly beyond: string;
  readonly numbers: string;
}

/** A dot with its interval per row: names on the left, numbers on the right; on a phone names stand above. */
export function drawIntervals(plot: PlotLibrary, width: number, rows: readonly IntervalRow[], scale: IntervalScale): PlotOptions {
  const placed = rows.map((row, place) => placeRow(row, place, scale));
  const narrow = isNarrow(width);
  const rowHeight = narrow ? 44 : 28;
  const base = frame(width, rows.length * rowHeight + 64);
  const colour = (row: PlacedRow) => (row.strong ? accent : quiet);
  return {
    ...base,
    marginLeft: narrow ? 8 : leftMargin(rows),
    marginRight: narrow ? 8 : rightMargin(placed),
    x: { domain: [...scale.range], label: scale.label, tickFormat: tickLabel, grid: true, ticks: narrow ? 4 : 6 },
    y: { type: "band", domain: placed.map((row) => row.place), axis: null, padding: 0 },
    marks: [
      plot.gridX({ stroke: faint, strokeOpacity: 1, ticks: narrow ? 4 : 6 }),
      ...referenceMarks(plot, scale),
      plot.ruleY(
        placed.filter((row) => row.beyond === ""),
        { y: "place", x1: "low", x2: "high", stroke: colour, strokeWidth: 2.5, dy: narrow ? 8 : 0 },
      ),
      plot.dot(
        placed.filter((row) => row.beyond === ""),
        { y: "place", x: "value", r: 5, fill: colour, stroke: paper, strokeWidth: 1.5, dy: narrow ? 8 : 0 },
      ),
      plot.text(
        placed.filter((row) => row.beyond !== ""),
        { y: "place", x: "value", text: "beyond", fill: quiet, fontSize: 14, dy: narrow ? 8 : 0 },
      ),
      ...(narrow ? narrowNames(plot, placed) : wideNames(plot, placed, leftMargin(rows))),
    ],
  };
}

/** The same rows as lines of characters. */
export function intervalPicture(rows: readonly IntervalRow[], scale: IntervalScale): string {
  const format = scale.format ?? ((interval: Interval) => formatInterval(interval, scale.decimals));
  const cells = rows.map((row) => [
    { text: `${row.strong ? "▸" : " "} ${shorten(row.label, 36)}` },
    { text: intervalBar(row.interval, scale.range, 32, row.strong ? "●" : "○") },
    { text: format(row.interval) },
  ]);
  return alignedTable([{ title: "" }, { title: "" }, { title: "" }], cells, { width: 120, indent: 0 }).join("\n");
}

function placeRow(row: IntervalRow, place: number, scale: IntervalScale): PlacedRow {
  const [from, to] = scale.range;
  const { value, low, high } = row.interval;
  const clamp = (number: number) => Math.min(to, Math.max(from, Number.isFinite(number) ? number : value));
  const beyond = value > to ? "▸" : value < from ? "◂" : Number.isFinite(value) ? "" : "–";
  const format = scale.format ?? ((interval: Interval) => formatInterval(interval, scale.decimals));
  return {
    ...row,
    place,
    value: Number.isFinite(value) ? clamp(value) : from,
    low: clamp(low),
    high: clamp(high),
    beyond,
    numbers: format(row.interval),
  };
}

function referenceMarks(plot: PlotLibrary, scale: IntervalScale) {
  const reference = scale.reference;
  if (reference === undefined || !Number.isFinite(reference.value)) return [];
  return [
    plot.ruleX([reference.value], { stroke: ink, strokeOpacity: 0.7, strokeDasharray: "3,3" }),
    plot.text([reference], { x: "value", text: "label", frameAnchor: "top", dy: -12, fill: quiet, lineAnchor: "bottom" }),
  ];
}

function wideNames(plot: PlotLibrary, rows: readonly PlacedRow[], margin: number) {
  const groups = rows.filter((row, index) => row.group !== undefined && rows[index - 1]?.group !== row.group);
  const name = (row: PlacedRow) => shorten(row.label, 34);
  return [
    plot.text(groups, { y: "place", text: "group", frameAnchor: "left", dx: 2 - margin, textAnchor: "start", fill: quiet }),
    plot.text(
      rows.filter((row) => !row.strong),
      { y: "place", text: name, frameAnchor: "left", dx: -12, textAnchor: "end", fill: ink },
    ),
    plot.text(
      rows.filter((row) => row.strong),
      { y: "place", text: name, frameAnchor: "left", dx: -12, textAnchor: "end", fill: accent, fontWeight: 600 },
    ),
    plot.text(rows, {
      y: "place",
      text: "numbers",
      frameAnchor: "right",
      dx: 12,
      textAnchor: "start",
      fill: (row: PlacedRow) => (row.strong ? accent : ink),
      fontVariant: "tabular-nums",
    }),
  ];
}

function narrowNames(plot: PlotLibrary, rows: readonly PlacedRow[]) {
  const fill = (row: PlacedRow) => (row.strong ? accent : ink);
  return [
    plot.text(rows, {
      y: "place",
      text: (row: PlacedRow) => shorten(row.label, 26),
      frameAnchor: "left",
      textAnchor: "start",
      dy: -10,
      fill,
      stroke: paper,
      strokeWidth: 4,
    }),
    plot.text(rows, {
      y: "place",
      text: "numbers",
      frameAnchor: "right",
      textAnchor: "end",
      dy: -10,
      fill,
      fontSize: 11,
      fontVariant: "tabular-nums",
      stroke: paper,
      strokeWidth: 4,
    }),
  ];
}

// About 7 px a letter at 12 px, bold ones among them.
function leftMargin(rows: readonly IntervalRow[]): number {
  const longest = Math.max(6, ...rows.map((row) => Math.min(34, [...row.label].length)));
  const group = rows.some((row) => row.group !== undefined) ? 70 : 0;
  return Math.min(320, Math.round(longest * 7) + 24 + group);
}

function rightMargin(rows: readonly PlacedRow[]): number {
  return 16 + Math.round(Math.max(...rows.map((row) => row.numbers.length), 4) * 6.8);
}
