import { add } from "../../../onnx/index.ts";
import type { Layer } from "./layer.ts";
import { buildSequence } from "./sequence.ts";

/**
 * What the layers give, added to what they were given; both have the same shape.
 * @see He et al. (2016), "Deep residual learning for image recognition".
 * @example residual(layerNorm(), dense(64), activation("gelu"), dense(32))
 */
export function residual(...layers: readonly Layer[]): Layer {
  return { kind: "residual", build: (x, scope) => add(x, buildSequence(layers, x, scope)) };
}
