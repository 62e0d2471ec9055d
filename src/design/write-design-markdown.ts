import type { DeclaredSystem } from "../system/index.ts";
import { buildDocument } from "./document/build-document.ts";
import { markdownOf } from "./document/markdown.ts";
import type { RunReport } from "./run-report.ts";
import type { DesignExtras } from "./write-design-html.ts";

/**
 * The design document of a run as Markdown that reads well as plain text too.
 * Simulated data are named in the first line.
 *
 * @example await writeFile("design.md", writeDesignMarkdown(system, report));
 */
export function writeDesignMarkdown(system: DeclaredSystem, report: RunReport, extras: DesignExtras = {}): string {
  return markdownOf(buildDocument(system, report, extras.earlier));
}
