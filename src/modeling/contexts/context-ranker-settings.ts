import { MillwrightError } from "../../errors/index.ts";
import { checkChoice, checkNumber } from "../fitting/check-settings.ts";
import type { ContextCandidates } from "./context-index.ts";

/** What folds are made of. */
export const foldKinds = ["events", "contexts"] as const;

/** Settings of `contextRanker`. */
export interface ContextRankerSettings extends Partial<ContextCandidates> {
  /** Columns of the events' table, and of a request's context, that say at which moment something happens. */
  readonly columns: readonly string[];
  /** Parts of the events; each is described by the counts of the others, and learned from; 10 unless told. */
  readonly folds?: number;
  /**
   * What folds keep together: "events", the usual, single ones; "contexts" all of an asker in one context. The latter where the events'
   * uses were added up by context: there an item never comes twice in a context, and trees would learn that it cannot.
   */
  readonly apart?: (typeof foldKinds)[number];
  /** Events that are learned from at most; 40,000 unless told. */
  readonly events?: number;
  /** Items that the asker does not use, for each event, at most; 15 unless told. */
  readonly negatives?: number;
  /** Trees; 150 unless told. */
  readonly rounds?: number;
  /** Leaves of each tree; 31 unless told. */
  readonly leaves?: number;
  /** Learning rate of the trees; 0.08 unless told. */
  readonly learningRate?: number;
  readonly minimumLeafRows?: number;
}

/** Every setting. */
export type FullContextRanker = Required<ContextRankerSettings>;

/** Settings with every default. @throws MODELING_SETTING_INVALID */
export function fillContextRanker(settings: ContextRankerSettings): FullContextRanker {
  const name = "context_ranker";
  const full = {
    folds: 10,
    apart: "events",
    events: 40_000,
    negatives: 15,
    rounds: 150,
    leaves: 31,
    learningRate: 0.08,
    minimumLeafRows: 50,
    popular: 80,
    companions: 60,
    ...settings,
  } as const;
  if (new Set(full.columns).size !== full.columns.length || full.columns.length === 0) {
    const problem = `${name} was given the columns ${full.columns.join(", ") || "(none)"}.`;
    throw new MillwrightError("MODELING_SETTING_INVALID", problem, "Give at least one column of the context, each once.");
  }
  checkChoice(name, "apart", full.apart, foldKinds);
  checkNumber(name, "folds", full.folds, { least: 2, most: 100, whole: true });
  for (const key of ["events", "negatives"] as const) checkNumber(name, key, full[key], { least: 1, whole: true });
  for (const key of ["popular", "companions"] as const) checkNumber(name, key, full[key], { least: 1, most: 1000, whole: true });
  return full;
}
