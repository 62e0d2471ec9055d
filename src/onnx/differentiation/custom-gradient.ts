import type { Value } from "../graph.ts";
import type { OperandGradient } from "./gradient.ts";

/** A gradient that replaces what the walk back over a value's own nodes would give. */
export interface CustomGradient {
  readonly inputs: readonly Value[];
  backward(gradient: Value): readonly OperandGradient[];
}

const gradients = new WeakMap<Value, CustomGradient>();

/**
 * Declares the gradient of a value as a function of several nodes, where a formula by hand is faster or more exact than the chain
 * rule over each of them.
 * @param output - the result of the last of these nodes.
 * @param inputs - what it depends on.
 * @param backward - from the gradient with respect to `output` to one with respect to each input.
 * @returns `output`.
 */
export function customGradient(output: Value, inputs: readonly Value[], backward: CustomGradient["backward"]): Value {
  gradients.set(output, { inputs, backward });
  return output;
}

/** The declared gradient of a value, if it has one. */
export function customGradientOf(output: Value): CustomGradient | undefined {
  return gradients.get(output);
}
