import type { Dimension } from "../graph.ts";
import type { Attribute, OpCall } from "../op.ts";

/** How a window moves over the axes behind [N, C]; one number per such axis. */
export interface WindowSettings {
  readonly kernel: readonly number[];
  /** Steps between windows; 1 unless told. */
  readonly strides?: readonly number[];
  /** Zeros on both sides of each axis; 0 unless told. */
  readonly padding?: readonly number[];
  /** Distance between the places of one window; 1 unless told. */
  readonly dilations?: readonly number[];
}

/** Windows with every setting spelled out. */
export type Windows = Required<WindowSettings>;

/** Spells out what was left to its usual value. */
export function windowsOf({ kernel, strides, padding, dilations }: WindowSettings): Windows {
  return {
    kernel,
    strides: strides ?? kernel.map(() => 1),
    padding: padding ?? kernel.map(() => 0),
    dilations: dilations ?? kernel.map(() => 1),
  };
}

/** Places from the first to the last of one window along an axis. */
export function windowExtent({ kernel, dilations }: Windows, axis: number): number {
  return ((kernel[axis] ?? 1) - 1) * (dilations[axis] ?? 1) + 1;
}

/** Number of windows along each axis behind [N, C]. @throws ONNX_SHAPE_MISMATCH, ONNX_SETTING_INVALID */
export function windowCounts(call: OpCall, spatial: readonly Dimension[], windows: Windows): number[] {
  const { kernel, strides, padding, dilations } = windows;
  const complete = [kernel, strides, padding, dilations].every((each) => each.length === spatial.length);
  const inRange = [...kernel, ...strides, ...dilations].every((value) => Number.isInteger(value) && value > 0);
  if (!complete || !inRange || padding.some((value) => !Number.isInteger(value) || value < 0)) {
    call.refuse("ONNX_SETTING_INVALID", `got the windows ${JSON.stringify(windows)}.`, `Give ${spatial.length} whole numbers of each.`);
  }
  return spatial.map((size, axis) => {
    const free = Number(size) + 2 * (padding[axis] ?? 0) - windowExtent(windows, axis);
    if (typeof size !== "number" || free < 0) call.shapeMismatch("Axes behind the channels must be fixed and hold one window at least.");
    return Math.floor(free / (strides[axis] ?? 1)) + 1;
  });
}

/** The settings as ONNX attributes. */
export function windowAttributes({ kernel, strides, padding, dilations }: Windows): Record<string, Attribute> {
  return {
    kernel_shape: { ints: kernel },
    strides: { ints: strides },
    pads: { ints: [...padding, ...padding] },
    dilations: { ints: dilations },
  };
}
