import { add, div, mul, sub } from "../../../onnx/index.ts";
import { type AdamSettings, adamDirection, checkAdam } from "./adam-moments.ts";
import { lengthOf, times, whereAbove } from "./arithmetic.ts";
import type { Optimizer } from "./optimizer.ts";

/**
 * Adam whose step has the length of the parameter it moves, for very large batches.
 * @throws MODELING_SETTING_INVALID
 * @see You et al. (2020), "Large batch optimization for deep learning: training BERT in 76 minutes".
 */
export function lamb(settings: AdamSettings = {}): Optimizer {
  const checked = checkAdam("lamb", { epsilon: 1e-6, ...settings });
  return {
    name: "lamb",
    settings: { ...checked },
    step(call) {
      const { parameter, rate, decay } = call;
      const { scale, direction } = adamDirection(call, checked);
      const moved = mul(direction, scale);
      const update = decay && checked.weightDecay > 0 ? add(moved, times(parameter, checked.weightDecay)) : moved;
      const [own, wanted] = [lengthOf(parameter), lengthOf(update)];
      const trust = whereAbove(mul(own, wanted), div(own, wanted));
      return sub(parameter, mul(update, mul(rate, trust)));
    },
  };
}
