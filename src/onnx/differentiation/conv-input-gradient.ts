import type { Value } from "../graph.ts";
import { type ConvSettings, conv } from "../ops/conv.ts";
import { convTranspose } from "../ops/conv-transpose.ts";
import { gather } from "../ops/gather.ts";
import { reshape } from "../ops/reshape.ts";
import { transpose } from "../ops/transpose.ts";
import { windowExtent } from "../shapes/windows.ts";
import { fixedShape, type GradientCall } from "./gradient.ts";

/** Weights with each kernel axis reversed, and filters and channels of each group exchanged. */
function flipped(weight: Value, groups: number): Value {
  const [filters = 1, channels = 1, ...kernel] = fixedShape(weight);
  let turned = weight;
  for (const [axis, size] of kernel.entries()) {
    if (size === 1) continue;
    const backwards = BigInt64Array.from({ length: size }, (_, i) => BigInt(size - 1 - i));
    turned = gather(turned, weight.graph.constant(backwards), axis + 2);
  }
  const perGroup = filters / groups;
  const grouped = reshape(turned, [groups, perGroup, channels, ...kernel]);
  const exchanged = transpose(grouped, [0, 2, 1, ...kernel.map((_, axis) => axis + 3)]);
  return reshape(exchanged, [groups * channels, perGroup, ...kernel]);
}

/**
 * Gradient of a convolution with respect to what it was applied to. With stride 1 it is a convolution with flipped weights, which
 * ONNX Runtime does faster than a transposed one.
 */
export function convInputGradient(call: GradientCall<ConvSettings>): Value {
  const { settings } = call;
  const { strides, padding, dilations, groups } = settings;
  const around = settings.kernel.map((_, axis) => windowExtent(settings, axis) - 1 - (padding[axis] ?? 0));
  if (strides.every((stride) => stride === 1) && around.every((places) => places >= 0)) {
    return conv(call.gradient, flipped(call.input(1), groups), undefined, { padding: around, dilations, groups });
  }
  return convTranspose(call.gradient, call.input(1), settings, call.shape(0).slice(2));
}
