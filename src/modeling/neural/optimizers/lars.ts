import { add, div, mul, sub } from "../../../onnx/index.ts";
import { checkNumber } from "../../fitting/check-settings.ts";
import { lengthOf, times, whereAbove } from "./arithmetic.ts";
import type { Optimizer } from "./optimizer.ts";

/** Settings of `lars`. */
export interface LarsSettings {
  /** Share of the last direction that is kept; 0.9 unless told. */
  readonly momentum?: number;
  /** Added to the gradient as so much of the parameter; 1e-4 unless told. */
  readonly weightDecay?: number;
  /** Length of a step as a share of the parameter's length, at a learning rate of 1; 0.001 unless told. */
  readonly trust?: number;
}

/**
 * Momentum whose step has a length in proportion to the parameter it moves, for large batches. Parameters without weight decay are
 * moved as plain momentum would.
 * @throws MODELING_SETTING_INVALID
 * @see You, Gitman and Ginsburg (2017), "Large batch training of convolutional networks".
 */
export function lars({ momentum = 0.9, weightDecay = 1e-4, trust = 0.001 }: LarsSettings = {}): Optimizer {
  checkNumber("lars", "momentum", momentum, { least: 0, most: 0.9999 });
  checkNumber("lars", "weightDecay", weightDecay, { least: 0 });
  checkNumber("lars", "trust", trust, { above: 0 });
  return {
    name: "lars",
    settings: { momentum, weightDecay, trust },
    step({ parameter, gradient, rate, decay, state }) {
      const velocity = state("velocity");
      let slope = gradient;
      if (decay) {
        const [own, steep] = [lengthOf(parameter), lengthOf(gradient)];
        const allowed = div(times(own, trust), add(steep, times(own, weightDecay)));
        slope = mul(add(gradient, times(parameter, weightDecay)), whereAbove(mul(own, steep), allowed));
      }
      const next = add(times(velocity.value, momentum), mul(slope, rate));
      velocity.update(next);
      return sub(parameter, next);
    },
  };
}
