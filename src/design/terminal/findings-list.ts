import { oneLine } from "../one-line.ts";
import type { Finding, RunReport } from "../run-report.ts";
import { type Palette, paletteOf, type TerminalOptions, usedWidth } from "./terminal-options.ts";
import { wrapToWidth } from "./text-width.ts";

const order: Readonly<Record<Finding["severity"], number>> = { problem: 0, warning: 1, idea: 2 };
const marks: Readonly<Record<Finding["severity"], string>> = { problem: "✘", warning: "!", idea: "○" };

/** Findings with the gravest first. */
export function sortedFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => order[a.severity] - order[b.severity]);
}

/**
 * What the run found, each with its evidence and the next step, as lines of a terminal.
 *
 * @returns text that ends without a line end; no line is longer than `options.width` (at least 40).
 */
export function findingsList(report: RunReport, options: TerminalOptions): string {
  const palette = paletteOf(options);
  const width = usedWidth(options);
  if (report.findings.length === 0) return `  ${palette.quiet("Nothing stood out.")}`;
  return sortedFindings(report.findings)
    .map((finding) => findingLines(finding, palette, width).join("\n"))
    .join("\n\n");
}

function findingLines(finding: Finding, palette: Palette, width: number): string[] {
  const paint = finding.severity === "problem" ? palette.bad : finding.severity === "warning" ? palette.warning : palette.strong;
  const block = (text: string, first: string, style: (text: string) => string) =>
    wrapToWidth(oneLine(text), width - 4).map((line, index) => `${index === 0 ? first : "    "}${style(line)}`);
  return [
    ...block(finding.title, `  ${paint(marks[finding.severity])} `, palette.strong),
    ...block(finding.evidence, "    ", palette.quiet),
    ...wrapToWidth(oneLine(finding.next), width - 6).map((line, index) => `    ${index === 0 ? "→" : " "} ${line}`),
  ];
}
