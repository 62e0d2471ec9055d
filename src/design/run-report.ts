import type { ColumnProfile } from "../data/index.ts";
import type { ListTaskKind, TaskKind } from "../modeling/index.ts";
import type { Requirement } from "../setup/index.ts";
import type { TuningReport } from "./tuning/tuning-report.ts";

/** A value with its 95 % bootstrap interval. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Metric name → value with interval. */
export type Scores = Readonly<Record<string, Interval>>;

/** What a list of so many candidates took: medians over many lists, one after another in one process. */
export interface ListOfSize {
  readonly candidates: number;
  /** From the request's columns to the scores. */
  readonly milliseconds: number;
  /** The part of them that went into columns derived beside the graph. */
  readonly derivingMilliseconds: number;
  /** What JavaScript allocated for the list, in bytes. */
  readonly allocatedBytes: number;
}

/** What ordering a list costs. */
export interface ListCost {
  /** Arithmetic operations and comparisons of the graph for each candidate, counted from its nodes. */
  readonly operationsPerCandidate: number;
  /** Bytes of the graph's values for each candidate, counted from its nodes. */
  readonly graphBytesPerCandidate: number;
  readonly sizes: readonly ListOfSize[];
}

/** One line of the ladder. */
export interface LadderEntry {
  readonly candidate: string;
  readonly rung: "random" | "heuristic" | "human" | "simple" | "complex";
  readonly validation: Scores;
  readonly seconds: number;
  /** Rows that it answered, where that is not all of them (people judge a few). */
  readonly rows?: number;
  /** Primary metric minus that of the best candidate on a lower rung, on the same rows (paired bootstrap); absent on the first. */
  readonly gain?: Interval & { readonly over: string };
  /** Median microseconds per row when it predicts single rows; absent where it is not a graph. */
  readonly latencyMicroseconds?: number;
  /** Where candidates of a query are ranked: what a list costs. */
  readonly listCost?: ListCost;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly learned: Readonly<Record<string, number | string>>;
  readonly why?: string;
  /** Why it was not chosen, or that it was. */
  readonly verdict: string;
  /** For settings that were found by tuning: the declared ones beside them, on the same rows, and what finding them cost. */
  readonly tuned?: {
    readonly over: string;
    readonly study: string;
    /** Primary metric minus that of the declared settings (paired bootstrap). */
    readonly gain: Interval;
    readonly trials: number;
    readonly seconds: number;
  };
}

/** Quality on one group of test rows. */
export interface SliceScores {
  readonly by: string;
  readonly is: string;
  readonly rows: number;
  readonly scores: Scores;
}

/** One requirement, measured. */
export interface RequirementResult extends Pick<Requirement, "name"> {
  readonly measured: number;
  readonly bound: number;
  readonly met: boolean;
  readonly low?: number;
  readonly high?: number;
  /** Why it could not be measured; then `met` is false. */
  readonly problem?: string;
}

/** What the events of a catalogue are like. */
export interface CatalogueFacts {
  readonly items: number;
  readonly askers: number;
  /** Quantiles (minimum, quartiles, maximum) of the training events of an asker that has any. */
  readonly eventsOfAsker: readonly number[];
  /** Items with no training event, as a share of all. */
  readonly unseenItems: number;
  /** Share of the training events that the most popular tenth of the items has. */
  readonly popularTenth: number;
  /** Test questions whose asker has no known event, as a share of all. */
  readonly newAskers: number;
  /** Right answers of test that have no training event, as a share of all. */
  readonly newAnswers: number;
}

/** Something worth a person's attention, with the evidence and the next step. */
export interface Finding {
  readonly severity: "problem" | "warning" | "idea";
  readonly title: string;
  readonly evidence: string;
  readonly next: string;
}

/** Everything that one run measured: the source of the design document and, shortened, of `run --json`. */
export interface RunReport {
  readonly run: string;
  readonly system: string;
  readonly title: string;
  readonly seed: number;
  readonly startedAt: string;
  readonly seconds: number;
  readonly versions: Readonly<Record<string, string>>;
  readonly task: {
    readonly kind: TaskKind | ListTaskKind;
    readonly target: string;
    /** Empty where answers are numbers or lists. */
    readonly classes: readonly string[];
  };
  readonly metrics: readonly {
    readonly name: string;
    readonly direction: "maximize" | "minimize";
    readonly definition: string;
    readonly unit?: string;
  }[];
  readonly data: {
    readonly source: string;
    readonly simulated: boolean;
    readonly fingerprint: string;
    readonly rows: number;
    /** Size of the rows in memory, in megabytes. */
    readonly megabytes?: number;
    readonly ignoredColumns: readonly string[];
    readonly split: {
      readonly description: string;
      readonly train: number;
      readonly validation: number;
      readonly test: number;
      readonly final: number;
    };
    readonly leaks: readonly { readonly check: string; readonly found: string; readonly rows: number }[];
    /** Truth in the training rows: counts by class, or quantiles of the value; absent for lists. */
    readonly target?: Readonly<Record<string, number>>;
    /** For lists: who asks, for what, and how unevenly. */
    readonly catalogue?: CatalogueFacts;
    readonly profile: readonly ColumnProfile[];
  };
  readonly ladder: readonly LadderEntry[];
  readonly chosen: string;
  readonly test: Scores;
  readonly slices: readonly SliceScores[];
  readonly requirements: readonly RequirementResult[];
  /** Of single requests, `rows` of them; a request is a row, or the list of a query where candidates are ranked. */
  readonly latency: { readonly p50Ms: number; readonly p99Ms: number; readonly rows: number };
  readonly peakMemoryMegabytes: number;
  readonly curves: {
    /** Share of the training rows → primary metric on validation. */
    readonly learning?: readonly { readonly rows: number; readonly value: number }[];
    /** Validation: mean predicted probability and observed share per bin. */
    readonly reliability?: readonly { readonly predicted: number; readonly observed: number; readonly rows: number }[];
    /** Binary: threshold → expected cost per row on validation. */
    readonly cost?: readonly { readonly threshold: number; readonly cost: number }[];
    readonly precisionRecall?: readonly { readonly recall: number; readonly precision: number }[];
    /** Regression: predicted against true on test, at most 500 points. */
    readonly scatter?: readonly { readonly truth: number; readonly predicted: number }[];
  };
  /** Binary: P at which costs are lowest on validation. */
  readonly threshold?: number;
  /** Counts [true class][predicted class] on test; the most frequent 30 classes. */
  readonly confusion?: { readonly classes: readonly string[]; readonly counts: readonly (readonly number[])[] };
  /** What is lost on validation without each group of features. */
  readonly ablation?: readonly { readonly group: string; readonly change: Interval }[];
  /** The most confident errors on validation. */
  readonly errors?: readonly {
    readonly row: Readonly<Record<string, unknown>>;
    readonly truth: string;
    readonly predicted: string;
    readonly confidence: number;
  }[];
  readonly package: {
    readonly path: string;
    readonly id: string;
    readonly megabytes: number;
    readonly parity: { readonly rows: number; readonly largestDifference: number };
  };
  readonly findings: readonly Finding[];
  /** What values are counted in: the costs' currency, the target's unit. */
  readonly units?: { readonly currency?: string; readonly target?: string };
  /** How to make this run again, as typed in a shell; derived from system and seed where absent. */
  readonly command?: string;
  /** What tuning found for the candidates of this ladder. */
  readonly tuning?: readonly TuningReport[];
  /** Checks of the training itself (initial loss, a small batch learned by heart, …), where they were made. */
  readonly trainingChecks?: readonly { readonly check: string; readonly passed: boolean; readonly found: string }[];
}
