import { add, fixedShape, mul, reshape, softplus, sub, type Value } from "../../../onnx/index.ts";
import { checkNumber } from "../../fitting/check-settings.ts";
import type { Loss } from "./loss.ts";
import { meanPerExample } from "./mean-per-example.ts";

/**
 * Binary cross-entropy of scores before the sigmoid: output and target float32 [N, …] of equal size, targets in [0, 1].
 * @param positiveWeight - weight of positives; 1 unless told.
 * @throws MODELING_SETTING_INVALID
 */
export function binaryCrossEntropy(positiveWeight = 1): Loss {
  checkNumber("binaryCrossEntropy", "positiveWeight", positiveWeight, { above: 0 });
  return {
    name: "binary_cross_entropy",
    settings: { positiveWeight },
    target: "float32",
    perExample(output, target) {
      const scores = reshape(output, fixedShape(target));
      const scalar = (value: number): Value => output.graph.scalar(value);
      // w·y·log(1 + e^−s) + (1 − y)·log(1 + e^s), with log(1 + e^−s) = log(1 + e^s) − s
      const negative = softplus(scores);
      if (positiveWeight === 1) return meanPerExample(sub(negative, mul(target, scores)));
      const positive = mul(mul(target, scalar(positiveWeight)), sub(negative, scores));
      return meanPerExample(add(positive, mul(sub(scalar(1), target), negative)));
    },
  };
}
