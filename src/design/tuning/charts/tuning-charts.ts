import type { Chart } from "../../charts/chart.ts";
import type { TuningReport } from "../tuning-report.ts";
import { contourChart } from "./contour-chart.ts";
import { historyChart } from "./history-chart.ts";
import { importanceChart } from "./importance-chart.ts";
import { intermediateChart } from "./intermediate-chart.ts";
import { parallelChart } from "./parallel-chart.ts";
import { paretoChart } from "./pareto-chart.ts";
import { sliceChart } from "./slice-charts.ts";

/** Every picture of a study that has something to show, in the order in which they are read. */
export function tuningCharts(report: TuningReport): Chart[] {
  const kinds = [historyChart, paretoChart, importanceChart, sliceChart, contourChart, parallelChart, intermediateChart];
  return kinds.map((draw) => draw(report)).filter((chart) => chart !== undefined);
}
