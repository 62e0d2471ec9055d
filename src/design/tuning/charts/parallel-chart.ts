import { accent, faint, ink, quiet } from "../../charts/colours.ts";
import { frame, isNarrow } from "../../charts/frame.ts";
import { formatNumber } from "../../format-number.ts";
import { shorten } from "../../one-line.ts";
import { tuningDecimals } from "../../terminal/tuning-summary.ts";
import { parameterAxes } from "../axes.ts";
import type { TuningReport, TuningTrial } from "../tuning-report.ts";
import { clampTo, leadingTrials, valueRange } from "../value-range.ts";
import { chartId, type TuningChart } from "./tuning-chart.ts";

/** Axes of parameters that fit beside each other. */
const mostAxes = { wide: 7, narrow: 3 } as const;
/** Trials that are drawn: the best and evenly many of the others. */
const mostTrials = 300;

interface Vertex {
  readonly trial: number;
  readonly axis: number;
  readonly place: number;
}

function drawnTrials(report: TuningReport, leading: ReadonlySet<number>): TuningTrial[] {
  const complete = report.trials.filter(({ state }) => state === "complete");
  const every = Math.max(1, Math.ceil(complete.length / mostTrials));
  return complete.filter(({ number }, index) => leading.has(number) || index % every === 0);
}

/** The axes of a width: the most important parameters, then the objective with the better end up. */
function axesFor(report: TuningReport, most: number) {
  const names = report.importance?.parameters.map(({ name }) => name) ?? Object.keys(report.parameters);
  const parameters = parameterAxes(report.parameters, names.slice(0, most));
  const [low, high] = valueRange(report);
  const decimals = tuningDecimals(report);
  const up = report.objectives[0]?.direction === "maximize";
  const placeOf = (value: number): number => {
    const place = (clampTo([low, high], value) - low) / (high - low);
    return up ? place : 1 - place;
  };
  const ticks = [0, 0.5, 1].map((place) => ({ place, label: formatNumber(low + (up ? place : 1 - place) * (high - low), decimals) }));
  return { parameters, objective: { name: report.objectives[0]?.name ?? "", ticks, placeOf } };
}

/** Each trial as a line across all parameters to its value: where the best run together, a parameter matters. */
export const parallelChart: TuningChart = (report) => {
  const leading = leadingTrials(report);
  const trials = drawnTrials(report, leading);
  if (trials.length < 3 || Object.keys(report.parameters).length < 2) return undefined;
  return {
    id: chartId("parallel", report),
    title: "Settings of all trials",
    description: `One line per trial through its settings to its ${report.objectives[0]?.name ?? "value"} at the right, the better end up; the best tenth is highlighted. A line is interrupted where a trial does not have a parameter.`,
    draw: (plot, width) => {
      const { parameters, objective } = axesFor(report, isNarrow(width) ? mostAxes.narrow : mostAxes.wide);
      const last = parameters.length;
      const vertices = trials.flatMap((trial): Vertex[] => [
        ...parameters.map((axis, at) => ({ trial: trial.number, axis: at, place: axis.placeOf(trial.parameters) })),
        { trial: trial.number, axis: last, place: objective.placeOf(trial.values[0] ?? Number.NaN) },
      ]);
      const all = [...parameters, objective].map(({ name, ticks }, axis) => ({
        name: shorten(name, isNarrow(width) ? 12 : 16),
        ticks,
        axis,
      }));
      const labels = all.flatMap(({ ticks, axis }) => ticks.map((tick) => ({ ...tick, axis })));
      const isLeading = ({ trial }: Vertex): boolean => leading.has(trial);
      const line = { x: "axis", y: "place", z: "trial", curve: "bump-x" } as const;
      return {
        ...frame(width, isNarrow(width) ? 300 : 360),
        marginTop: 36,
        marginBottom: 12,
        marginLeft: 56,
        marginRight: 72,
        x: { domain: [0, last], axis: null },
        y: { domain: [0, 1], axis: null },
        marks: [
          plot.ruleX(all, { x: "axis", stroke: faint, strokeWidth: 1.5, strokeOpacity: 1 }),
          plot.line(
            vertices.filter((vertex) => !isLeading(vertex)),
            { ...line, stroke: quiet, strokeOpacity: 0.16, strokeWidth: 1 },
          ),
          plot.line(vertices.filter(isLeading), { ...line, stroke: accent, strokeOpacity: 0.8, strokeWidth: 1.6 }),
          plot.text(all, { x: "axis", text: "name", frameAnchor: "top", dy: -26, fill: ink, fontWeight: 600 }),
          plot.text(labels, {
            x: "axis",
            y: "place",
            text: "label",
            textAnchor: "start",
            dx: 5,
            fill: ink,
            fontSize: 10.5,
            stroke: "var(--paper)",
            strokeWidth: 3.5,
          }),
        ],
      };
    },
  };
};
