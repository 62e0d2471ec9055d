import type { Dimension, Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { multiplyDimensions } from "../shapes/dimension.ts";
import { tensor } from "../tensor.ts";

/** Sizes of the result: 0 keeps the operand's dimension in that place, −1 (once at most) takes what is left. */
export interface ReshapeSettings {
  readonly shape: readonly number[];
}

/** What is left for −1: fixed dimensions divided, named ones that are kept taken away. */
function leftOver(from: readonly Dimension[], kept: readonly Dimension[]): Dimension | undefined {
  const names = from.filter((dimension) => typeof dimension === "string");
  for (const name of kept.filter((dimension) => typeof dimension === "string")) {
    const at = names.indexOf(name);
    if (at < 0) return undefined;
    names.splice(at, 1);
  }
  const product = (dimensions: readonly Dimension[]): number =>
    dimensions.reduce<number>((total, dimension) => total * (typeof dimension === "number" ? dimension : 1), 1);
  const quotient = product(from) / product(kept);
  if (!Number.isInteger(quotient)) return undefined;
  return names.reduce<Dimension>((total, name) => multiplyDimensions(total, name), quotient);
}

export const reshapeOp: Op<ReshapeSettings> = {
  type: "Reshape",
  infer: (call, settings) => {
    const { type, shape: from } = call.operand(0);
    const fix = `Give a shape that holds as many elements, not [${settings.shape.join(", ")}].`;
    const shape = settings.shape.map((size, i): Dimension => (size === 0 ? (from[i] ?? call.shapeMismatch(fix)) : size));
    const open = shape.indexOf(-1);
    const rest = leftOver(from, shape.toSpliced(open < 0 ? shape.length : open, 1)) ?? call.shapeMismatch(fix);
    if (open >= 0) shape[open] = rest;
    else if (rest !== 1) call.shapeMismatch(fix);
    return [{ type, shape }];
  },
  encode: ({ shape }, graph) => ({ inputs: [graph.constant(BigInt64Array.from(shape, BigInt))] }),
  examples: [
    { inputs: [tensor("float32", [2, 2], [1, 2, 3, 4])], build: (x) => reshape(x, [0, 2, 1]), expected: [1, 2, 3, 4] },
    { inputs: [tensor("float32", [2, 2], [1, 2, 3, 4])], build: (x) => reshape(x, [-1]), expected: [1, 2, 3, 4] },
    { inputs: [tensor("string", [2, 2], ["a", "b", "c", "d"])], build: (x) => reshape(x, [-1, 2]), expected: ["a", "b", "c", "d"] },
  ],
};

/** The same elements in another shape: 0 keeps a dimension, −1 takes what is left. @throws ONNX_SHAPE_MISMATCH */
export function reshape(x: Value, shape: readonly number[]): Value {
  return applyOp(reshapeOp, [x], { shape });
}
