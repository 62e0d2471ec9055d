import { MillwrightError } from "../../../errors/index.ts";
import { add, matMul, mul, reshape, softmax, split, sub, transpose, unsqueeze, type Value } from "../../../onnx/index.ts";
import { project } from "./dense.ts";
import { expectRank, fixedSize } from "./fixed-size.ts";
import type { Layer } from "./layer.ts";

/** Who may look at whom. */
export interface AttentionMask {
  /** A place sees itself and those before it only. */
  readonly causal?: boolean;
  /** float32 [N, T]: 1 for places that may be seen, 0 for padding. */
  readonly visible?: Value;
}

/** So far below every score that its share is 0 in float32. */
const HIDDEN = -1e9;

/** What is added to the scores [N, heads, T, T], or undefined where everyone sees everyone. */
function maskOf(scores: Value, { causal = false, visible }: AttentionMask): Value | undefined {
  const { graph } = scores;
  const [queries, keys] = [fixedSize("attention", scores, -2), fixedSize("attention", scores, -1)];
  const later = (i: number): boolean => i % keys > Math.floor(i / keys);
  const triangle = causal
    ? graph.constant(
        Float32Array.from({ length: queries * keys }, (_, i) => (later(i) ? HIDDEN : 0)),
        [queries, keys],
      )
    : undefined;
  if (visible === undefined) return triangle;
  const padding = mul(unsqueeze(sub(graph.scalar(1), visible), [1, 2]), graph.scalar(HIDDEN));
  return triangle === undefined ? padding : add(triangle, padding);
}

/**
 * softmax(q·kᵀ/√d + mask)·v for queries, keys and values of shape [N, heads, T, d].
 * @see Vaswani et al. (2017), "Attention is all you need", section 3.2.1.
 */
export function attend(query: Value, key: Value, value: Value, mask: AttentionMask = {}): Value {
  const width = fixedSize("attention", query, -1);
  const scores = matMul(mul(query, query.graph.scalar(1 / Math.sqrt(width))), transpose(key, [0, 1, 3, 2]));
  const hidden = maskOf(scores, mask);
  return matMul(softmax(hidden === undefined ? scores : add(scores, hidden), -1), value);
}

/** Settings of `selfAttention`. */
export interface SelfAttentionSettings extends AttentionMask {
  /** A divisor of the width. */
  readonly heads: number;
}

/**
 * Multi-head self-attention on sequences [N, T, D].
 * @example selfAttention({ heads: 4, causal: true })
 */
export function selfAttention(settings: SelfAttentionSettings): Layer {
  const { heads } = settings;
  return {
    kind: "self_attention",
    build: (x, scope) => {
      expectRank("self_attention", x, [3], "sequences [N, T, D]");
      const [length, width] = [fixedSize("self_attention", x, 1), fixedSize("self_attention", x, 2)];
      if (width % heads !== 0) {
        const problem = `layer self_attention was given ${heads} heads for the shape [${x.shape.join(", ")}].`;
        throw new MillwrightError("ONNX_SHAPE_MISMATCH", problem, `Give a divisor of ${width}.`);
      }
      const joint = scope.within("queries_keys_values", () => project(x, 3 * width, scope));
      const parts = split(joint, [width, width, width], 2).map((part) =>
        transpose(reshape(part, [0, length, heads, width / heads]), [0, 2, 1, 3]),
      );
      const seen = attend(...(parts as [Value, Value, Value]), settings);
      const merged = reshape(transpose(seen, [0, 2, 1, 3]), [0, length, width]);
      return scope.within("output", () => project(merged, width, scope));
    },
  };
}
