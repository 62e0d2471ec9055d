import type { Source } from "../data/index.ts";
import type { MillEvent } from "./events.ts";

/** How a system is run. */
export interface RunOptions {
  readonly source: Source;
  /** Every random choice follows from it. */
  readonly seed: number;
  /** Where the ledger, the runs and the models live; made where it is absent. */
  readonly directory: string;
  /** Learn these candidates only, beside the baselines. */
  readonly only?: readonly string[];
  /** Begin anew instead of resuming an unfinished run. */
  readonly fresh?: boolean;
  /** Stops after the present step; what is finished is kept, and the same call resumes. */
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: MillEvent) => void;
}
