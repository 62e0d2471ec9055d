import { layerNormalization } from "../../../onnx/index.ts";
import { fixedSize } from "./fixed-size.ts";
import type { Layer } from "./layer.ts";

/**
 * Each row of the last axis with mean 0 and variance 1, times a learned scale, plus a learned shift.
 * @param epsilon - added to the variance.
 * @see Ba, Kiros and Hinton (2016), "Layer normalization".
 */
export function layerNorm(epsilon = 1e-5): Layer {
  return {
    kind: "layer_norm",
    build: (x, scope) => {
      const width = fixedSize("layer_norm", x, -1);
      const fan = { in: width, out: width };
      const scale = scope.parameter("scale", { shape: [width], initializer: "ones", fan, decay: false });
      const shift = scope.parameter("shift", { shape: [width], initializer: "zeros", fan, decay: false });
      return layerNormalization(x, scale, shift, { epsilon }).normalized;
    },
  };
}
