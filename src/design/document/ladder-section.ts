import { ladderChart } from "../charts/ladder-chart.ts";
import { decimalsFor, formatChange, formatCount, formatInterval, formatMicroseconds, formatSeconds } from "../format-number.ts";
import { primaryMetric } from "../measured-quantity.ts";
import { oneLine } from "../one-line.ts";
import { exampleNoun } from "../questions/catalogue-answers.ts";
import type { RunReport } from "../run-report.ts";
import type { Section } from "./blocks.ts";

/** Every candidate from the lowest rung to the highest, as a picture and as a table. */
export function ladderSection(report: RunReport): Section {
  const metric = primaryMetric(report);
  const decimals = decimalsFor(report.ladder.map((entry) => entry.validation[metric.name]?.value ?? Number.NaN));
  return {
    id: "ladder",
    title: "The ladder",
    blocks: [
      {
        kind: "text",
        text: `Each rung must beat the one below by more than noise (${metric.name} on ${formatCount(report.data.split.validation)} validation ${exampleNoun(report)}, paired bootstrap, 95 %) to be chosen. ${oneLine(metric.definition)}`,
      },
      { kind: "chart", chart: ladderChart(report) },
      {
        kind: "table",
        table: {
          columns: [
            { title: "rung" },
            { title: "candidate" },
            { title: metric.name, align: "right" },
            { title: "difference to the rung below", align: "right" },
            { title: "fit", align: "right" },
            { title: report.data.catalogue === undefined ? "per row" : "per list", align: "right" },
          ],
          marked: report.ladder.findIndex((entry) => entry.candidate === report.chosen),
          rows: report.ladder.map((entry) => {
            const score = entry.validation[metric.name];
            return [
              { text: entry.rung, tone: "quiet" as const },
              `${oneLine(entry.candidate)}${entry.rows === undefined ? "" : ` (${formatCount(entry.rows)} rows)`}`,
              score === undefined ? "–" : formatInterval(score, decimals),
              entry.gain === undefined ? "" : formatChange(entry.gain, decimals),
              formatSeconds(entry.seconds),
              entry.latencyMicroseconds === undefined ? "" : formatMicroseconds(entry.latencyMicroseconds),
            ];
          }),
        },
      },
      {
        kind: "list",
        items: report.ladder
          .filter((entry) => entry.verdict.trim() !== "")
          .map((entry) => `${oneLine(entry.candidate)}: ${oneLine(entry.verdict)}`),
      },
    ],
  };
}
