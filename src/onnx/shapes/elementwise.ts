import type { DataType } from "../graph.ts";
import type { Op, OpExample } from "../op.ts";
import { applyOp, type OpCall } from "../op.ts";
import { tensor } from "../tensor.ts";
import { broadcastShapes } from "./dimension.ts";

/** Element types that carry fractions. */
export const floats: readonly DataType[] = ["float32", "float64"];

/** Element types that arithmetic takes. */
export const numbers: readonly DataType[] = ["float32", "float64", "int32", "int64"];

/** Element types of whole numbers that ONNX Runtime computes with. */
export const integers: readonly DataType[] = ["int32", "int64"];

/** The shape that all operands of a node broadcast to. @throws ONNX_SHAPE_MISMATCH */
export function broadcastOperands(call: OpCall): ReturnType<typeof broadcastShapes> & {} {
  return (
    broadcastShapes(call.inputs.map((input) => input.shape)) ??
    call.shapeMismatch("Counted from the last, their dimensions must be equal or 1.")
  );
}

/** What an elementwise op takes and gives. */
interface ElementwiseRule {
  readonly types: readonly DataType[];
  /** Element type of the result; that of the operands unless told. */
  readonly result?: DataType;
}

/** Input and hand-computed output of an example with one operand. */
type UnaryCase = readonly [DataType, readonly (number | boolean)[], readonly (number | string)[]];

/** An op on each element of one operand. */
export function unaryOp(type: string, rule: ElementwiseRule, ...cases: readonly UnaryCase[]): Op {
  const op: Op = {
    type,
    infer: (call) => [{ type: rule.result ?? call.expectType(0, rule.types), shape: checkedOperand(call, rule).shape }],
    examples: cases.map(([input, elements, expected]) => ({
      inputs: [tensor(input, [elements.length, 1], elements)],
      build: (x): ReturnType<OpExample["build"]> => applyOp(op, [x], undefined),
      expected,
    })),
  };
  return op;
}

function checkedOperand(call: OpCall, rule: ElementwiseRule): OpCall["inputs"][number] {
  call.expectType(0, rule.types);
  return call.operand(0);
}

/** Left and right operand and hand-computed output of an example with two operands of three rows. */
type BinaryCase = readonly [
  DataType,
  readonly (number | string | boolean)[],
  readonly (number | string | boolean)[],
  readonly (number | string)[],
];

/** An op on pairs of elements of two operands, which are broadcast. The second operand of an example may be one row. */
export function binaryOp(type: string, rule: ElementwiseRule, ...cases: readonly BinaryCase[]): Op {
  const op: Op = {
    type,
    infer: (call) => {
      call.expectType(0, rule.types);
      const operandType = call.expectSameTypes();
      return [{ type: rule.result ?? operandType, shape: broadcastOperands(call) }];
    },
    examples: cases.map(([input, left, right, expected]) => ({
      inputs: [tensor(input, [left.length, 1], left), tensor(input, [right.length, 1], right)],
      build: (a, b): ReturnType<OpExample["build"]> => applyOp(op, [a, b], undefined),
      expected,
    })),
  };
  return op;
}
