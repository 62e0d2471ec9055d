import { accent, faint, ink, paper, quiet } from "../../charts/colours.ts";
import { frame, isNarrow } from "../../charts/frame.ts";
import { formatNumber } from "../../format-number.ts";
import { tuningDecimals } from "../../terminal/tuning-summary.ts";
import { parameterAxes } from "../axes.ts";
import { smoothSurface } from "../surface.ts";
import type { TuningReport } from "../tuning-report.ts";
import { clampTo, valueRange } from "../value-range.ts";
import { shades } from "./shades.ts";
import { chartId, objectiveLabel, type TuningChart } from "./tuning-chart.ts";

/** Cells along a side of the map. */
const side = 44;
const levels = 7;

/** The two parameters that the map is drawn over: the pair that interacts most, else the two most important. */
function pairOf({ importance, parameters }: TuningReport): readonly string[] {
  const strongest = importance?.interactions[0];
  if (strongest !== undefined && strongest.share >= 0.02) return strongest.names;
  return (importance?.parameters.map(({ name }) => name) ?? Object.keys(parameters)).slice(0, 2);
}

/** A map of the first objective over two parameters, with the trials that it was drawn from. */
export const contourChart: TuningChart = (report) => {
  const [horizontal, vertical] = parameterAxes(report.parameters, pairOf(report));
  if (horizontal === undefined || vertical === undefined) return undefined;
  const range = valueRange(report);
  const points = report.trials.flatMap((trial) => {
    const [x, y] = [horizontal.placeOf(trial.parameters), vertical.placeOf(trial.parameters)];
    if (trial.state !== "complete" || !Number.isFinite(x) || !Number.isFinite(y)) return [];
    return [{ x, y, value: clampTo(range, trial.values[0] ?? Number.NaN), chosen: trial.number === report.chosen?.number }];
  });
  if (points.length < 8) return undefined;
  const surface = smoothSurface(points, side);
  const finite = [...surface].filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const better = report.objectives[0]?.direction === "maximize" ? 1 : -1;
  const step = (high - low) / levels;
  const thresholds = Array.from({ length: levels - 1 }, (_, level) => low + step * (level + 1));
  const colours = better > 0 ? shades(levels) : shades(levels).reverse();
  const decimals = tuningDecimals(report);
  const best = better > 0 ? high : low;
  const worst = better > 0 ? low : high;
  return {
    id: chartId("contours", report),
    title: `${horizontal.name} against ${vertical.name}`,
    description: `A smoothed map of ${objectiveLabel(report)}: darker is better, from ${formatNumber(worst, decimals)} to ${formatNumber(best, decimals)}. Dots are trials; the ring is the chosen one.`,
    draw: (plot, width) => {
      const size = Math.min(width, 560);
      return {
        ...frame(size, size * 0.78),
        marginLeft: 84,
        marginBottom: 46,
        x: { domain: [0, 1], axis: null },
        y: { domain: [0, 1], axis: null },
        color: { type: "threshold", domain: thresholds, range: colours },
        marks: [
          plot.contour(surface, {
            width: side,
            height: side,
            x1: 0,
            y1: 0,
            x2: 1,
            y2: 1,
            fill: (value: number) => value,
            stroke: paper,
            strokeWidth: 0.6,
            thresholds: [low - step, ...thresholds],
          }),
          plot.frame({ stroke: faint }),
          plot.dot(points, { x: "x", y: "y", r: isNarrow(width) ? 2 : 2.4, fill: ink, fillOpacity: 0.55 }),
          plot.dot(
            points.filter(({ chosen }) => chosen),
            { x: "x", y: "y", r: 7, fill: "none", stroke: ink, strokeWidth: 2 },
          ),
          plot.dot(
            points.filter(({ chosen }) => chosen),
            { x: "x", y: "y", r: 3, fill: accent, stroke: paper },
          ),
          plot.text(horizontal.ticks, { x: "place", text: "label", frameAnchor: "bottom", dy: 15, fill: quiet, fontSize: 10.5 }),
          plot.text(vertical.ticks, {
            y: "place",
            text: "label",
            frameAnchor: "left",
            dx: -8,
            textAnchor: "end",
            fill: quiet,
            fontSize: 10.5,
          }),
          plot.text([horizontal.name], { text: (name: string) => name, frameAnchor: "bottom", dy: 34, fill: ink, fontWeight: 600 }),
          plot.text([vertical.name], {
            text: (name: string) => name,
            frameAnchor: "top-left",
            dx: -76,
            dy: -16,
            textAnchor: "start",
            fill: ink,
            fontWeight: 600,
          }),
        ],
      };
    },
  };
};
