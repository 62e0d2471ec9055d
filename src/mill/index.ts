export { type BacktestOptions, backtest } from "./backtest.ts";
export type { MillEvent } from "./events.ts";
export { type LabelledRows, type PreparedData, prepareData } from "./prepare-data.ts";
export { runKeyOf } from "./run-key.ts";
export { type RunOptions, runSystem } from "./run-system.ts";
