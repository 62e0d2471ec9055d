import {
  add,
  customGradient,
  div,
  fixedShape,
  mul,
  reduceMean,
  reduceSum,
  reshape,
  sqrt,
  stopGradient,
  sub,
  type Value,
} from "../../../onnx/index.ts";
import { fixedSize } from "./fixed-size.ts";
import type { Layer, LayerScope } from "./layer.ts";

/** Settings of `batchNorm`. */
export interface BatchNormSettings {
  /** Share of the old running mean and variance that each step keeps; 0.9 unless told. */
  readonly momentum?: number;
  /** Added to the variance; 1e-5 unless told. */
  readonly epsilon?: number;
}

/** Mean and variance of each channel over the batch, [1, C, 1, …]. */
function moments(x: Value, axes: readonly number[]): { mean: Value; variance: Value } {
  const mean = reduceMean(x, axes, true);
  const centred = sub(x, mean);
  return { mean, variance: reduceMean(mul(centred, centred), axes, true) };
}

/** x·(scale/deviation) + rest: two passes over x instead of four. */
function scaled(x: Value, mean: Value, inverseDeviation: Value, scale: Value, shift: Value): Value {
  const factor = mul(scale, inverseDeviation);
  return add(mul(x, factor), sub(shift, mul(mean, factor)));
}

/** Normalises by the batch's own moments, with the gradient of Ioffe and Szegedy's formula. */
export function normalizeBatch(x: Value, scale: Value, shift: Value, epsilon: number): { y: Value; mean: Value; variance: Value } {
  const shape = fixedShape(x);
  const axes = shape.flatMap((_, axis) => (axis === 1 ? [] : [axis]));
  const perChannel = shape.map((size, axis) => (axis === 1 ? size : 1));
  const { mean, variance } = moments(x, axes);
  const inverseDeviation = div(x.graph.scalar(1), sqrt(add(variance, x.graph.scalar(epsilon))));
  const [wideScale, wideShift] = [reshape(scale, perChannel), reshape(shift, perChannel)];
  const y = scaled(x, mean, inverseDeviation, wideScale, wideShift);
  const rows = shape.reduce((product, size) => product * size, 1) / (shape[1] ?? 1);
  const backward = (gradient: Value) => {
    const standardized = () => sub(mul(x, inverseDeviation), mul(mean, inverseDeviation));
    const shiftSlope = () => reduceSum(gradient, axes, true);
    const scaleSlope = () => reduceSum(mul(gradient, standardized()), axes, true);
    const share = x.graph.scalar(1 / rows);
    return [
      () => {
        const towardsMean = sub(sub(gradient, mul(shiftSlope(), share)), mul(standardized(), mul(scaleSlope(), share)));
        return mul(towardsMean, mul(wideScale, inverseDeviation));
      },
      () => reshape(scaleSlope(), fixedShape(scale)),
      () => reshape(shiftSlope(), fixedShape(shift)),
    ];
  };
  return { y: customGradient(y, [x, scale, shift], backward), mean, variance };
}

/** old·momentum + new·(1 − momentum), without a gradient. */
function blended(old: Value, now: Value, momentum: number): Value {
  const scalar = (value: number): Value => old.graph.scalar(value);
  return add(mul(old, scalar(momentum)), mul(reshape(stopGradient(now), fixedShape(old)), scalar(1 - momentum)));
}

function buildBatchNorm(x: Value, scope: LayerScope, momentum: number, epsilon: number): Value {
  const channels = fixedSize("batch_norm", x, 1);
  const fan = { in: channels, out: channels };
  const scale = scope.parameter("scale", { shape: [channels], initializer: "ones", fan, decay: false });
  const shift = scope.parameter("shift", { shape: [channels], initializer: "zeros", fan, decay: false });
  const mean = scope.memory("mean", [channels], 0);
  const variance = scope.memory("variance", [channels], 1);
  if (!scope.training) {
    const wide = (value: Value): Value => reshape(value, [1, channels, ...x.shape.slice(2).map(() => 1)]);
    const inverseDeviation = div(x.graph.scalar(1), sqrt(add(variance.value, x.graph.scalar(epsilon))));
    return scaled(x, wide(mean.value), wide(inverseDeviation), wide(scale), wide(shift));
  }
  const batch = normalizeBatch(x, scale, shift, epsilon);
  mean.update(blended(mean.value, batch.mean, momentum));
  variance.update(blended(variance.value, batch.variance, momentum));
  return batch.y;
}

/**
 * Each channel (axis 1) with mean 0 and variance 1 over the batch, times a learned scale, plus a learned shift. Serves with the
 * running mean and variance of training.
 * @see Ioffe and Szegedy (2015), "Batch normalization".
 */
export function batchNorm({ momentum = 0.9, epsilon = 1e-5 }: BatchNormSettings = {}): Layer {
  return { kind: "batch_norm", build: (x, scope) => buildBatchNorm(x, scope, momentum, epsilon) };
}
