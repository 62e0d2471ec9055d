import { conv, type Value } from "../../../onnx/index.ts";
import type { InitializerName } from "../initializer.ts";
import { expectRank, fixedSize } from "./fixed-size.ts";
import type { Layer } from "./layer.ts";

/** Settings of `convolution`; one number stands for every axis. */
export interface ConvolutionSettings {
  readonly stride?: number | readonly number[];
  /** Zeros on both sides, or "same": as many as keep the size at stride 1, for odd kernels. 0 unless told. */
  readonly padding?: number | readonly number[] | "same";
  readonly dilation?: number | readonly number[];
  /** Groups of channels that do not see each other; "depthwise": one group per channel. 1 unless told. */
  readonly groups?: number | "depthwise";
  /** "he_normal" unless told. */
  readonly initializer?: InitializerName;
  /** true unless told. */
  readonly bias?: boolean;
}

/** One number per axis. */
export function perAxis(value: number | readonly number[] | undefined, axes: number, usual: number): readonly number[] {
  if (Array.isArray(value)) return value;
  return new Array<number>(axes).fill((value as number | undefined) ?? usual);
}

function paddingOf(settings: ConvolutionSettings, kernel: readonly number[], dilation: readonly number[]): readonly number[] {
  const { padding } = settings;
  if (padding !== "same") return perAxis(padding, kernel.length, 0);
  return kernel.map((size, axis) => ((size - 1) * (dilation[axis] ?? 1)) / 2);
}

/**
 * A convolution over what lies behind [N, C]: sequences [N, C, T] or pictures [N, C, H, W].
 * @param filters - channels of the result.
 * @param kernel - size of the window; one number stands for every axis.
 * @example convolution(32, 3, { padding: "same" })
 */
export function convolution(filters: number, kernel: number | readonly number[], settings: ConvolutionSettings = {}): Layer {
  return {
    kind: "convolution",
    build: (x, scope): Value => {
      expectRank("convolution", x, [3, 4], "sequences [N, C, T] or pictures [N, C, H, W]");
      const sizes = perAxis(kernel, x.shape.length - 2, 1);
      const channels = fixedSize("convolution", x, 1);
      const groups = settings.groups === "depthwise" ? channels : (settings.groups ?? 1);
      const places = sizes.reduce((product, size) => product * size, 1);
      const fan = { in: (channels / groups) * places, out: (filters / groups) * places };
      const { initializer = "he_normal", bias = true } = settings;
      const weight = scope.parameter("weight", { shape: [filters, channels / groups, ...sizes], initializer, fan });
      const shift = bias ? scope.parameter("bias", { shape: [filters], initializer: "zeros", fan, decay: false }) : undefined;
      const dilations = perAxis(settings.dilation, sizes.length, 1);
      const strides = perAxis(settings.stride, sizes.length, 1);
      return conv(x, weight, shift, { strides, dilations, padding: paddingOf(settings, sizes, dilations), groups });
    },
  };
}
