import { MillwrightError } from "../../../errors/index.ts";
import { add, layerNormalization, mul, reshape, type Value } from "../../../onnx/index.ts";
import { fixedSize } from "./fixed-size.ts";
import type { Layer } from "./layer.ts";

/**
 * Each group of channels of each row with mean 0 and variance 1, times a learned scale, plus a learned shift per channel. It does not
 * look at other rows, so small batches suit it.
 * @param groups - a divisor of the channels.
 * @see Wu and He (2018), "Group normalization".
 */
export function groupNorm(groups: number, epsilon = 1e-5): Layer {
  return {
    kind: "group_norm",
    build: (x, scope) => {
      const channels = fixedSize("group_norm", x, 1);
      if (channels % groups !== 0) {
        const problem = `layer group_norm was given ${groups} groups for the shape [${x.shape.join(", ")}].`;
        throw new MillwrightError("ONNX_SHAPE_MISMATCH", problem, `Give a divisor of ${channels}.`);
      }
      const fan = { in: channels, out: channels };
      const scale = scope.parameter("scale", { shape: [channels], initializer: "ones", fan, decay: false });
      const shift = scope.parameter("shift", { shape: [channels], initializer: "zeros", fan, decay: false });
      const spatial = x.shape.slice(2).map((_, axis) => fixedSize("group_norm", x, axis + 2));
      const grouped = reshape(x, [0, groups, -1]);
      const width = fixedSize("group_norm", grouped, -1);
      const { graph } = x;
      const ones = graph.constant(new Float32Array(width).fill(1));
      const { normalized } = layerNormalization(grouped, ones, graph.constant(new Float32Array(width)), { epsilon });
      const wide = (value: Value): Value => reshape(value, [1, channels, ...spatial.map(() => 1)]);
      return add(mul(reshape(normalized, [0, channels, ...spatial]), wide(scale)), wide(shift));
    },
  };
}
