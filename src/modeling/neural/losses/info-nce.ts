import { div, fixedShape, matMul, mul, reduceSum, sqrt, transpose, type Value } from "../../../onnx/index.ts";
import { rowCrossEntropy } from "./cross-entropy.ts";

/** Rows of length 1. */
export function unitRows(x: Value): Value {
  return div(x, sqrt(reduceSum(mul(x, x), [-1], true)));
}

/**
 * How badly each query [N, D] picks its own key [N, D] among those of the whole batch, by cosine: [N].
 * @param temperature - smaller ones punish near misses harder; 0.1 unless told.
 * @see van den Oord, Li and Vinyals (2018), "Representation learning with contrastive predictive coding".
 */
export function infoNce(queries: Value, keys: Value, temperature = 0.1): Value {
  const [rows = 1] = fixedShape(queries);
  const scores = mul(matMul(unitRows(queries), transpose(unitRows(keys), [1, 0])), queries.graph.scalar(1 / temperature));
  const own = queries.graph.constant(BigInt64Array.from({ length: rows }, (_, i) => BigInt(i)));
  return rowCrossEntropy(scores, own);
}
