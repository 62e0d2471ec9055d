import { add } from "../../../onnx/index.ts";
import { checkChoice } from "../../fitting/check-settings.ts";
import { expectRank, fixedSize } from "./fixed-size.ts";
import type { Layer } from "./layer.ts";

/** Sines and cosines of ever longer waves, [length, width]. @see Vaswani et al. (2017), section 3.5. */
export function sinusoids(length: number, width: number): Float32Array {
  return Float32Array.from({ length: length * width }, (_, i) => {
    const [place, column] = [Math.floor(i / width), i % width];
    const angle = place / 10_000 ** ((column - (column % 2)) / width);
    return column % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
  });
}

/**
 * Adds to each place of a sequence [N, T, D] a vector that says where it is: "learned" ones, or fixed "sinusoids".
 * @throws MODELING_SETTING_INVALID
 */
export function positionalEncoding(how: "learned" | "sinusoids"): Layer {
  checkChoice("positionalEncoding", "how", how, ["learned", "sinusoids"]);
  return {
    kind: "positional_encoding",
    build: (x, scope) => {
      expectRank("positional_encoding", x, [3], "sequences [N, T, D]");
      const [length, width] = [fixedSize("positional_encoding", x, 1), fixedSize("positional_encoding", x, 2)];
      if (how === "sinusoids") return add(x, x.graph.constant(sinusoids(length, width), [length, width]));
      const fan = { in: length, out: width };
      return add(x, scope.parameter("places", { shape: [length, width], initializer: "small_normal", fan, decay: false }));
    },
  };
}
