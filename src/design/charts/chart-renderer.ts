import type { Chart } from "./chart.ts";
import { chartWidths } from "./frame.ts";

/** Draws a chart as an SVG element, in text, at a width. */
export type ChartRenderer = (chart: Chart, width: keyof typeof chartWidths) => string;

const namespace = "http://www.w3.org/2000/svg";

/** Loads the plotting library and a document for it to draw in. */
export async function openChartRenderer(): Promise<ChartRenderer> {
  const [plot, { parseHTML }] = await Promise.all([import("@observablehq/plot"), import("linkedom")]);
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  return (chart, width) => {
    const svg = plot.plot({ ...chart.draw(plot, chartWidths[width]), document: document as never });
    const id = `${chart.id}-${width}`;
    // The page has these rules once; here they would be repeated in every chart.
    for (const style of svg.querySelectorAll("style")) style.remove();
    const description = document.createElementNS(namespace, "desc");
    description.setAttribute("id", `${id}-description`);
    description.textContent = chart.description;
    const title = document.createElementNS(namespace, "title");
    title.setAttribute("id", `${id}-title`);
    title.textContent = chart.title;
    svg.prepend(title as never, description as never);
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-labelledby", `${id}-title ${id}-description`);
    return svg.outerHTML;
  };
}
