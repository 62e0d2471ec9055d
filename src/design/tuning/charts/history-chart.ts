import { accent, faint, ink, paper, quiet } from "../../charts/colours.ts";
import { frame, isNarrow, tickLabel } from "../../charts/frame.ts";
import { formatCount, formatNumber } from "../../format-number.ts";
import { stepCurve } from "../../terminal/step-curve.ts";
import { tuningDecimals } from "../../terminal/tuning-summary.ts";
import { bestByTrial, clampTo, valueRange } from "../value-range.ts";
import { chartId, objectiveLabel, type TuningChart } from "./tuning-chart.ts";

/** Every trial by number with the best value so far, and the declared settings as a line. */
export const historyChart: TuningChart = (report) => {
  const complete = report.trials.filter(({ state }) => state === "complete");
  if (complete.length < 2) return undefined;
  const [low, high] = valueRange(report);
  const decimals = tuningDecimals(report);
  const declared = report.standard?.values[0];
  const best = bestByTrial(report);
  const place = (value: number): number => clampTo([low, high], value);
  const pruned = report.trials.flatMap(({ number, state, reports }) => {
    const last = reports.at(-1);
    return state === "pruned" && last !== undefined && last.value >= low && last.value <= high ? [{ number, value: last.value }] : [];
  });
  const failed = report.trials.filter(({ state }) => state === "failed");
  const chosen = complete.find(({ number }) => number === report.chosen?.number);
  const steps = best.filter((point, index) => index === 0 || point.best !== best[index - 1]?.best);
  return {
    id: chartId("history", report),
    title: "How the search went",
    description: `Each dot is one of ${formatCount(complete.length)} completed trials${pruned.length > 0 ? ", each cross one that was given up early" : ""}${failed.length > 0 ? ", each mark at the bottom one that failed" : ""}; the line is the best so far${declared === undefined ? "" : ", the dashed line the declared settings"}. Values beyond the picture lie at its edge.`,
    picture: stepCurve(
      best.map((point) => point.best),
      { width: 72, height: 6, decimals },
    ).join("\n"),
    table: {
      columns: [
        { title: "trial", align: "right" },
        { title: `best ${report.objectives[0]?.name ?? ""} so far`, align: "right" },
      ],
      rows: steps.slice(-12).map((point) => [String(point.number), formatNumber(point.best, decimals)]),
    },
    draw: (plot, width) => ({
      ...frame(width, isNarrow(width) ? 260 : 320),
      marginLeft: 64,
      x: {
        label: "trial",
        tickFormat: tickLabel,
        ticks: isNarrow(width) ? 4 : 8,
        domain: [-0.5, (report.trials.at(-1)?.number ?? 1) + 0.5],
      },
      y: { label: objectiveLabel(report), domain: [low, high], ticks: 5, tickFormat: (value: number) => formatNumber(value, decimals) },
      marks: [
        plot.gridY({ stroke: faint, strokeOpacity: 1, ticks: 5 }),
        ...(declared === undefined ? [] : [plot.ruleY([declared], { stroke: ink, strokeOpacity: 0.6, strokeDasharray: "3,3" })]),
        plot.dot(pruned, { x: "number", y: "value", symbol: "times", stroke: quiet, strokeOpacity: 0.6, r: 3 }),
        plot.dot(failed, { x: "number", y: low, symbol: "times", stroke: "var(--bad)", r: 3.5, dy: -4 }),
        plot.dot(complete, {
          x: "number",
          y: (trial: (typeof complete)[number]) => place(trial.values[0] ?? Number.NaN),
          fill: accent,
          fillOpacity: 0.35,
          r: 3,
        }),
        plot.line(best, {
          x: "number",
          y: (point: (typeof best)[number]) => place(point.best),
          stroke: accent,
          strokeWidth: 2,
          curve: "step-after",
        }),
        ...(chosen === undefined
          ? []
          : [
              plot.dot([chosen], {
                x: "number",
                y: (trial) => place(trial.values[0] ?? Number.NaN),
                fill: accent,
                stroke: paper,
                strokeWidth: 1.5,
                r: 6,
              }),
            ]),
        ...(declared === undefined
          ? []
          : [
              plot.text([declared], {
                y: (value) => value,
                frameAnchor: "right",
                dy: -7,
                text: () => "declared",
                fill: quiet,
                textAnchor: "end",
              }),
            ]),
      ],
    }),
  };
};
