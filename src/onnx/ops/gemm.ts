import type { Dimension, Value } from "../graph.ts";
import { applyOp, type Op } from "../op.ts";
import { broadcastShapes } from "../shapes/dimension.ts";
import { floats } from "../shapes/elementwise.ts";
import { tensor } from "../tensor.ts";

/** Which operand is read as its transpose; none unless told. */
export interface GemmSettings {
  readonly transposeLeft?: boolean;
  readonly transposeRight?: boolean;
}

export const gemmOp: Op<GemmSettings> = {
  type: "Gemm",
  infer: (call, { transposeLeft = false, transposeRight = false }) => {
    call.expectType(0, floats);
    const type = call.expectSameTypes();
    const left = transposeLeft ? call.operand(0).shape.toReversed() : call.operand(0).shape;
    const right = transposeRight ? call.operand(1).shape.toReversed() : call.operand(1).shape;
    const isMatrices = left.length === 2 && right.length === 2;
    if (!isMatrices || left[1] !== right[0]) call.shapeMismatch("Give [n, k] and [k, m], each after its transposition.");
    const shape = [left[0] as Dimension, right[1] as Dimension];
    const bias = call.inputs[2];
    const joint = bias === undefined ? shape : broadcastShapes([shape, bias.shape]);
    if (joint?.length !== 2 || joint.some((dimension, i) => dimension !== shape[i]))
      call.shapeMismatch("The bias must broadcast to [n, m].");
    return [{ type, shape }];
  },
  encode: ({ transposeLeft = false, transposeRight = false }) => ({
    attributes: { ...(transposeLeft ? { transA: { int: 1 } } : {}), ...(transposeRight ? { transB: { int: 1 } } : {}) },
  }),
  examples: [
    {
      inputs: [tensor("float32", [3, 2], [1, 2, 3, 4, 5, 6])],
      build: (a) => gemm(a, a.graph.constant(Float32Array.of(10, 1), [2, 1]), a.graph.constant(Float32Array.of(0.5))),
      expected: [12.5, 34.5, 56.5],
    },
    {
      inputs: [tensor("float32", [3, 2], [1, 2, 3, 4, 5, 6])],
      build: (a) => gemm(a, a.graph.constant(Float32Array.of(10, 1), [1, 2]), undefined, { transposeRight: true }),
      expected: [12, 34, 56],
    },
    {
      inputs: [tensor("float64", [2, 1], [1, 2]), tensor("float64", [2, 2], [1, 2, 3, 4])],
      build: (a, b) => gemm(a, b, undefined, { transposeLeft: true }),
      expected: [7, 10],
    },
  ],
};

/** a · b + bias: [n, k] · [k, m] + [m] → [n, m]; without a bias when it is undefined. @throws ONNX_SHAPE_MISMATCH, ONNX_TYPE_MISMATCH */
export function gemm(a: Value, b: Value, bias?: Value, settings: GemmSettings = {}): Value {
  return applyOp(gemmOp, bias === undefined ? [a, b] : [a, b, bias], settings);
}
