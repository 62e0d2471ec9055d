import { add, mul, reduceSum, relu, sub, type Value } from "../../../onnx/index.ts";

function squaredDistance(a: Value, b: Value): Value {
  const difference = sub(a, b);
  return reduceSum(mul(difference, difference), [-1]);
}

/**
 * max(0, |anchor − positive|² − |anchor − negative|² + margin) of each row of [N, D]: [N].
 * @see Schroff, Kalenichenko and Philbin (2015), "FaceNet".
 */
export function tripletLoss(anchor: Value, positive: Value, negative: Value, margin = 0.2): Value {
  return relu(add(sub(squaredDistance(anchor, positive), squaredDistance(anchor, negative)), anchor.graph.scalar(margin)));
}
