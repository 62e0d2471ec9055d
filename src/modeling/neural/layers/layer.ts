import type { Graph, Value } from "../../../onnx/index.ts";
import type { Fan, InitializerName } from "../initializer.ts";

/** A number that is learned: its name within its layer, its shape and how it starts. */
export interface ParameterSettings {
  readonly shape: readonly number[];
  readonly initializer: InitializerName;
  /** Numbers per output and outputs per number, for initialisers that scale by them. */
  readonly fan: Fan;
  /** Whether weight decay shrinks it; true unless told. Biases, scales and shifts are left alone. */
  readonly decay?: boolean;
}

/** A number that training keeps up to date without learning it, such as a running mean. */
export interface Memory {
  readonly value: Value;
  /** Sets what it will be in the next step; does nothing in the graph that serves. */
  update(next: Value): void;
}

/** What a layer may ask for while it adds its nodes. The same calls in the same order give the same names in every graph. */
export interface LayerScope {
  readonly graph: Graph;
  /** True in the graph that trains: dropout drops, and batch normalisation looks at the batch. */
  readonly training: boolean;
  /** A learned number: an input of the graph that trains, a constant of the one that serves. */
  parameter(name: string, settings: ParameterSettings): Value;
  /** A kept number that starts as `initial` everywhere. */
  memory(name: string, shape: readonly number[], initial: number): Memory;
  /** Random int32 that are others in every step and every call; only in the graph that trains. */
  randomBits(shape: readonly number[]): Value;
  /** Runs `build` with a label in front of all names; labels are counted, so that "dense" becomes "dense1", "dense2", … */
  within<Result>(label: string, build: () => Result): Result;
}

/** One step of a network: adds its nodes to the graph of what it is given. */
export interface Layer {
  /** "dense" */
  readonly kind: string;
  /** @throws ONNX_SHAPE_MISMATCH naming layer and shapes where x does not fit. */
  build(x: Value, scope: LayerScope): Value;
}
