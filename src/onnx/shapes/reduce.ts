import type { DataType, Value } from "../graph.ts";
import { applyOp, type Op, type OpExample } from "../op.ts";
import { tensor } from "../tensor.ts";

/** Which axes are reduced, and whether they stay as 1. */
export interface ReduceSettings {
  readonly axes: readonly number[];
  readonly keepDimensions: boolean;
}

/** An op that folds axes; `expected` are its results for the rows [1, 2, 6] and [−1, 0, −2]. */
export function reduceOp(type: string, types: readonly DataType[], expected: readonly [number, number]): Op<ReduceSettings> {
  const example = (elementType: DataType, settings: ReduceSettings): OpExample => ({
    inputs: [tensor(elementType, [2, 3], [1, 2, 6, -1, 0, -2])],
    build: (x: Value) => applyOp(op, [x], settings),
    expected,
  });
  const op: Op<ReduceSettings> = {
    type,
    infer: (call, settings) => {
      const { shape } = call.operand(0);
      const axes = new Set(settings.axes.map((axis) => call.axis(axis, shape.length)));
      const kept = shape.flatMap((dimension, i) => (axes.has(i) ? (settings.keepDimensions ? [1] : []) : [dimension]));
      return [{ type: call.expectType(0, types), shape: kept }];
    },
    encode: (settings, graph) => ({
      inputs: [graph.constant(BigInt64Array.from(settings.axes, BigInt))],
      attributes: { keepdims: { int: settings.keepDimensions ? 1 : 0 } },
    }),
    examples: types.flatMap((elementType) => [
      example(elementType, { axes: [1], keepDimensions: true }),
      example(elementType, { axes: [-1], keepDimensions: false }),
    ]),
  };
  return op;
}
