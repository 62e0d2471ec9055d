import type { Value } from "./graph.ts";
import { add } from "./ops/add.ts";
import { type GemmSettings, gemm } from "./ops/gemm.ts";
import { reshape } from "./ops/reshape.ts";
import { transpose } from "./ops/transpose.ts";

/** Terms of a sum that ONNX Runtime adds up in one go, whatever the share of a thread. */
const ONE_STRETCH = 128;
/** Columns from which on a thread's share, on up to eight threads, is wide enough not to change how sums are cut into stretches. */
const WIDE = 640;

/**
 * `gemm` whose bits do not depend on the number of threads, up to eight.
 *
 * ONNX Runtime gives each thread some columns of a product that has more columns than rows, and cuts the sums of narrow shares into
 * other stretches than those of wide ones. Such products are computed as their transpose, which is shared out by rows, and turned back.
 */
export function stableGemm(a: Value, b: Value, bias?: Value, settings: GemmSettings = {}): Value {
  const { transposeLeft = false, transposeRight = false } = settings;
  const [rows, depth] = transposeLeft ? a.shape.toReversed() : a.shape;
  const columns = b.shape[transposeRight ? 0 : 1];
  const isKnown = typeof rows === "number" && typeof depth === "number" && typeof columns === "number";
  if (!isKnown || rows >= columns || depth <= ONE_STRETCH || columns >= WIDE) return gemm(a, b, bias, settings);
  const turned = gemm(b, a, undefined, { transposeLeft: !transposeRight, transposeRight: !transposeLeft });
  // As a stack of one matrix: of two axes, ONNX Runtime would undo the turn and compute the product as it stood.
  const product = reshape(transpose(reshape(turned, [1, columns, rows]), [0, 2, 1]), [rows, columns]);
  return bias === undefined ? product : add(product, bias);
}
