import { add, mul, sub } from "../../../onnx/index.ts";
import { checkNumber } from "../../fitting/check-settings.ts";
import { times } from "./arithmetic.ts";
import type { Optimizer } from "./optimizer.ts";

/** Settings of `sgd`. */
export interface SgdSettings {
  /** Share of the last direction that is kept, in [0, 1); 0.9 unless told. */
  readonly momentum?: number;
  /** Looks ahead along the momentum; false unless told. */
  readonly nesterov?: boolean;
  /** Added to the gradient as so much of the parameter; 0 unless told. */
  readonly weightDecay?: number;
}

/**
 * Stochastic gradient descent with momentum, as PyTorch defines it.
 * @throws MODELING_SETTING_INVALID
 * @see Sutskever et al. (2013), "On the importance of initialization and momentum in deep learning".
 */
export function sgd(settings: SgdSettings = {}): Optimizer {
  const { momentum = 0.9, nesterov = false, weightDecay = 0 } = settings;
  checkNumber("sgd", "momentum", momentum, { least: 0, most: 0.9999 });
  checkNumber("sgd", "weightDecay", weightDecay, { least: 0 });
  return {
    name: "sgd",
    settings: { momentum, nesterov, weightDecay },
    step({ parameter, gradient, rate, decay, state }) {
      const slope = decay && weightDecay > 0 ? add(gradient, times(parameter, weightDecay)) : gradient;
      if (momentum === 0) return sub(parameter, mul(slope, rate));
      const velocity = state("velocity");
      const next = add(times(velocity.value, momentum), slope);
      velocity.update(next);
      return sub(parameter, mul(nesterov ? add(slope, times(next, momentum)) : next, rate));
    },
  };
}
