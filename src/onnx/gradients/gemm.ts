import type { Gradient } from "../differentiation/gradient.ts";
import { spread } from "../differentiation/spread.ts";
import { sumToShape } from "../differentiation/sum-to-shape.ts";
import { type GemmSettings, gemm, gemmOp } from "../ops/gemm.ts";
import { stableGemm } from "../stable-gemm.ts";

export const gemmGradient: Gradient<GemmSettings> = {
  op: gemmOp,
  backward: (call) => {
    const { transposeLeft = false, transposeRight = false } = call.settings;
    const a = call.input(0);
    const b = call.input(1);
    const g = call.gradient;
    return [
      // dA = G·Bᵀ, or its transpose B·Gᵀ where A was read as its transpose.
      () =>
        transposeLeft
          ? stableGemm(b, g, undefined, { transposeLeft: transposeRight, transposeRight: true })
          : stableGemm(g, b, undefined, { transposeRight: !transposeRight }),
      () =>
        transposeRight
          ? stableGemm(g, a, undefined, { transposeLeft: true, transposeRight: transposeLeft })
          : stableGemm(a, g, undefined, { transposeLeft: !transposeLeft }),
      call.inputs < 3 ? undefined : () => sumToShape(g, call.shape(2)),
    ];
  },
  examples: [
    { inputs: [spread([2, 3], 1), spread([3, 4], 2), spread([4], 3)], build: (a, b, bias) => gemm(a, b, bias) },
    { inputs: [spread([3, 2], 1), spread([3, 4], 2)], build: (a, b) => gemm(a, b, undefined, { transposeLeft: true }) },
    { inputs: [spread([2, 3], 1), spread([4, 3], 2)], build: (a, b) => gemm(a, b, undefined, { transposeRight: true }) },
    {
      inputs: [spread([3, 2], 1), spread([4, 3], 2), spread([2, 1], 3)],
      build: (a, b, bias) => gemm(a, b, bias, { transposeLeft: true, transposeRight: true }),
    },
    { inputs: [spread([256, 200], 1), spread([200, 128], 2), spread([128], 3)], build: (a, b, c) => gemm(a, b, c), onlyThreads: true },
  ],
};
