import { accent, faint, ink, paper, quiet } from "../../charts/colours.ts";
import { frame, isNarrow, tickLabel } from "../../charts/frame.ts";
import { formatNumber } from "../../format-number.ts";
import { tuningDecimals } from "../../terminal/tuning-summary.ts";
import { formatParameters } from "../format-parameters.ts";
import type { TuningReport } from "../tuning-report.ts";
import { valueRange } from "../value-range.ts";
import { chartId, objectiveLabel, type TuningChart } from "./tuning-chart.ts";

/** Quality and what it is traded against, of all completed trials and of the declared settings. */
function pointsOf({ trials, best, chosen }: TuningReport) {
  return trials.flatMap(({ number, state, values: [quality = Number.NaN, other = Number.NaN], parameters }) =>
    state === "complete" ? [{ number, quality, other, parameters, front: best.includes(number), chosen: chosen?.number === number }] : [],
  );
}

/** The usual range, made large enough for the whole front. */
function rangeWith([low, high]: readonly [number, number], front: readonly { readonly quality: number }[]): readonly [number, number] {
  const values = front.map(({ quality }) => quality);
  const [least, most] = [Math.min(low, ...values), Math.max(high, ...values)];
  const margin = 0.04 * (most - least);
  return [least < low ? least - margin : low, most > high ? most + margin : high];
}

/** The trade between two objectives: on the front, one is only to be had at the cost of the other. */
export const paretoChart: TuningChart = (report) => {
  const [first, second] = report.objectives;
  const points = pointsOf(report);
  if (first === undefined || second === undefined || points.length < 3) return undefined;
  const front = points.filter((point) => point.front).sort((a, b) => a.other - b.other);
  const [low, high] = rangeWith(valueRange(report), front);
  const shown = points.filter(({ quality }) => quality >= low && quality <= high);
  const others = shown.map(({ other }) => other);
  const log = Math.min(...others) > 0 && Math.max(...others) / Math.min(...others) > 20;
  const [quality, beside] = report.standard?.values ?? [];
  const declared = quality === undefined || beside === undefined ? [] : [{ quality, other: beside }];
  const decimals = tuningDecimals(report);
  return {
    id: chartId("front", report),
    title: `${first.name} against ${second.name}`,
    description: `Each dot is a trial; on the line nothing is better in both. The ring is the chosen trial${declared.length > 0 ? ", the diamond the declared settings" : ""}.`,
    table: {
      columns: [
        { title: "trial", align: "right" },
        { title: first.name, align: "right" },
        { title: second.name, align: "right" },
        { title: "settings" },
      ],
      rows: front.map((point) => [
        String(point.number),
        formatNumber(point.quality, decimals),
        formatNumber(point.other),
        formatParameters(point.parameters),
      ]),
      ...(front.some((point) => point.chosen) ? { marked: front.findIndex((point) => point.chosen) } : {}),
    },
    draw: (plot, width) => ({
      ...frame(width, isNarrow(width) ? 280 : 340),
      marginLeft: 64,
      x: {
        label: objectiveLabel(report, 1),
        type: log ? "log" : "linear",
        ticks: isNarrow(width) ? 4 : 8,
        tickFormat: tickLabel,
        inset: 8,
      },
      y: { label: objectiveLabel(report), domain: [low, high], ticks: 5, tickFormat: (value: number) => formatNumber(value, decimals) },
      marks: [
        plot.gridX({ stroke: faint, strokeOpacity: 1, ticks: isNarrow(width) ? 4 : 8 }),
        plot.gridY({ stroke: faint, strokeOpacity: 1, ticks: 5 }),
        plot.dot(
          shown.filter((point) => !point.front),
          { x: "other", y: "quality", fill: quiet, fillOpacity: 0.35, r: 3 },
        ),
        plot.line(front, { x: "other", y: "quality", stroke: accent, strokeWidth: 2, curve: "step-after" }),
        plot.dot(front, { x: "other", y: "quality", fill: accent, stroke: paper, r: 4.5 }),
        plot.dot(declared, { x: "other", y: "quality", symbol: "diamond", fill: paper, stroke: ink, strokeWidth: 1.5, r: 6 }),
        plot.dot(
          points.filter((point) => point.chosen),
          { x: "other", y: "quality", fill: "none", stroke: ink, strokeWidth: 2, r: 9 },
        ),
      ],
    }),
  };
};
