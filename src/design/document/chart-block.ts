import type { Chart } from "../charts/chart.ts";
import type { Block } from "./blocks.ts";

/** A chart as a block; undefined where there is nothing to draw. */
export function chartBlock(chart: Chart | undefined): Block | undefined {
  return chart === undefined ? undefined : { kind: "chart", chart };
}
