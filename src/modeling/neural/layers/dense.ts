import type { Value } from "../../../onnx/index.ts";
import type { InitializerName } from "../initializer.ts";
import { fixedSize } from "./fixed-size.ts";
import type { Layer, LayerScope } from "./layer.ts";
import { multiplyRows } from "./multiply-rows.ts";

/** Settings of `dense`. */
export interface DenseSettings {
  /** "glorot_uniform" unless told; "he_normal" suits what a ReLU follows. */
  readonly initializer?: InitializerName;
  /** true unless told. */
  readonly bias?: boolean;
}

/** x·W + b on the last axis, with the parameters "weight" [inputs, outputs] and "bias" [outputs] of the scope. */
export function project(x: Value, outputs: number, scope: LayerScope, settings: DenseSettings = {}): Value {
  const inputs = fixedSize("dense", x, -1);
  const { initializer = "glorot_uniform", bias = true } = settings;
  const fan = { in: inputs, out: outputs };
  const weight = scope.parameter("weight", { shape: [inputs, outputs], initializer, fan });
  const shift = bias ? scope.parameter("bias", { shape: [outputs], initializer: "zeros", fan, decay: false }) : undefined;
  return multiplyRows(x, weight, shift);
}

/**
 * A fully connected layer: [..., inputs] → [..., outputs].
 * @example dense(128, { initializer: "he_normal" })
 */
export function dense(outputs: number, settings: DenseSettings = {}): Layer {
  return { kind: "dense", build: (x, scope) => project(x, outputs, scope, settings) };
}
