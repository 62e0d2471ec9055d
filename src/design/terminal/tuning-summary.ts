import { decimalsFor, formatCount, formatNumber, formatSeconds, formatShare } from "../format-number.ts";
import { oneLine } from "../one-line.ts";
import { bestSoFar, rankedTrials } from "../tuning/best-so-far.ts";
import { formatParameters } from "../tuning/format-parameters.ts";
import type { TuningReport, TuningTrial } from "../tuning/tuning-report.ts";
import { type AlignedCell, type AlignedColumn, alignedTable } from "./aligned-table.ts";
import { stepCurve } from "./step-curve.ts";
import { paletteOf, type TerminalOptions, usedWidth } from "./terminal-options.ts";
import { wrapToWidth } from "./text-width.ts";

/** Trials that the summary lists. */
const shownTrials = 5;

/** Decimals that tell the best trials of a study apart. */
export function tuningDecimals({ trials, objectives: [objective], standardError = 0 }: TuningReport): number {
  const values = objective === undefined ? [] : rankedTrials(trials, objective).slice(0, 20);
  const shown = values.map((trial) => trial.values[0] ?? Number.NaN);
  // Settings near the best differ in the fourth digit.
  const usual = decimalsFor(shown) === 3 ? 4 : decimalsFor(shown);
  return standardError > 0 ? Math.max(usual, Math.min(6, 1 - Math.floor(Math.log10(standardError)))) : usual;
}

/** How many trials were completed, given up or failed, with what it cost. */
export function tuningCost({ trials, seconds, pruner }: TuningReport): string {
  const count = (state: TuningTrial["state"]): number => trials.filter((trial) => trial.state === state).length;
  const pruned = pruner === "none" ? "" : `, ${formatCount(count("pruned"))} given up early`;
  const failed = count("failed") === 0 ? "" : `, ${formatCount(count("failed"))} failed`;
  return `${formatCount(count("complete"))} trials completed${pruned}${failed}; ${formatSeconds(seconds)} of work in all`;
}

function trialRows(report: TuningReport, options: TerminalOptions): AlignedCell[][] {
  const palette = paletteOf(options);
  const { objectives, trials, chosen, standard } = report;
  const [objective] = objectives;
  const decimals = tuningDecimals(report);
  const ranked = objective === undefined ? [] : rankedTrials(trials, objective).slice(0, shownTrials);
  const taken = trials.find(({ number }) => number === chosen?.number);
  const listed = taken === undefined || ranked.includes(taken) ? ranked : [...ranked, taken];
  const beside = (values: readonly number[]): AlignedCell[] => values.slice(1).map((value) => ({ text: formatNumber(value) }));
  const rows = listed.map((trial): AlignedCell[] => {
    const paint = trial.number === chosen?.number ? { paint: palette.chosen } : {};
    return [
      { text: `${trial.number === chosen?.number ? "▸" : " "} trial ${trial.number}`, ...paint },
      { text: formatNumber(trial.values[0] ?? Number.NaN, decimals), ...paint },
      ...beside(trial.values),
      { text: formatParameters(trial.parameters), ...paint },
    ];
  });
  if (standard === undefined) return rows;
  const declared = [{ text: "  declared" }, { text: formatNumber(standard.values[0] ?? Number.NaN, decimals) }, ...beside(standard.values)];
  return [...rows, [...declared, { text: "" }].map((cell) => ({ ...cell, paint: palette.quiet }))];
}

function trialTable(report: TuningReport, options: TerminalOptions): string[] {
  const columns: AlignedColumn[] = [
    { title: "" },
    ...report.objectives.map(({ name }): AlignedColumn => ({ title: name, align: "right" })),
    { title: "", least: 20, wrap: true },
  ];
  return alignedTable(columns, trialRows(report, options), { width: usedWidth(options), paintHead: paletteOf(options).quiet });
}

function importanceLines({ importance }: TuningReport, options: TerminalOptions): string[] {
  if (importance === undefined) return [];
  const palette = paletteOf(options);
  const rows = importance.parameters.map(({ name, share }) => [
    { text: oneLine(name) },
    { text: "█".repeat(Math.round(share * Math.min(24, usedWidth(options) - 32))) || "▏", paint: palette.chosen },
    { text: formatShare(share) },
  ]);
  return [
    "",
    ...wrapToWidth("What the quality depends on (share of its variance)", usedWidth(options) - 2).map((line) => `  ${palette.quiet(line)}`),
    ...alignedTable([{ title: "", least: 8 }, { title: "" }, { title: "", align: "right" }], rows, { width: usedWidth(options) }),
  ];
}

/** What is left of the gain once the luck of the search is taken out, in a sentence. */
export function optimismSentence(report: TuningReport): string | undefined {
  const { optimism, objectives, chosen, standard } = report;
  const [objective] = objectives;
  if (optimism === undefined || chosen === undefined || objective === undefined) return undefined;
  const decimals = tuningDecimals(report);
  const luck = formatNumber(optimism.value, decimals);
  const share = Number(luck) === 0 ? "next to nothing" : `about ${luck}`;
  const declared = standard?.values[0];
  const found = chosen.values[0] ?? Number.NaN;
  const isBettered = declared !== undefined && (objective.direction === "minimize" ? found < declared : found > declared);
  const beside =
    declared === undefined ? "" : `; declared: ${formatNumber(declared, decimals)}${isBettered ? "" : ", which it does not better"}`;
  return `Being the best of many flatters: ${share} of it is luck of the search, ${objective.name} ${formatNumber(optimism.corrected, decimals)} without it${beside}.`;
}

/**
 * What tuning one candidate found, as lines of a terminal: the best trials beside the declared settings, how the best value fell or
 * rose, what it depends on, and what it cost.
 * @returns text that ends without a line end; no line is longer than `options.width` (at least 40).
 */
export function tuningSummary(report: TuningReport, options: TerminalOptions): string {
  const palette = paletteOf(options);
  const width = usedWidth(options);
  const block = (text: string, paint: (text: string) => string) => wrapToWidth(text, width - 2).map((line) => `  ${paint(line)}`);
  const [objective] = report.objectives;
  const warning = report.data.simulated ? block("SIMULATED DATA: these settings are good for made-up rows.", palette.warning) : [];
  const better = objective?.direction === "maximize" ? "higher is better" : "lower is better";
  const heading = block(`${oneLine(report.candidate)} of ${oneLine(report.system)}: ${objective?.name}, ${better}`, palette.strong);
  const curve =
    objective === undefined
      ? []
      : stepCurve(bestSoFar(report.trials, objective), { width: Math.min(width - 2, 72), height: 5, decimals: tuningDecimals(report) });
  const optimism = optimismSentence(report);
  const choice =
    report.chosen === undefined ? "No trial was completed." : `Trial ${report.chosen.number} was chosen: ${report.chosen.why}.`;
  return [
    ...warning,
    ...heading,
    ...block(report.validation, palette.quiet),
    "",
    ...trialTable(report, options),
    ...(curve.length === 0 ? [] : ["", `  ${palette.quiet("Best so far, by trial")}`, ...curve.map((line) => `  ${line}`)]),
    ...importanceLines(report, options),
    "",
    ...block(choice, palette.strong),
    ...(optimism === undefined ? [] : block(optimism, palette.quiet)),
    ...block(
      `${tuningCost(report)}. It ended because ${report.stopped}. Sampler ${report.sampler}, pruner ${report.pruner}.`,
      palette.quiet,
    ),
  ].join("\n");
}
