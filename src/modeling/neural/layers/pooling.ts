import { averagePool, maxPool, reduceMax, reduceMean, type Value } from "../../../onnx/index.ts";
import { perAxis } from "./convolution.ts";
import { expectRank } from "./fixed-size.ts";
import type { Layer } from "./layer.ts";

/** Settings of a pooling; one number stands for every axis. */
export interface PoolingSettings {
  /** The size of the window unless told. */
  readonly stride?: number | readonly number[];
  readonly padding?: number | readonly number[];
}

function pooling(
  kind: string,
  size: number | readonly number[],
  settings: PoolingSettings,
  pool: (x: Value, windows: Windows) => Value,
): Layer {
  return {
    kind,
    build: (x) => {
      expectRank(kind, x, [3, 4], "sequences [N, C, T] or pictures [N, C, H, W]");
      const kernel = perAxis(size, x.shape.length - 2, 1);
      const strides = settings.stride === undefined ? kernel : perAxis(settings.stride, kernel.length, 1);
      return pool(x, { kernel, strides, padding: perAxis(settings.padding, kernel.length, 0) });
    },
  };
}

type Windows = Parameters<typeof maxPool>[1];

/** The largest element of each window. @example maxPooling(2) */
export function maxPooling(size: number | readonly number[], settings: PoolingSettings = {}): Layer {
  return pooling("max_pooling", size, settings, (x, windows) => maxPool(x, windows).values);
}

/** The mean of each window; padding counts as zeros. */
export function averagePooling(size: number | readonly number[], settings: PoolingSettings = {}): Layer {
  return pooling("average_pooling", size, settings, averagePool);
}

/** Axes behind [N, C]. */
function spatialAxes(x: Value): number[] {
  return x.shape.slice(2).map((_, axis) => axis + 2);
}

/** The mean over everything behind the channels: [N, C, …] → [N, C]. */
export function globalAveragePooling(): Layer {
  return { kind: "global_average_pooling", build: (x) => reduceMean(x, spatialAxes(x)) };
}

/** The largest element behind the channels: [N, C, …] → [N, C]. */
export function globalMaxPooling(): Layer {
  return { kind: "global_max_pooling", build: (x) => reduceMax(x, spatialAxes(x)) };
}
