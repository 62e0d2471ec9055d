import type { Gradient } from "../differentiation/gradient.ts";
import { fixedShape } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import { sumToShape } from "../differentiation/sum-to-shape.ts";
import type { Value } from "../graph.ts";
import { matMul, matMulOp } from "../ops/mat-mul.ts";
import { reshape } from "../ops/reshape.ts";
import { transpose } from "../ops/transpose.ts";
import { stableGemm } from "../stable-gemm.ts";

/** The matrices with rows and columns exchanged. */
function transposed(x: Value): Value {
  const last = x.shape.length - 1;
  return transpose(x, [...Array(last - 1).keys(), last, last - 1]);
}

/** All rows of all matrices below each other. */
function stacked(x: Value): Value {
  return reshape(x, [-1, Number(x.shape.at(-1))]);
}

export const matMulGradient: Gradient = {
  op: matMulOp,
  backward: (call) => {
    const a = call.input(0);
    const b = call.input(1);
    const isPlain = fixedShape(b).length === 2;
    const left = (): Value => {
      if (!isPlain) return sumToShape(matMul(call.gradient, transposed(b)), call.shape(0));
      return reshape(stableGemm(stacked(call.gradient), b, undefined, { transposeRight: true }), call.shape(0));
    };
    const right = (): Value => {
      if (!isPlain) return sumToShape(matMul(transposed(a), call.gradient), call.shape(1));
      return stableGemm(stacked(a), stacked(call.gradient), undefined, { transposeLeft: true });
    };
    return [left, right];
  },
  examples: [
    { inputs: [spread([2, 3], 1), spread([3, 2], 2)], build: (a, b) => matMul(a, b) },
    { inputs: [spread([2, 2, 3], 1), spread([3, 2], 2)], build: (a, b) => matMul(a, b) },
    { inputs: [spread([2, 2, 3], 1), spread([2, 3, 2], 2)], build: (a, b) => matMul(a, b) },
    { inputs: [spread([2, 2, 3], 1), spread([1, 3, 2], 2)], build: (a, b) => matMul(a, b) },
    { inputs: [spread([2, 3], 1), spread([2, 3, 2], 2)], build: (a, b) => matMul(a, b) },
    { inputs: [spread([256, 200], 1), spread([200, 128], 2)], build: (a, b) => matMul(a, b), onlyThreads: true },
    { inputs: [spread([8, 64, 32], 1), spread([8, 32, 64], 2)], build: (a, b) => matMul(a, b), onlyThreads: true },
  ],
};
