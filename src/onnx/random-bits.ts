import { MillwrightError } from "../errors/index.ts";
import type { Value } from "./graph.ts";
import { add } from "./ops/add.ts";
import { bitwiseXor } from "./ops/bitwise-xor.ts";
import { mul } from "./ops/mul.ts";
import { elementsOf } from "./tensor.ts";

/** The golden ratio and two other odd numbers whose bits look random, as int32. */
const GOLDEN = 0x9e3779b9 | 0;
const ODD = 0x2c1b3c6d;
const OTHER_ODD = 0x297a2d39;

/** Mixes 32 bits so that each bit of the result depends on each bit given (Wellons' "lowbias32"). */
function mixed(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return x ^ (x >>> 15);
}

/** int32 constants that look random, one per place of an axis. */
function placeBits(count: number, stream: number): Int32Array {
  return Int32Array.from({ length: count }, (_, place) => mixed(Math.imul(mixed(stream), GOLDEN) + place));
}

/** x·(2x + 1): reversible on 32 bits, and the high bits of the result depend on all bits of x. @see Rivest et al. (1998), "RC6". */
function stirred(x: Value): Value {
  return mul(x, add(add(x, x), x.graph.scalar(1, "int32")));
}

/**
 * Random int32 whose high bits are uniform, from a counter and nothing else: the same counter gives the same numbers on any machine
 * and on any number of threads, another one gives others. Its low bits are not random.
 * @param counter - int32 of shape [], such as the number of the step.
 * @param stream - which of many independent streams, so that two layers do not drop the same places.
 * @param shape - of the result; at least one axis.
 * @throws ONNX_TYPE_MISMATCH
 */
export function randomBits(counter: Value, stream: number, shape: readonly number[]): Value {
  if (counter.type !== "int32" || counter.shape.length > 0) {
    const problem = `the counter "${counter.name}" is ${counter.type} [${counter.shape.join(", ")}].`;
    throw new MillwrightError("ONNX_TYPE_MISMATCH", problem, "Give one int32 of shape [].");
  }
  const { graph } = counter;
  const int = (value: number): Value => graph.scalar(value | 0, "int32");
  const columns = shape.at(-1) ?? 1;
  const rows = elementsOf(shape) / columns;
  // The counter meets the rows first, where there are few numbers, so that the many need two rounds only.
  const moved = add(graph.constant(placeBits(rows, stream), [...shape.slice(0, -1), 1]), mul(counter, int(GOLDEN)));
  const rowBits = stirred(mul(bitwiseXor(stirred(moved), int(ODD)), int(OTHER_ODD)));
  const bits = bitwiseXor(mul(rowBits, int(ODD)), graph.constant(placeBits(columns, ~stream)));
  return stirred(mul(stirred(bits), int(OTHER_ODD)));
}
