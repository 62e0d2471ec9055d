import type { DataType, Dimension, Graph, Value } from "../../onnx/index.ts";
import type { Layer, LayerScope } from "./layers/layer.ts";
import { buildSequence } from "./layers/sequence.ts";

/** What one example feeds: its type and shape, without the axis of the examples. */
export interface NetworkInput {
  readonly type: Extract<DataType, "float32" | "int64" | "uint8">;
  readonly shape: readonly number[];
}

/** A network: what it is fed, and how it builds what it gives. */
export interface Network {
  readonly inputs: Readonly<Record<string, NetworkInput>>;
  /** Inputs have one axis more in front: the examples. */
  build(inputs: Readonly<Record<string, Value>>, scope: LayerScope): Value;
}

/** Settings of `network`. */
export interface NetworkSettings {
  /** Shape of one example; float32 unless `type` says otherwise. */
  readonly input: readonly number[];
  readonly type?: NetworkInput["type"];
  readonly layers: readonly Layer[];
}

/**
 * Layers one behind the other on one input, "x".
 * @example
 * network({
 *   input: [1, 28, 28],
 *   layers: [convolution(32, 3, { padding: "same" }), activation("relu"), maxPooling(2), flatten(), dense(10)],
 * })
 */
export function network({ input, type = "float32", layers }: NetworkSettings): Network {
  return {
    inputs: { x: { type, shape: input } },
    build: ({ x }, scope) => buildSequence(layers, x as Value, scope),
  };
}

/** Declares the inputs of a network for a number of examples that may be open. */
export function declareInputs(graph: Graph, { inputs }: Network, rows: Dimension): Record<string, Value> {
  return Object.fromEntries(Object.entries(inputs).map(([name, { type, shape }]) => [name, graph.input(name, type, [rows, ...shape])]));
}
