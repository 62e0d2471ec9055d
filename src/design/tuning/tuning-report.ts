import type { Direction, Parameters, ParameterValues } from "../../modeling/index.ts";

/** A number that trials are compared by. */
export interface TuningObjective {
  readonly name: string;
  readonly direction: Direction;
  readonly unit?: string;
}

/** One trial, as pictures and tables need it. */
export interface TuningTrial {
  readonly number: number;
  readonly state: "complete" | "pruned" | "failed";
  readonly parameters: ParameterValues;
  /** One per objective; empty unless complete. */
  readonly values: readonly number[];
  /** Values on the way: after each fold, or the validation loss after some steps. */
  readonly reports: readonly { readonly step: number; readonly value: number }[];
  readonly seconds: number;
  readonly reason?: string;
}

/** How much of the quality's variation each parameter explains. */
export interface TuningImportance {
  /** Shares of the variance (fANOVA), the largest first. */
  readonly parameters: readonly { readonly name: string; readonly share: number }[];
  readonly interactions: readonly { readonly names: readonly [string, string]; readonly share: number }[];
  /** How much settings near the best differ from all tried (PED-ANOVA), in the order of `parameters`. */
  readonly nearBest: readonly { readonly name: string; readonly share: number }[];
  /** Mean of the first objective at values of a parameter, over all other settings. */
  readonly marginals: readonly {
    readonly name: string;
    readonly points: readonly { readonly value: string | number | boolean; readonly mean: number; readonly deviation: number }[];
  }[];
}

/** What tuning one candidate found: the source of its pictures, of its table and of the tuned entry on the ladder. */
export interface TuningReport {
  readonly study: string;
  readonly system: string;
  readonly candidate: string;
  readonly startedAt: string;
  readonly seed: number;
  readonly data: { readonly source: string; readonly simulated: boolean; readonly fingerprint: string };
  /** The first is what the search is for. */
  readonly objectives: readonly TuningObjective[];
  /** How trials were judged, as a sentence. */
  readonly validation: string;
  readonly sampler: string;
  readonly pruner: string;
  readonly parameters: Parameters;
  readonly trials: readonly TuningTrial[];
  /** The declared settings, judged like a trial. */
  readonly standard?: { readonly values: readonly number[] };
  /** Numbers of the best trials: one, or the Pareto front. */
  readonly best: readonly number[];
  /** The settings that the ladder takes; absent where no trial was completed. */
  readonly chosen?: {
    readonly number: number;
    readonly parameters: ParameterValues;
    readonly values: readonly number[];
    readonly why: string;
  };
  /** Standard error of the chosen trial's first value over its folds. */
  readonly standardError?: number;
  /** How much of the chosen trial's first value is luck of having been searched for, and what remains of it without. */
  readonly optimism?: { readonly value: number; readonly corrected: number };
  readonly importance?: TuningImportance;
  /** Seconds of all trials together, whoever worked on them. */
  readonly seconds: number;
  /** Why no more trials were begun. */
  readonly stopped: string;
}
