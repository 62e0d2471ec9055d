import { add, matMul, reshape, stableGemm, type Value } from "../../../onnx/index.ts";

/** x·W + b on the last axis of x, for any number of axes; one product of all rows. */
export function multiplyRows(x: Value, weight: Value, bias?: Value): Value {
  if (x.shape.length === 2) return stableGemm(x, weight, bias);
  const sizes = x.shape.filter((size) => typeof size === "number");
  const [inputs, outputs] = weight.shape.map(Number);
  if (sizes.length === x.shape.length) {
    const product = stableGemm(reshape(x, [-1, inputs ?? 1]), weight, bias);
    return reshape(product, [...sizes.slice(0, -1), outputs ?? 1]);
  }
  const product = matMul(x, weight);
  return bias === undefined ? product : add(product, bias);
}
