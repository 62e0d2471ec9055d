import { reduceMean, type Value } from "../../../onnx/index.ts";

/** Losses of the parts of each example, [N, …], as one per example: their mean. */
export function meanPerExample(losses: Value): Value {
  const axes = losses.shape.slice(1).map((_, axis) => axis + 1);
  return axes.length === 0 ? losses : reduceMean(losses, axes);
}
