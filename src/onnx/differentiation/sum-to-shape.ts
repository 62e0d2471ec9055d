import type { Value } from "../graph.ts";
import { reduceSum } from "../ops/reduce-sum.ts";
import { reshape } from "../ops/reshape.ts";
import { fixedShape } from "./gradient.ts";

/** The gradient of an operand that was broadcast: summed over the axes along which it was repeated. */
export function sumToShape(gradient: Value, shape: readonly number[]): Value {
  const from = fixedShape(gradient);
  const lead = from.length - shape.length;
  const axes = from.flatMap((size, axis) => (axis < lead || (shape[axis - lead] === 1 && size !== 1) ? [axis] : []));
  if (axes.length === 0) return gradient;
  const sum = reduceSum(gradient, axes);
  return sum.shape.length === shape.length ? sum : reshape(sum, shape);
}
