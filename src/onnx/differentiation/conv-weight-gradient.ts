import type { Value } from "../graph.ts";
import { concat } from "../ops/concat.ts";
import type { ConvSettings } from "../ops/conv.ts";
import { gemm } from "../ops/gemm.ts";
import { matMul } from "../ops/mat-mul.ts";
import { pad } from "../ops/pad.ts";
import { reshape } from "../ops/reshape.ts";
import { slice } from "../ops/slice.ts";
import { transpose } from "../ops/transpose.ts";
import { elementsOf } from "../tensor.ts";
import { fixedShape, type GradientCall } from "./gradient.ts";

/** Places of a kernel, each as one number per axis, the last axis fastest. */
function placesOf(kernel: readonly number[]): number[][] {
  return kernel.reduce<number[][]>(
    (places, size) => places.flatMap((place) => Array.from({ length: size }, (_, i) => [...place, i])),
    [[]],
  );
}

/** [N, channels, …] as one matrix per group, [groups, channels / groups, N·…]. */
function byGroup(x: Value, groups: number): Value {
  const [, channels = 1, ...spatial] = fixedShape(x);
  const turned = transpose(x, [1, 0, ...spatial.map((_, axis) => axis + 2)]);
  return reshape(turned, [groups, channels / groups, -1]);
}

/**
 * Gradient of a convolution with respect to its weights: for each place of the kernel, the product of the gradient with what that
 * place saw. One matrix product per place is faster in ONNX Runtime than a convolution with a kernel as large as the picture.
 */
export function convWeightGradient(call: GradientCall<ConvSettings>): Value {
  const { kernel, strides, padding, dilations, groups } = call.settings;
  const counts = fixedShape(call.gradient).slice(2);
  const around = [0, 0, ...padding];
  const x = padding.some((zeros) => zeros > 0) ? pad(call.input(0), around, around) : call.input(0);
  const axes = kernel.map((_, axis) => axis + 2);
  const gradient = byGroup(call.gradient, groups);
  const [filters = 1, channels = 1] = fixedShape(call.input(1));
  const products = placesOf(kernel).map((place) => {
    const starts = place.map((at, axis) => at * (dilations[axis] ?? 1));
    const ends = starts.map((start, axis) => start + ((counts[axis] ?? 1) - 1) * (strides[axis] ?? 1) + 1);
    const isDense = strides.every((stride) => stride === 1);
    const seen = byGroup(isDense ? slice(x, starts, ends, axes) : slice(x, starts, ends, axes, strides), groups);
    return reshape(product(gradient, seen, groups), [filters, channels, 1]);
  });
  const [first, ...rest] = products as [Value, ...Value[]];
  return reshape(elementsOf(kernel) === 1 ? first : concat([first, ...rest], 2), call.shape(1));
}

/** gradient · seenᵀ of each group. */
function product(gradient: Value, seen: Value, groups: number): Value {
  if (groups > 1) return matMul(gradient, transpose(seen, [0, 2, 1]));
  const [, filters = 1] = fixedShape(gradient);
  const [, channels = 1] = fixedShape(seen);
  return gemm(reshape(gradient, [filters, -1]), reshape(seen, [channels, -1]), undefined, { transposeRight: true });
}
