import { add, cast, mul } from "../../../onnx/index.ts";
import type { Layer } from "./layer.ts";

/**
 * x·factor + shift as float32: bytes of a picture become numbers around 0 within the graph, so that they are kept and sent as bytes.
 * @example rescale(1 / 255)
 */
export function rescale(factor: number, shift = 0): Layer {
  return {
    kind: "rescale",
    build: (x) => {
      const scaled = mul(cast(x, "float32"), x.graph.scalar(factor));
      return shift === 0 ? scaled : add(scaled, x.graph.scalar(shift));
    },
  };
}
