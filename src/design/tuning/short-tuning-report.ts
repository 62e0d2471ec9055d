import type { TuningReport } from "./tuning-report.ts";

/** What `tune --json` prints of a study: stable names, numbers as they were measured. */
export interface ShortTuningReport extends Omit<TuningReport, "parameters" | "importance" | "trials"> {
  readonly trials: { readonly complete: number; readonly pruned: number; readonly failed: number };
  /** Share of the variance that each parameter explains. */
  readonly importance: Readonly<Record<string, number>>;
}

/** A tuning report shortened to the object that programs read. */
export function shortTuningReport(report: TuningReport): ShortTuningReport {
  const { parameters: _, importance, trials, ...rest } = report;
  const count = (state: string): number => trials.filter((trial) => trial.state === state).length;
  return {
    ...rest,
    trials: { complete: count("complete"), pruned: count("pruned"), failed: count("failed") },
    importance: Object.fromEntries(importance?.parameters.map(({ name, share }) => [name, share]) ?? []),
  };
}
