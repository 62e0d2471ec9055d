import { accent, faint, quiet } from "../../charts/colours.ts";
import { frame, isNarrow, tickLabel } from "../../charts/frame.ts";
import { formatCount } from "../../format-number.ts";
import { leadingTrials } from "../value-range.ts";
import { chartId, objectiveLabel, type TuningChart } from "./tuning-chart.ts";

/** Share of the reported values that the picture is made for; wild starts lie at its edge. */
const shownShare = 0.95;

/** What trials said on their way: after each fold, or after some steps of a single fit; those given up end early. */
export const intermediateChart: TuningChart = (report) => {
  const reporting = report.trials.filter(({ reports }) => reports.length > 0);
  const values = reporting.flatMap(({ reports }) => reports.map(({ value }) => value)).sort((a, b) => a - b);
  const longest = Math.max(0, ...reporting.map(({ reports }) => reports.length));
  const ended = reporting.filter(({ state }) => state === "pruned");
  if (reporting.length < 3 || longest < 2) return undefined;
  const leading = leadingTrials(report);
  const cut = Math.floor((1 - shownShare) * values.length);
  const maximize = report.objectives[0]?.direction === "maximize";
  const [low = 0, high = 1] = maximize ? [values[cut], values.at(-1)] : [values[0], values[values.length - 1 - cut]];
  const points = reporting.flatMap(({ number, state, reports }) =>
    reports.map(({ step, value }) => ({ number, state, step, value: Math.min(high, Math.max(low, value)) })),
  );
  const ends = ended.flatMap(({ reports }) => {
    const last = reports.at(-1);
    return last === undefined ? [] : [{ step: last.step, value: Math.min(high, Math.max(low, last.value)) }];
  });
  const line = { x: "step", y: "value", z: "number" } as const;
  const isLeading = ({ number }: (typeof points)[number]): boolean => leading.has(number);
  return {
    id: chartId("steps", report),
    title: "Values on the way",
    description: `What ${formatCount(reporting.length)} trials reported while they ran; a cross marks where one of ${formatCount(ended.length)} was given up. The best tenth is highlighted.`,
    draw: (plot, width) => ({
      ...frame(width, isNarrow(width) ? 260 : 320),
      marginLeft: 64,
      x: { label: "fold, or step of the fit", ticks: Math.min(longest, isNarrow(width) ? 4 : 8), tickFormat: tickLabel, inset: 6 },
      y: { label: objectiveLabel(report), ticks: 5, tickFormat: tickLabel, domain: [low, high], inset: 6 },
      marks: [
        plot.gridY({ stroke: faint, strokeOpacity: 1, ticks: 5 }),
        plot.line(
          points.filter((point) => !isLeading(point)),
          { ...line, stroke: quiet, strokeOpacity: 0.3, strokeWidth: 1 },
        ),
        plot.dot(ends, { x: "step", y: "value", symbol: "times", stroke: quiet, r: 3 }),
        plot.line(points.filter(isLeading), { ...line, stroke: accent, strokeOpacity: 0.9, strokeWidth: 1.6 }),
      ],
    }),
  };
};
