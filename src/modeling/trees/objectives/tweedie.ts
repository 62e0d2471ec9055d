import { checkNumber } from "../../fitting/check-settings.ts";
import { meanTruth, type Objective } from "./objective.ts";
import { pointwise } from "./pointwise.ts";

/** Settings of `tweedie`. */
export interface TweedieSettings {
  /** Variance grows with this power of the mean, in [1.01, 1.99]: near 1 like counts, near 2 like amounts. 1.5 unless told. */
  readonly power?: number;
}

/**
 * Amounts that are often exactly 0, such as claims: predictions are exp(score).
 * @throws MODELING_SETTING_INVALID
 * @see Jørgensen (1987), "Exponential Dispersion Models", JRSS B 49(2).
 * @example boostedTrees({ objective: tweedie({ power: 1.3 }) });
 */
export function tweedie({ power = 1.5 }: TweedieSettings = {}): Objective {
  checkNumber("tweedie", "power", power, { least: 1.01, most: 1.99 });
  // Loss −y·e^((1−p)s) / (1−p) + e^((2−p)s) / (2−p).
  const [below, above] = [1 - power, 2 - power];
  return pointwise({
    name: "tweedie",
    settings: { power },
    link: "exponential",
    curvature: "exact",
    domain: { holds: (truth) => truth >= 0, allowed: "amounts, numbers of at least 0" },
    initialScore: (labels) => Math.log(Math.max(meanTruth(labels), 1e-12)),
    loss: (score, truth) => (-truth * Math.exp(below * score)) / below + Math.exp(above * score) / above,
    gradient: (score, truth) => -truth * Math.exp(below * score) + Math.exp(above * score),
    hessian: (score, truth) => -truth * below * Math.exp(below * score) + above * Math.exp(above * score),
  });
}
