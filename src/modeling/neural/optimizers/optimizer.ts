import type { Value } from "../../../onnx/index.ts";

/** What an optimiser keeps per parameter, such as a momentum. */
export interface OptimizerState {
  readonly value: Value;
  update(next: Value): void;
}

/** One parameter in one step. */
export interface OptimizerCall {
  readonly parameter: Value;
  readonly gradient: Value;
  /** Learning rate of this step, float32 []. */
  readonly rate: Value;
  /** Number of this step, from 1: float32 []. */
  readonly time: Value;
  /** Whether weight decay applies. */
  readonly decay: boolean;
  /** A number per element of the parameter that lives from step to step and starts at 0. */
  state(name: string): OptimizerState;
}

/** How gradients move parameters, as nodes of the graph that trains. */
export interface Optimizer {
  /** "adam_w" */
  readonly name: string;
  /** Plain data, for the ledger. */
  readonly settings: Readonly<Record<string, number | boolean>>;
  /** The parameter's next value. */
  step(call: OptimizerCall): Value;
}
