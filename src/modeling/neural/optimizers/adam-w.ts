import { mul, sub } from "../../../onnx/index.ts";
import { type AdamSettings, adamDirection, checkAdam } from "./adam-moments.ts";
import { times } from "./arithmetic.ts";
import type { Optimizer } from "./optimizer.ts";

/**
 * Adam with weight decay that is not part of the gradient.
 * @throws MODELING_SETTING_INVALID
 * @see Kingma and Ba (2015), "Adam"; Loshchilov and Hutter (2019), "Decoupled weight decay regularization".
 */
export function adamW(settings: AdamSettings = {}): Optimizer {
  const checked = checkAdam("adamW", settings);
  return {
    name: "adam_w",
    settings: { ...checked },
    step(call) {
      const { parameter, rate } = call;
      const { scale, direction } = adamDirection(call, checked);
      const shrunk =
        call.decay && checked.weightDecay > 0 ? mul(parameter, sub(rate.graph.scalar(1), times(rate, checked.weightDecay))) : parameter;
      return sub(shrunk, mul(direction, mul(rate, scale)));
    },
  };
}
