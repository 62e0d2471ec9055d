import { cast, fixedShape, greaterOrEqual, mul } from "../../../onnx/index.ts";
import { checkNumber } from "../../fitting/check-settings.ts";
import type { Layer } from "./layer.ts";

/**
 * Sets elements to 0 at random while training, and scales the others so that the mean stays; serves everything as it is. What is
 * dropped depends on seed and step alone.
 * @param share - of the elements that are dropped, in [0, 1).
 * @throws MODELING_SETTING_INVALID
 * @see Srivastava et al. (2014), "Dropout: a simple way to prevent neural networks from overfitting".
 */
export function dropout(share: number): Layer {
  checkNumber("dropout", "share", share, { least: 0, most: 0.99 });
  return {
    kind: "dropout",
    build: (x, scope) => {
      if (!scope.training || share === 0) return x;
      // Uniform int32: so many of them lie below this bound.
      const bound = Math.round((share - 0.5) * 2 ** 32);
      const isKept = greaterOrEqual(scope.randomBits(fixedShape(x)), x.graph.scalar(bound, "int32"));
      return mul(x, mul(cast(isKept, "float32"), x.graph.scalar(1 / (1 - share))));
    },
  };
}
