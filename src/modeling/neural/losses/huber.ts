import { abs, fixedShape, min, mul, reshape, sub, type Value } from "../../../onnx/index.ts";
import { checkNumber } from "../../fitting/check-settings.ts";
import type { Loss } from "./loss.ts";
import { meanPerExample } from "./mean-per-example.ts";

/**
 * Half the squared error up to δ, linear beyond, so that outliers pull less; float32 of equal size.
 * @param delta - in the target's unit; 1 unless told.
 * @throws MODELING_SETTING_INVALID
 * @see Huber (1964), "Robust estimation of a location parameter".
 */
export function huberLoss(delta = 1): Loss {
  checkNumber("huberLoss", "delta", delta, { above: 0 });
  return {
    name: "huber",
    settings: { delta },
    target: "float32",
    perExample(output, target) {
      const scalar = (value: number): Value => output.graph.scalar(value);
      const distance = abs(sub(reshape(output, fixedShape(target)), target));
      // m·(d − m/2) with m = min(d, δ) is d²/2 below δ and δ·(d − δ/2) beyond.
      const near = min(distance, scalar(delta));
      return meanPerExample(mul(near, sub(distance, mul(near, scalar(0.5)))));
    },
  };
}
