import type { DataTable } from "../document/data-table.ts";

/** The plotting library, loaded only when a chart is drawn. */
export type PlotLibrary = typeof import("@observablehq/plot");
export type PlotOptions = import("@observablehq/plot").PlotOptions;

/** One chart: what it shows in words and numbers, and how to draw it at a width in pixels. */
export interface Chart {
  /** Kebab case, unique in the document. */
  readonly id: string;
  readonly title: string;
  /** What is seen, for those who do not see it; one or two sentences. */
  readonly description: string;
  /** The same as lines of characters, for Markdown. */
  readonly picture?: string;
  /** The numbers behind it. */
  readonly table?: DataTable;
  readonly draw: (plot: PlotLibrary, width: number) => PlotOptions;
}
