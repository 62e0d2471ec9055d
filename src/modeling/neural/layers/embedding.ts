import { gather } from "../../../onnx/index.ts";
import type { Layer } from "./layer.ts";

/**
 * A learned vector per code: int64 [...] in [0, count) → [..., width].
 * @example embedding(5000, 64)
 */
export function embedding(count: number, width: number): Layer {
  return {
    kind: "embedding",
    build: (x, scope) => {
      const table = scope.parameter("table", { shape: [count, width], initializer: "small_normal", fan: { in: count, out: width } });
      return gather(table, x);
    },
  };
}
