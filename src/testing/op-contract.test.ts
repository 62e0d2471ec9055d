import { expect, test } from "vitest";
import type { Op } from "../onnx/index.ts";
import { type OpExample, tensor } from "../onnx/index.ts";
import { opContract } from "./op-contract.ts";

/** Relu with a rule for shape and type of one's own. */
function reluDeclaring(infer: Op["infer"]): Op {
  return { type: "Relu", infer, examples: [] };
}

async function outcomes(op: Op, expected: readonly number[]): Promise<string[]> {
  const example: OpExample = {
    inputs: [tensor("float32", [2, 1], [-1, 2])],
    build: (x) => x.graph.apply(op, [x], undefined),
    expected,
  };
  return Promise.all(
    opContract([example]).map(({ check }) =>
      check().then(
        () => "kept",
        () => "broken",
      ),
    ),
  );
}

test("an op that declares what it gives keeps the contract", async () => {
  expect(
    await outcomes(
      reluDeclaring((call) => [call.operand(0)]),
      [0, 2],
    ),
  ).toEqual(["kept", "kept"]);
});

test("a wrong shape, a wrong name of a dimension, a wrong type and a wrong result break it", async () => {
  expect(
    await outcomes(
      reluDeclaring(() => [{ type: "float32", shape: ["N", 2] }]),
      [0, 2],
    ),
  ).toEqual(["broken", "broken"]);
  expect(
    await outcomes(
      reluDeclaring(() => [{ type: "float32", shape: [3, 1] }]),
      [0, 2],
    ),
  ).toEqual(["broken", "broken"]);
  expect(
    await outcomes(
      reluDeclaring((call) => [{ type: "int64", shape: call.operand(0).shape }]),
      [0, 2],
    ),
  ).toEqual(["broken", "broken"]);
  expect(
    await outcomes(
      reluDeclaring((call) => [call.operand(0)]),
      [-1, 2],
    ),
  ).toEqual(["broken", "broken"]);
});
