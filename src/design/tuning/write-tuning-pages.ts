import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openChartRenderer } from "../charts/chart-renderer.ts";
import { htmlOf } from "../document/html.ts";
import { pageColours } from "../document/page-style.ts";
import { oneLine } from "../one-line.ts";
import { slug } from "./charts/tuning-chart.ts";
import { tuningCharts } from "./charts/tuning-charts.ts";
import type { TuningReport } from "./tuning-report.ts";
import { tuningSection } from "./tuning-section.ts";

/** A picture that stands alone: with its colours, light and dark, and a background. */
function standAlone(svg: string): string {
  const style = `<style>${pageColours} svg { background: var(--paper); color: var(--ink); font-family: system-ui, sans-serif; }</style>`;
  const named = svg.includes("xmlns=") ? svg : svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');
  return named.replace(/<svg([^>]*)>/, `<svg$1>${style}`);
}

/**
 * Writes the pictures of studies: for each a folder with one page and a file per picture.
 * @returns the pages, in the order of the reports.
 */
export async function writeTuningPages(folder: string, reports: readonly TuningReport[]): Promise<string[]> {
  const draw = await openChartRenderer();
  const pages: string[] = [];
  for (const report of reports) {
    const place = join(folder, slug(report.system), slug(report.candidate));
    await mkdir(place, { recursive: true });
    const warning = report.data.simulated ? { warning: `Simulated data (${oneLine(report.data.source)}): settings for made-up rows.` } : {};
    const page = htmlOf(
      {
        title: `Tuning ${oneLine(report.candidate)}`,
        subtitle: `${oneLine(report.system)}, study ${report.study}`,
        ...warning,
        sections: [tuningSection(report)],
      },
      draw,
    );
    await writeFile(join(place, "index.html"), page);
    for (const chart of tuningCharts(report)) {
      const kind = chart.id.replace("chart-tuning-", "").replace(`-${slug(report.candidate)}`, "");
      await writeFile(join(place, `${kind}.svg`), standAlone(draw(chart, "wide")));
    }
    pages.push(join(place, "index.html"));
  }
  return pages;
}
