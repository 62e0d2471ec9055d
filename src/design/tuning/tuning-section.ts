import type { Block, Section } from "../document/blocks.ts";
import type { DataTable } from "../document/data-table.ts";
import { formatNumber } from "../format-number.ts";
import { oneLine } from "../one-line.ts";
import { optimismSentence, tuningCost, tuningDecimals } from "../terminal/tuning-summary.ts";
import { rankedTrials } from "./best-so-far.ts";
import { slug } from "./charts/tuning-chart.ts";
import { tuningCharts } from "./charts/tuning-charts.ts";
import { formatParameter, formatParameters } from "./format-parameters.ts";
import type { TuningReport } from "./tuning-report.ts";

/** Trials that the table lists. */
const listed = 8;

function trialTable(report: TuningReport): DataTable {
  const { objectives, trials, chosen, standard } = report;
  const [objective] = objectives;
  const decimals = tuningDecimals(report);
  const best = objective === undefined ? [] : rankedTrials(trials, objective).slice(0, listed);
  const taken = trials.find(({ number }) => number === chosen?.number);
  const shown = taken === undefined || best.includes(taken) ? best : [...best, taken];
  const numbers = (values: readonly number[]) => values.map((value, index) => formatNumber(value, index === 0 ? decimals : undefined));
  const rows = shown.map(({ number, values, parameters }) => [`trial ${number}`, ...numbers(values), formatParameters(parameters)]);
  const declared = standard === undefined ? [] : [["declared", ...numbers(standard.values), ""]];
  const marked = shown.findIndex(({ number }) => number === chosen?.number);
  return {
    columns: [{ title: "" }, ...objectives.map(({ name }) => ({ title: oneLine(name), align: "right" as const })), { title: "settings" }],
    rows: [...rows, ...declared],
    ...(marked < 0 ? {} : { marked }),
  };
}

/** What tuning one candidate found: the choice, what it cost, and every picture. */
export function tuningSection(report: TuningReport): Section {
  const { candidate, chosen } = report;
  const choice =
    chosen === undefined
      ? "No trial was completed."
      : `Trial ${chosen.number} was chosen: ${chosen.why}. Its settings: ${Object.entries(chosen.parameters)
          .map(([name, value]) => `${oneLine(name)} ${formatParameter(value)}`)
          .join(", ")}.`;
  const optimism = optimismSentence(report);
  const blocks: Block[] = [
    { kind: "text", text: report.validation },
    { kind: "text", text: choice },
    ...(optimism === undefined ? [] : [{ kind: "text" as const, text: optimism }]),
    {
      kind: "text",
      text: `${tuningCost(report)}. It ended because ${report.stopped}. Sampler ${report.sampler}, pruner ${report.pruner}, seed ${report.seed}, study ${report.study}.`,
    },
    { kind: "table", table: trialTable(report) },
    ...tuningCharts(report).map((chart): Block => ({ kind: "chart", chart })),
  ];
  return { id: `tuning-${slug(candidate)}`, title: `Tuning ${oneLine(candidate)}`, blocks };
}
