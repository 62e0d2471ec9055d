import type { Value } from "../graph.ts";
import { concat } from "../ops/concat.ts";
import type { ConvSettings } from "../ops/conv.ts";
import { matMul } from "../ops/mat-mul.ts";
import { pad } from "../ops/pad.ts";
import { reshape } from "../ops/reshape.ts";
import { slice } from "../ops/slice.ts";
import { transpose } from "../ops/transpose.ts";
import { stableGemm } from "../stable-gemm.ts";
import { fixedShape, type GradientCall } from "./gradient.ts";

/** Places of a kernel, each as one number per axis, the last axis fastest. */
function placesOf(kernel: readonly number[]): number[][] {
  return kernel.reduce<number[][]>(
    (places, size) => places.flatMap((place) => Array.from({ length: size }, (_, i) => [...place, i])),
    [[]],
  );
}

/** [N, channels, …] with the channels in front, so that all examples of a channel lie in one stretch. */
function channelsFirst(x: Value): Value {
  return transpose(x, [1, 0, ...x.shape.slice(2).map((_, axis) => axis + 2)]);
}

/** left · rightᵀ of each group of channels, [channels, …] each: [groups, left channels, right channels]. */
function product(left: Value, right: Value, groups: number): Value {
  if (groups === 1) {
    const flat = (x: Value): Value => reshape(x, [Number(x.shape[0]), -1]);
    return stableGemm(flat(left), flat(right), undefined, { transposeRight: true });
  }
  const byGroup = (x: Value): Value => reshape(x, [groups, Number(x.shape[0]) / groups, -1]);
  return matMul(byGroup(left), transpose(byGroup(right), [0, 2, 1]));
}

/**
 * Gradient of a convolution with respect to its weights: for each place of the kernel, the product of the gradient with what that
 * place saw. One matrix product per place is faster in ONNX Runtime than a convolution with a kernel as large as the picture.
 */
export function convWeightGradient(call: GradientCall<ConvSettings>): Value {
  const { kernel, strides, padding, dilations, groups } = call.settings;
  const counts = fixedShape(call.gradient).slice(2);
  const around = [0, 0, ...padding];
  const given = channelsFirst(call.input(0));
  const x = padding.some((zeros) => zeros > 0) ? pad(given, around, around) : given;
  const gradient = channelsFirst(call.gradient);
  const axes = kernel.map((_, axis) => axis + 2);
  const [filters = 1, channels = 1] = call.shape(1);
  const isDense = strides.every((stride) => stride === 1);
  const products = placesOf(kernel).map((place) => {
    const starts = place.map((at, axis) => at * (dilations[axis] ?? 1));
    const ends = starts.map((start, axis) => start + ((counts[axis] ?? 1) - 1) * (strides[axis] ?? 1) + 1);
    const seen = slice(x, starts, ends, axes, isDense ? undefined : strides);
    return reshape(product(gradient, seen, groups), [filters, channels, 1]);
  });
  return reshape(concat(products as [Value, ...Value[]], 2), call.shape(1));
}
