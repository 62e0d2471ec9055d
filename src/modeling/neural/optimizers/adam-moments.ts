import { add, div, mul, pow, sqrt, sub, type Value } from "../../../onnx/index.ts";
import { checkNumber } from "../../fitting/check-settings.ts";
import { blend, times } from "./arithmetic.ts";
import type { OptimizerCall } from "./optimizer.ts";

/** Settings that Adam and its relatives share. */
export interface AdamSettings {
  /** Share of the old mean gradient that is kept; 0.9 unless told. */
  readonly beta1?: number;
  /** Share of the old mean squared gradient that is kept; 0.999 unless told. */
  readonly beta2?: number;
  /** Added to the root of the mean square; 1e-8 unless told. */
  readonly epsilon?: number;
  /** Share of each parameter that a step takes away, times the learning rate; 0.01 unless told. */
  readonly weightDecay?: number;
}

/** All of them, checked. @throws MODELING_SETTING_INVALID */
export function checkAdam(name: string, settings: AdamSettings): Required<AdamSettings> {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0.01 } = settings;
  checkNumber(name, "beta1", beta1, { least: 0, most: 0.9999 });
  checkNumber(name, "beta2", beta2, { least: 0, most: 0.999_999 });
  checkNumber(name, "epsilon", epsilon, { above: 0 });
  checkNumber(name, "weightDecay", weightDecay, { least: 0 });
  return { beta1, beta2, epsilon, weightDecay };
}

/** 1 − β^t */
function correction(time: Value, beta: number): Value {
  const { graph } = time;
  return sub(graph.scalar(1), pow(graph.scalar(beta), time));
}

/**
 * m̂/(√v̂ + ε): Adam's direction, corrected for moments that start from 0. The corrections are one number each, so they are moved out
 * of the passes over the parameter: (√c₂/c₁)·m/(√v + ε·√c₂).
 * @returns the two factors of the direction, the number first.
 */
export function adamDirection(
  { gradient, time, state }: OptimizerCall,
  settings: Required<AdamSettings>,
): { scale: Value; direction: Value } {
  const { beta1, beta2, epsilon } = settings;
  const mean = state("mean");
  const square = state("square");
  const nextMean = blend(mean.value, gradient, beta1);
  const nextSquare = add(times(square.value, beta2), times(mul(gradient, gradient), 1 - beta2));
  mean.update(nextMean);
  square.update(nextSquare);
  const root = sqrt(correction(time, beta2));
  return {
    scale: div(root, correction(time, beta1)),
    direction: div(nextMean, add(sqrt(nextSquare), times(root, epsilon))),
  };
}
