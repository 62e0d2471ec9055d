import type { Backtest } from "../backtest.ts";
import { decimalsFor, formatCount, formatInterval, formatNumber } from "../format-number.ts";
import { oneLine } from "../one-line.ts";
import { type AlignedCell, alignedTable } from "./aligned-table.ts";
import { type Palette, paletteOf, type TerminalOptions, usedWidth } from "./terminal-options.ts";
import { wrapToWidth } from "./text-width.ts";

/**
 * A backtest as lines of a terminal: means over the origins, then the primary metric origin by origin.
 *
 * @returns text that ends without a line end; no line is longer than `options.width` (at least 40).
 */
export function backtestSummary(backtest: Backtest, options: TerminalOptions): string {
  const palette = paletteOf(options);
  const width = usedWidth(options);
  const note = (text: string) => wrapToWidth(text, width - 2).map((line) => `  ${line}`);
  const layout = { width, paintHead: palette.quiet };
  const better = backtest.direction === "maximize" ? "higher" : "lower";
  return [
    ...(backtest.simulated ? note(`Simulated data: ${oneLine(backtest.source)}.`) : note(oneLine(backtest.source))),
    "",
    ...note(`Means over ${backtest.origins.length} origins with 95 % intervals from drawing origins`),
    "",
    ...alignedTable(meanColumns(backtest), meanRows(backtest, palette), layout),
    "",
    ...gainLines(backtest).flatMap(note),
    "",
    ...note(`${oneLine(backtest.metric)} at each origin; ${better} is better`),
    "",
    ...alignedTable(originColumns(backtest), originRows(backtest), layout),
  ].join("\n");
}

function metricsOf(backtest: Backtest): string[] {
  return Object.keys(Object.values(backtest.mean)[0] ?? {});
}

function meanColumns(backtest: Backtest): { title: string; least: number; wrap: boolean }[] {
  return ["", ...metricsOf(backtest).map(oneLine)].map((title) => ({ title, least: 10, wrap: true }));
}

function meanRows(backtest: Backtest, palette: Palette): AlignedCell[][] {
  return Object.entries(backtest.mean).map(([name, scores]) => [
    { text: oneLine(name), paint: palette.strong },
    ...metricsOf(backtest).map((metric) => {
      const measured = scores[metric];
      return { text: measured === undefined ? "–" : formatInterval(measured, decimalsFor([measured.value])) };
    }),
  ]);
}

function gainLines(backtest: Backtest): string[] {
  return Object.entries(backtest.gain).map(([name, { over, difference }]) => {
    const sure = difference.low > 0 || difference.high < 0;
    const interval = formatInterval(difference, decimalsFor([difference.value]));
    return `${oneLine(name)} against ${oneLine(over)}: ${interval} in ${oneLine(backtest.metric)}${sure ? "" : ", which may be chance"}.`;
  });
}

function originColumns(backtest: Backtest): { title: string; least: number; align: "left" | "right"; wrap: boolean }[] {
  const titles = ["from", "learned", "judged", ...Object.keys(backtest.mean).map(oneLine)];
  return titles.map((title, index) => ({ title, least: index === 0 ? 10 : 7, align: index === 0 ? "left" : "right", wrap: true }));
}

function originRows(backtest: Backtest): AlignedCell[][] {
  const names = Object.keys(backtest.mean);
  const decimals = decimalsFor(names.map((name) => backtest.mean[name]?.[backtest.metric]?.value ?? Number.NaN));
  return backtest.origins.map(({ from, learned, judged, scores }) => [
    { text: from },
    { text: formatCount(learned) },
    { text: formatCount(judged) },
    ...names.map((name) => ({ text: formatNumber(scores[name]?.[backtest.metric] ?? Number.NaN, decimals) })),
  ]);
}
