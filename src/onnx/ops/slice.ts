import type { Dimension, Value } from "../graph.ts";
import { applyOp, type Op, type OpCall } from "../op.ts";
import { shiftDimension } from "../shapes/dimension.ts";
import { tensor } from "../tensor.ts";

/** Ranges along axes; negative positions count from the end, `Infinity` is the end itself. */
export interface SliceSettings {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly axes: readonly number[];
  /** Every so many-th element of each range, the first included; 1 unless told. */
  readonly strides?: readonly number[];
}

const LAST = 2n ** 62n;

/** Length of [start, end) of a dimension. A named one allows ranges whose length follows from its own. */
function rangeLength(call: OpCall, dimension: Dimension, start: number, end: number): Dimension {
  if (typeof dimension === "number") {
    const from = Math.min(start < 0 ? Math.max(0, dimension + start) : start, dimension);
    const to = Math.min(end < 0 ? dimension + end : end, dimension);
    return Math.max(0, to - from);
  }
  if (start >= 0 && (end < 0 || end === Infinity)) return shiftDimension(dimension, -(start + (end < 0 ? -end : 0)));
  if (start < 0 && end < 0) return Math.max(0, end - start);
  if (start < 0 && end === Infinity) return -start;
  if (start === end) return 0;
  const problem = `got the range [${start}, ${end}) of "${dimension}", whose length is not known yet.`;
  return call.refuse("ONNX_SETTING_INVALID", problem, "Count both positions from one end, or use -n and Infinity.");
}

/** Length of a range of which every stride-th element is taken. */
function thinned(call: OpCall, length: Dimension, stride: number): Dimension {
  if (stride === 1) return length;
  if (typeof length === "number" && Number.isInteger(stride) && stride > 0) return Math.ceil(length / stride);
  return call.refuse(
    "ONNX_SETTING_INVALID",
    `got the stride ${stride} for ${length} elements.`,
    "Give a whole number above 0, and a fixed range.",
  );
}

export const sliceOp: Op<SliceSettings> = {
  type: "Slice",
  infer: (call, { starts, ends, axes, strides }) => {
    const { type, shape } = call.operand(0);
    if (starts.length !== axes.length || ends.length !== axes.length) {
      call.refuse("ONNX_SETTING_INVALID", `got ${starts.length} starts, ${ends.length} ends and ${axes.length} axes.`, "Give one of each.");
    }
    const result = [...shape];
    axes.forEach((named, i) => {
      const axis = call.axis(named, shape.length);
      const length = rangeLength(call, shape[axis] ?? 0, starts[i] ?? 0, ends[i] ?? Infinity);
      result[axis] = thinned(call, length, strides?.[i] ?? 1);
    });
    return [{ type, shape: result }];
  },
  encode: ({ starts, ends, axes, strides }, graph) => {
    const vector = (values: readonly number[]): Value =>
      graph.constant(BigInt64Array.from(values, (value) => (value === Infinity ? LAST : BigInt(value))));
    const ranges = [vector(starts), vector(ends), vector(axes)];
    return { inputs: strides === undefined ? ranges : [...ranges, vector(strides)] };
  },
  examples: [
    { inputs: [tensor("float32", [2, 3], [1, 2, 3, 4, 5, 6])], build: (x) => slice(x, [1], [3], [1]), expected: [2, 3, 5, 6] },
    { inputs: [tensor("float32", [3, 2], [1, 2, 3, 4, 5, 6])], build: (x) => slice(x, [1], [Infinity], [0]), expected: [3, 4, 5, 6] },
    { inputs: [tensor("float32", [3, 2], [1, 2, 3, 4, 5, 6])], build: (x) => slice(x, [0], [-2], [0]), expected: [1, 2] },
    { inputs: [tensor("string", [3, 1], ["a", "b", "c"])], build: (x) => slice(x, [-1], [Infinity], [0]), expected: ["c"] },
    { inputs: [tensor("int64", [2, 3], [1, 2, 3, 4, 5, 6])], build: (x) => slice(x, [-2], [-1], [-1]), expected: [2, 5] },
    { inputs: [tensor("float32", [1, 5], [1, 2, 3, 4, 5])], build: (x) => slice(x, [1], [5], [1], [3]), expected: [2, 5] },
  ],
};

/**
 * Elements [start, end) along each axis, or every stride-th of them; negative positions count from the end, `Infinity` is the end.
 * @throws ONNX_SETTING_INVALID where the length cannot be known
 */
export function slice(
  x: Value,
  starts: readonly number[],
  ends: readonly number[],
  axes: readonly number[],
  strides?: readonly number[],
): Value {
  return applyOp(sliceOp, [x], { starts, ends, axes, ...(strides === undefined ? {} : { strides }) });
}
