import { accent, faint, ink, quiet } from "../../charts/colours.ts";
import { frame, isNarrow } from "../../charts/frame.ts";
import { formatNumber } from "../../format-number.ts";
import { shorten } from "../../one-line.ts";
import { tuningDecimals } from "../../terminal/tuning-summary.ts";
import { parameterAxes } from "../axes.ts";
import type { TuningReport } from "../tuning-report.ts";
import { clampTo, leadingTrials, valueRange } from "../value-range.ts";
import { chartId, objectiveLabel, type TuningChart } from "./tuning-chart.ts";

/** Parameters that get a panel. */
const most = 6;
const panelHeight = 170;

/** One panel with its place in the grid. */
function panelsOf(report: TuningReport, columns: number) {
  const names = report.importance?.parameters.map(({ name }) => name) ?? Object.keys(report.parameters);
  return parameterAxes(report.parameters, names.slice(0, most)).map((axis, index) => ({
    axis,
    fx: index % columns,
    fy: Math.floor(index / columns),
    curve: report.importance?.marginals.find(({ name }) => name === axis.name)?.points ?? [],
  }));
}

/** One panel per parameter: the value of every trial along it, and the mean over all other settings. */
export const sliceChart: TuningChart = (report) => {
  const complete = report.trials.filter(({ state }) => state === "complete");
  if (complete.length < 3) return undefined;
  const leading = leadingTrials(report);
  const range = valueRange(report);
  const decimals = tuningDecimals(report);
  const mean = report.importance === undefined ? "" : " The line is the mean over all other settings, as a forest of trees sees it.";
  return {
    id: chartId("slices", report),
    title: "Along each parameter",
    description: `${objectiveLabel(report)} of every completed trial by the value of one parameter, the most important first; the best tenth is highlighted.${mean} Values beyond the picture lie at its edge.`,
    draw: (plot, width) => {
      const columns = isNarrow(width) ? 1 : Math.min(3, Object.keys(report.parameters).length);
      const panels = panelsOf(report, columns);
      const rows = Math.ceil(panels.length / columns);
      const points = panels.flatMap(({ axis, fx, fy }) =>
        complete
          .map((trial) => ({
            fx,
            fy,
            place: axis.placeOf(trial.parameters),
            value: clampTo(range, trial.values[0] ?? Number.NaN),
            lead: leading.has(trial.number),
          }))
          .filter(({ place }) => Number.isFinite(place)),
      );
      const curves = panels.flatMap(({ axis, fx, fy, curve }) =>
        curve.map(({ value, mean: middle }) => ({ fx, fy, panel: axis.name, place: axis.place(value), value: clampTo(range, middle) })),
      );
      const ticks = panels.flatMap(({ axis, fx, fy }) => axis.ticks.map((tick) => ({ ...tick, fx, fy })));
      return {
        ...frame(width, rows * panelHeight + 40),
        marginLeft: 60,
        marginTop: 30,
        marginBottom: 26,
        x: { domain: [-0.04, 1.04], axis: null },
        y: { domain: [...range], label: null, ticks: 4, tickFormat: (value: number) => formatNumber(value, decimals) },
        fx: { axis: null, padding: 0.1 },
        fy: { axis: null, padding: 0.28 },
        marks: [
          plot.gridY({ stroke: faint, strokeOpacity: 1, ticks: 4 }),
          plot.frame({ stroke: faint }),
          plot.dot(
            points.filter(({ lead }) => !lead),
            { x: "place", y: "value", fx: "fx", fy: "fy", fill: quiet, fillOpacity: 0.35, r: 2.5 },
          ),
          plot.line(curves, { x: "place", y: "value", fx: "fx", fy: "fy", z: "panel", stroke: ink, strokeOpacity: 0.75, strokeWidth: 1.5 }),
          plot.dot(
            points.filter(({ lead }) => lead),
            { x: "place", y: "value", fx: "fx", fy: "fy", fill: accent, fillOpacity: 0.9, r: 3 },
          ),
          plot.text(panels, {
            fx: "fx",
            fy: "fy",
            text: ({ axis }: (typeof panels)[number]) => shorten(axis.name, 30),
            frameAnchor: "top-left",
            dy: -16,
            fill: ink,
            fontWeight: 600,
          }),
          plot.text(ticks, { x: "place", fx: "fx", fy: "fy", text: "label", frameAnchor: "bottom", dy: 15, fill: quiet, fontSize: 10.5 }),
        ],
      };
    },
  };
};
