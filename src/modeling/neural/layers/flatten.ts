import { reshape } from "../../../onnx/index.ts";
import type { Layer } from "./layer.ts";

/** All axes but the first as one: [N, C, H, W] → [N, C·H·W]. */
export function flatten(): Layer {
  return { kind: "flatten", build: (x) => reshape(x, [0, -1]) };
}
