import { add, greater, mul, reduceSum, sqrt, type Value, where } from "../../../onnx/index.ts";

/** x times a number. */
export function times(x: Value, factor: number): Value {
  return factor === 1 ? x : mul(x, x.graph.scalar(factor));
}

/** old·share + now·(1 − share) */
export function blend(old: Value, now: Value, share: number): Value {
  return add(times(old, share), times(now, 1 - share));
}

/** Euclidean length of all elements, []. */
export function lengthOf(x: Value): Value {
  return sqrt(reduceSum(mul(x, x), [...x.shape.keys()]));
}

/** `value` where the condition's number is above 0, otherwise 1. */
export function whereAbove(condition: Value, value: Value): Value {
  return where(greater(condition, condition.graph.scalar(0)), value, condition.graph.scalar(1));
}
