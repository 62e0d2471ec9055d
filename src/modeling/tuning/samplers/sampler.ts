import type { Random } from "../../../kernels/index.ts";
import type { ParameterValues, SearchSpace } from "../spaces/search-space.ts";
import type { Direction } from "../study-definition.ts";
import type { Trial } from "../trial.ts";

/** What a sampler knows when it proposes. */
export interface StudySoFar {
  readonly space: SearchSpace;
  readonly directions: readonly Direction[];
  /** Of the study: for choices that its trials share. */
  readonly seed: number;
  /** Number of the trial that is proposed for. */
  readonly number: number;
  /** Every trial so far, running ones too, by ascending number. */
  readonly trials: readonly Trial[];
  /** Trials that are planned where that is known. */
  readonly budget?: number;
  /** Trials of earlier studies; those outside the space are passed over. */
  readonly earlier?: readonly Trial[];
}

/**
 * Proposes where to look next. What it proposes is a function of the study so far and of the stream alone: state that it keeps
 * between calls may only save time.
 */
export interface Sampler {
  /** "tpe" */
  readonly name: string;
  /** Plain data: what was chosen, for the ledger. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Values within the space, its conditions and constraints kept. */
  propose(study: StudySoFar, stream: Random): ParameterValues;
}
