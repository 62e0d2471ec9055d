import type { Value } from "../../../onnx/index.ts";
import type { Layer, LayerScope } from "./layer.ts";

/** Builds layers one behind the other, each under its own label. */
export function buildSequence(layers: readonly Layer[], x: Value, scope: LayerScope): Value {
  return layers.reduce((value, layer) => scope.within(layer.kind, () => layer.build(value, scope)), x);
}

/**
 * Several layers as one.
 * @example sequence(dense(64), activation("relu"), dropout(0.2))
 */
export function sequence(...layers: readonly Layer[]): Layer {
  return { kind: "sequence", build: (x, scope) => buildSequence(layers, x, scope) };
}
