import type { TrialOutcome } from "../../ledger/index.ts";
import type { Direction, ParameterValues } from "../../modeling/index.ts";
import type { MillEvent } from "../events.ts";

/** A number that trials are compared by. */
export interface NamedObjective {
  readonly name: string;
  readonly direction: Direction;
  /** What it is counted in, where that is worth saying. */
  readonly unit?: string;
}

/** What tuning says while it works, beside what the mill says. */
export type TuningEvent =
  | MillEvent
  | {
      readonly type: "study";
      readonly study: string;
      readonly candidate: string;
      readonly place: string;
      /** Trials that an earlier call has left. */
      readonly known: number;
      readonly most: number;
      readonly workers: number;
      readonly objectives: readonly NamedObjective[];
    }
  | { readonly type: "standard"; readonly candidate: string; readonly values: readonly number[]; readonly seconds: number }
  | { readonly type: "trial-start"; readonly number: number; readonly parameters: ParameterValues; readonly worker: string }
  | { readonly type: "trial-report"; readonly number: number; readonly step: number; readonly value: number }
  | {
      readonly type: "trial-end";
      readonly number: number;
      readonly parameters: ParameterValues;
      readonly outcome: TrialOutcome;
      readonly seconds: number;
    }
  | { readonly type: "study-end"; readonly candidate: string; readonly why: string };
