import type { DeclaredSystem } from "../system/index.ts";
import { openChartRenderer } from "./charts/chart-renderer.ts";
import { buildDocument } from "./document/build-document.ts";
import { htmlOf } from "./document/html.ts";
import type { RunReport } from "./run-report.ts";

/** What may be added to a design document. */
export interface DesignExtras {
  /** Other runs of the same system, for a short history. */
  readonly earlier?: readonly RunReport[];
}

/**
 * The design document of a run as one HTML page: no script, no request to anywhere, light and dark, fit for print and phones.
 * The plotting library is loaded when this is called, not before.
 *
 * @example await writeFile("design.html", await writeDesignHtml(system, report));
 */
export async function writeDesignHtml(system: DeclaredSystem, report: RunReport, extras: DesignExtras = {}): Promise<string> {
  return htmlOf(buildDocument(system, report, extras.earlier), await openChartRenderer());
}
