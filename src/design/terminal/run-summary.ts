import { formatCount, formatSeconds } from "../format-number.ts";
import { formatMetric } from "../measured-quantity.ts";
import { oneLine } from "../one-line.ts";
import { exampleNoun } from "../questions/catalogue-answers.ts";
import type { RunReport } from "../run-report.ts";
import { chosenSentence, requirementSentence, simulatedWarning } from "../verdict.ts";
import { alignedTable } from "./aligned-table.ts";
import { findingsList } from "./findings-list.ts";
import { ladderTable } from "./ladder-table.ts";
import { requirementsTable } from "./requirements-table.ts";
import { paletteOf, type TerminalOptions, usedWidth } from "./terminal-options.ts";
import { wrapToWidth } from "./text-width.ts";

/**
 * Everything that a run says at its end: what was chosen, the ladder, quality on test, requirements, findings.
 * Simulated data are named in the first line.
 *
 * @returns text that ends without a line end; no line is longer than `options.width` (at least 40).
 */
export function runSummary(report: RunReport, options: TerminalOptions): string {
  const palette = paletteOf(options);
  const width = usedWidth(options);
  const block = (text: string, paint: (text: string) => string) => wrapToWidth(text, width - 2).map((line) => `  ${paint(line)}`);
  const heading = (text: string) => ["", `  ${palette.strong(text)}`, ""];
  const warning = simulatedWarning(report);
  const rows = `${formatCount(report.data.rows)} rows from ${oneLine(report.data.source)}, seed ${report.seed}, ${formatSeconds(report.seconds)}`;
  const missed = report.requirements.some((requirement) => !requirement.met);
  return [
    ...(warning === undefined ? [] : block(warning, palette.warning)),
    ...block(oneLine(report.title), palette.strong),
    ...block(rows, palette.quiet),
    ...heading("Ladder"),
    ladderTable(report, options),
    ...heading(`Quality on test ${exampleNoun(report)}`),
    testTable(report, options),
    ...heading("Requirements"),
    requirementsTable(report, options),
    ...heading("Findings"),
    findingsList(report, options),
    "",
    ...block(chosenSentence(report), palette.strong),
    ...block(requirementSentence(report), missed ? palette.bad : palette.good),
  ].join("\n");
}

/** Every metric of the chosen candidate on test rows, as lines of a terminal. */
function testTable(report: RunReport, options: TerminalOptions): string {
  const palette = paletteOf(options);
  const rows = report.metrics.flatMap((metric) => {
    const score = report.test[metric.name];
    if (score === undefined) return [];
    return [
      [
        { text: metric.name },
        { text: formatMetric(report, metric.name, score) },
        { text: oneLine(metric.definition), paint: palette.quiet },
      ],
    ];
  });
  const columns = [{ title: "", least: 12 }, { title: "" }, { title: "", least: 40, wrap: true, drop: 1 }];
  return alignedTable(columns, rows, { width: usedWidth(options) }).join("\n");
}
