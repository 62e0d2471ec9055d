import { formatRequirement, requirementVerdict } from "../measured-quantity.ts";
import { oneLine } from "../one-line.ts";
import type { RunReport } from "../run-report.ts";
import { alignedTable } from "./aligned-table.ts";
import { paletteOf, type TerminalOptions, usedWidth } from "./terminal-options.ts";

/**
 * The brief's requirements with what was measured, as lines of a terminal: ✔ met, ✘ missed.
 *
 * @returns text that ends without a line end; no line is longer than `options.width` (at least 40).
 */
export function requirementsTable(report: RunReport, options: TerminalOptions): string {
  const palette = paletteOf(options);
  const width = usedWidth(options);
  if (report.requirements.length === 0) return `  ${palette.quiet("The brief sets no requirements.")}`;
  const rows = report.requirements.map((requirement) => {
    const paint = requirement.met ? palette.good : palette.bad;
    return [
      { text: requirement.met ? "✔" : "✘", paint },
      { text: oneLine(requirement.name), ...(requirement.met ? {} : { paint: palette.strong }) },
      { text: formatRequirement(report, requirement) },
      { text: oneLine(requirementVerdict(requirement)), paint: requirement.met ? palette.quiet : palette.bad },
    ];
  });
  const columns = [
    { title: "" },
    { title: "requirement", least: 16, wrap: true },
    { title: "measured", wrap: true },
    { title: "", least: 12, wrap: true, drop: 1 },
  ];
  return alignedTable(columns, rows, { width, paintHead: palette.quiet }).join("\n");
}
