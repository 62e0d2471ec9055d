import { type ActivationName, activation } from "./activation.ts";
import { type SelfAttentionSettings, selfAttention } from "./attention.ts";
import { dense } from "./dense.ts";
import { dropout } from "./dropout.ts";
import { expectRank, fixedSize } from "./fixed-size.ts";
import type { Layer } from "./layer.ts";
import { layerNorm } from "./layer-norm.ts";
import { residual } from "./residual.ts";
import { buildSequence } from "./sequence.ts";

/** Settings of `transformerBlock`. */
export interface TransformerBlockSettings extends SelfAttentionSettings {
  /** Width of the layer between; four times the sequence's unless told. */
  readonly hidden?: number;
  /** "gelu" unless told. */
  readonly activation?: ActivationName;
  /** Share that is dropped of what both halves add; 0 unless told. */
  readonly dropout?: number;
}

/**
 * A transformer's block on sequences [N, T, D]: attention, then two dense layers, each normalised before and added to its input.
 * @see Xiong et al. (2020), "On layer normalization in the transformer architecture".
 */
export function transformerBlock(settings: TransformerBlockSettings): Layer {
  const share = settings.dropout ?? 0;
  return {
    kind: "transformer_block",
    build: (x, scope) => {
      expectRank("transformer_block", x, [3], "sequences [N, T, D]");
      const width = fixedSize("transformer_block", x, 2);
      const hidden = settings.hidden ?? 4 * width;
      const between = activation(settings.activation ?? "gelu");
      const halves = [
        residual(layerNorm(), selfAttention(settings), dropout(share)),
        residual(layerNorm(), dense(hidden), between, dense(width), dropout(share)),
      ];
      return buildSequence(halves, x, scope);
    },
  };
}
