import { fixedShape, mul, reshape, sub } from "../../../onnx/index.ts";
import type { Loss } from "./loss.ts";
import { meanPerExample } from "./mean-per-example.ts";

/** (output − target)², for float32 of equal size. */
export function squaredError(): Loss {
  return {
    name: "squared_error",
    settings: {},
    target: "float32",
    perExample(output, target) {
      const difference = sub(reshape(output, fixedShape(target)), target);
      return meanPerExample(mul(difference, difference));
    },
  };
}
