import type { Table } from "../../data/index.ts";
import type { FitProgress } from "../estimator.ts";

/** The things that can be found, in the order of their codes. */
export interface Catalogue {
  /** Ids by code, each once. */
  readonly ids: readonly string[];
  /** What is known of each, a row per code; absent where nothing is known but the id. */
  readonly table?: Table;
}

/** Who or what asks, in the order of their codes. */
export interface Askers {
  readonly ids: readonly string[];
}

/** What happened: rows of "this asker had to do with this item", oldest first where there are times. */
export interface Events {
  /** Codes of askers (users, nodes, queries), length rows. */
  readonly askers: Int32Array;
  /** Codes of items, length rows. */
  readonly items: Int32Array;
  /** Strength of each event; 1 where absent. */
  readonly weight?: Float64Array;
  /** Moments in milliseconds since 1970, or any number that grows; absent where order is not known. */
  readonly times?: Float64Array;
  /** The rows themselves, for learners that read their context (hour, place, text of the query). */
  readonly table?: Table;
}

/** What a finder learns from. */
export interface FinderExamples {
  readonly catalogue: Catalogue;
  readonly askers: Askers;
  readonly events: Events;
  /** Askers are items of the same catalogue: their codes are item codes, and an asker is never its own answer. */
  readonly sameIds?: boolean;
  /** Other things that happened, by name (purchases beside views); their items are codes of the same catalogue. */
  readonly related?: Readonly<Record<string, RelatedEvents>>;
}

/** Events of another kind about the same items, with askers of their own. */
export interface RelatedEvents {
  readonly askers: Askers;
  readonly events: Events;
}

/** One question: everything that is known at the moment of asking. */
export interface FindRequest {
  /** Code of the asker; -1 where it was never seen in training. */
  readonly asker: number;
  /** Codes of the items that the asker had to do with, oldest first; a node's neighbours in a graph. */
  readonly history: Int32Array;
  /** Of each item of the history, where times are known. */
  readonly historyTimes?: Float64Array;
  /** Columns of the request itself (text, hour, place), by name. */
  readonly context?: Readonly<Record<string, unknown>>;
}

/** How much is asked for, and of what. */
export interface FindOptions {
  /** Length of each list, from 1. */
  readonly k: number;
  /** Whether an item may be answered to a request; all may where absent. Filters go before the cut at k. */
  readonly allow?: (item: number, request: FindRequest) => boolean;
}

/** Ranked lists, best first, a row for each request. */
export interface RankedLists {
  readonly k: number;
  /** Item codes, row-major [requests, k]; -1 where a list is shorter. */
  readonly items: Int32Array;
  /** Scores of the same items, higher is better; NaN where a list is shorter. Ties are broken by a seeded order, never by the code itself. */
  readonly scores: Float64Array;
  /** What the steps of finding took, in order, where there are several. */
  readonly stages?: readonly StageTime[];
}

/** How long one step took. */
export interface StageTime {
  readonly stage: string;
  readonly ms: number;
}

/** Why an item was answered: a sentence for people, and the items of the history that speak for it. */
export interface Reason {
  readonly sentence: string;
  readonly because?: readonly number[];
}

/** Numbers of a finder, by name, as they are saved (safetensors); `settings` is plain JSON. */
export interface SavedFinder {
  readonly kind: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly tensors: Readonly<Record<string, Float32Array | Float64Array | Int32Array | Uint8Array>>;
}

/** What a finder's fit may use beside its examples. */
export interface FinderContext {
  readonly seed: number;
  /** Held-out questions with what was right, for stopping early and for choosing settings; never learned from. */
  readonly validation?: { readonly requests: readonly FindRequest[]; readonly relevant: readonly Int32Array[] };
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: FitProgress) => void;
}

/** Settings of a learner that finds items of a catalogue. Immutable; fitting returns something else. */
export interface Finder<Model extends FittedFinder = FittedFinder> {
  /** "item_neighbors" */
  readonly name: string;
  /** Plain data: what was chosen, for the ledger. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** @throws MODELING_… on examples that it cannot learn from. */
  fit(examples: FinderExamples, context: FinderContext): Promise<Model>;
  /**
   * Makes a model of what its `save` gave, whose `kind` is then the finder's name; only finders need it that are not in the registry, because
   * a system brings them.
   */
  restore?(saved: SavedFinder): Model;
}

/** A finder that has learned. */
export interface FittedFinder {
  readonly name: string;
  /** A list for each request. An asker without history gets what the learner holds to be best for strangers, or an empty list. */
  find(requests: readonly FindRequest[], options: FindOptions): RankedLists;
  /** Scores of given items for one request, higher is better, on the scale of `find`. */
  score(request: FindRequest, items: Int32Array): Float64Array;
  /** P(right) of given items for one request, in [0, 1]; where the finder has learned what its scores mean. */
  probabilities?(request: FindRequest, items: Int32Array): Float64Array;
  explain?(request: FindRequest, item: number): Reason;
  /** The same model after more events, without learning anew; the model itself stays as it is. */
  update?(events: Events): FittedFinder;
  save(): SavedFinder;
  /** Counts and chosen settings, for the design document. */
  readonly learned: Readonly<Record<string, number | string>>;
}
