import { HASH_BASE, HASH_MODULUS } from "../../../kernels/index.ts";
import { add, and, concat, greater, mod, mul, slice, type Value, where } from "../../../onnx/index.ts";

/** Which n-grams are taken. */
export interface NgramPlan {
  readonly from: number;
  readonly to: number;
  /** Letters: n-grams have no space inside (one at either end is allowed). Words: not used. */
  readonly withinWords: boolean;
  readonly of: "letters" | "words";
}

const SPACE = 32;

/** Elements from `start` on of each row, without the last `fewer`. */
function part(x: Value, start: number, fewer: number): Value {
  if (start === 0 && fewer === 0) return x;
  return slice(x, [start], [fewer === 0 ? Number.POSITIVE_INFINITY : -fewer], [1]);
}

/** Hashes of the n-grams that begin at each element: h(c₀…cₙ) = h(c₀…cₙ₋₁) · base + cₙ modulo 2³¹ − 1. */
function extendHashes(hashes: Value, x: Value, n: number): Value {
  const { graph } = x;
  const longer = add(mul(part(hashes, 0, 1), graph.scalar(HASH_BASE, "int64")), part(x, n - 1, 0));
  return mod(longer, graph.scalar(HASH_MODULUS, "int64"));
}

/** Whether an n-gram lies within the text; padding is 0 and only behind its end. */
function endsInside(x: Value, n: number): Value {
  return greater(part(x, n - 1, 0), x.graph.scalar(0, "int64"));
}

/**
 * All n-grams of each row as hashes.
 * @param x - int64 [N, L] code points or word hashes, 0 as padding.
 * @param none - int64 scalar that stands where there is no n-gram.
 * @param column - from hashes to columns, applied before masking.
 * @returns int64 [N, ΣL], shorter n-grams first.
 */
export function emitNgrams(x: Value, plan: NgramPlan, none: Value, column: (hashes: Value) => Value): Value {
  const isLetter = greater(x, x.graph.scalar(plan.of === "letters" ? SPACE : 0, "int64"));
  const found: Value[] = [];
  let hashes = x;
  let interior: Value | undefined;
  for (let n = 1; n <= plan.to; n++) {
    if (n > 1) hashes = extendHashes(hashes, x, n);
    if (plan.withinWords && n > 2) {
      const added = part(isLetter, n - 2, 1);
      interior = interior === undefined ? added : and(part(interior, 0, 1), added);
    }
    if (n < plan.from) continue;
    const inside = n === 1 ? isLetter : endsInside(x, n);
    found.push(where(interior === undefined ? inside : and(interior, inside), column(hashes), none));
  }
  return concat(found as [Value, ...Value[]], 1);
}
