import type { ParameterValues } from "../../modeling/index.ts";
import type { Evaluation } from "./trial-evaluation.ts";

/** What an evaluator in another thread or process is told. */
export type ToEvaluator =
  | { readonly type: "evaluate"; readonly id: number; readonly values?: ParameterValues }
  | { readonly type: "stop"; readonly id: number };

/** What it answers. */
export type FromEvaluator =
  | { readonly type: "ready" }
  | { readonly type: "report"; readonly id: number; readonly step: number; readonly value: number }
  | { readonly type: "measured"; readonly id: number; readonly evaluation: Evaluation }
  | { readonly type: "failed"; readonly id: number; readonly reason: string };

/** The evaluator's side of a thread or process. */
export interface EvaluatorPort {
  send(message: FromEvaluator): void;
  onMessage(handler: (message: ToEvaluator) => void): void;
}

/** The caller's side: a thread or a process that evaluates. */
export interface EvaluatorChannel {
  send(message: ToEvaluator): void;
  onMessage(handler: (message: FromEvaluator) => void): void;
  /** Called once, when it is gone, with why. */
  onEnd(handler: (reason: string) => void): void;
  kill(): void;
}
