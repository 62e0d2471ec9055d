import type { Value } from "../graph.ts";
import { cast } from "../ops/cast.ts";
import { mul } from "../ops/mul.ts";

/** x where the condition is true, otherwise 0. A product, since ONNX Runtime's Where is ten times slower with a scalar. */
export function masked(x: Value, condition: Value): Value {
  return mul(x, cast(condition, "float32"));
}
