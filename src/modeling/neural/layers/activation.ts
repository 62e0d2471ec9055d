import { gelu, max, min, mul, relu, sigmoid, softplus, tanh, type Value } from "../../../onnx/index.ts";
import { checkChoice } from "../../fitting/check-settings.ts";
import type { Layer } from "./layer.ts";

/** Name of an elementwise function. */
export type ActivationName = "relu" | "leaky_relu" | "relu6" | "gelu" | "silu" | "tanh" | "sigmoid" | "softplus";

const activations: Readonly<Record<ActivationName, (x: Value) => Value>> = {
  relu,
  /** max(x, 0) + 0.01·min(x, 0) */
  leaky_relu: (x: Value): Value => max(x, mul(x, x.graph.scalar(0.01))),
  relu6: (x: Value): Value => min(relu(x), x.graph.scalar(6)),
  gelu,
  /** x·sigmoid(x) */
  silu: (x: Value): Value => mul(x, sigmoid(x)),
  tanh,
  sigmoid,
  softplus,
};

/** Applies an elementwise function by its name. */
export function activate(name: ActivationName, x: Value): Value {
  return activations[name](x);
}

/**
 * An elementwise function by name.
 * @throws MODELING_SETTING_INVALID
 * @example activation("gelu")
 */
export function activation(name: ActivationName): Layer {
  checkChoice("activation", "name", name, Object.keys(activations));
  return { kind: name, build: (x) => activate(name, x) };
}
