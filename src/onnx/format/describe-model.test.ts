import fc from "fast-check";
import { expect, test } from "vitest";
import { MillwrightError } from "../../errors/index.ts";
import { add, labelEncoder, newGraph } from "../index.ts";
import { decodeMessage } from "./decode.ts";
import { describeModel } from "./describe-model.ts";
import { encodeMessage } from "./encode.ts";
import type { Message } from "./schema.ts";

function sample(): Uint8Array {
  const graph = newGraph("sample");
  const city = graph.input("city", "string", ["N", 1]);
  const rank = labelEncoder(city, { keys: ["a", "ä"], values: [0.5, 1], otherwise: -1, numberType: "float32" });
  graph.output(
    "y",
    add(
      rank,
      graph.constant(
        Float32Array.from({ length: 300 }, (_, i) => i),
        [1, 300],
      ),
    ),
  );
  return graph.bytes();
}

/** Description, or the code of the error; anything else that is thrown fails the test. */
function describeOrCode(bytes: Uint8Array): string {
  try {
    describeModel(bytes);
    return "described";
  } catch (error) {
    if (error instanceof MillwrightError) return error.code;
    throw error;
  }
}

const allowed = ["described", "ONNX_MODEL_INVALID", "ONNX_MODEL_TOO_LARGE"];

test("ops of other domains carry the domain", () => {
  const { nodeTypes, opsets, outputs } = describeModel(sample());
  expect(nodeTypes).toEqual(["Add", "Identity", "ai.onnx.ml.LabelEncoder"]);
  expect(opsets).toEqual({ "": 21, "ai.onnx.ml": 5 });
  expect(outputs).toEqual([{ name: "y", type: "float32", shape: ["N", 300] }]);
});

test("a model cut anywhere is described or refused with a code", () => {
  const bytes = sample();
  for (let length = 0; length < bytes.length; length++) expect(allowed).toContain(describeOrCode(bytes.slice(0, length)));
  expect(describeOrCode(bytes.slice(0, bytes.length - 1))).toBe("ONNX_MODEL_INVALID");
});

test("a model with any byte changed is described or refused with a code", () => {
  const bytes = sample();
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 }), (at, value) => {
      expect(allowed).toContain(describeOrCode(bytes.with(at, value)));
    }),
    { numRuns: 2000, seed: 3 },
  );
});

test("random bytes are described or refused with a code", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(allowed).toContain(describeOrCode(bytes));
    }),
    { numRuns: 2000, seed: 3 },
  );
});

test("no bytes are no model", () => {
  expect(() => describeModel(new Uint8Array())).toThrow("ONNX_MODEL_INVALID: 0 bytes hold no ONNX graph.");
});

test("a model larger than the limit is refused before it is read", () => {
  expect(() => describeModel(sample(), { bytes: 100 })).toThrow(/^ONNX_MODEL_TOO_LARGE: the model has \d+ bytes, the limit is 100/);
});

test("graphs nested a hundred deep are refused, not followed", () => {
  let graph: Message = { name: "inner" };
  for (let i = 0; i < 100; i++) graph = { node: [{ opType: "If", attribute: [{ name: "then_branch", type: 5, g: graph }] }] };
  expect(() => describeModel(encodeMessage("Model", { graph }))).toThrow(
    "ONNX_MODEL_TOO_LARGE: the model cannot be read: messages are nested",
  );
});

test("a million empty nodes are refused", () => {
  const node = Array.from({ length: 50_000 }, () => ({}));
  expect(() => describeModel(encodeMessage("Model", { graph: { node } }), { values: 10_000 })).toThrow("it holds more than 10000 values");
});

test("graphs within nodes, functions and outside files are found", () => {
  const inner: Message = { node: [{ opType: "Evil", domain: "somewhere" }], initializer: [{ name: "w", dataLocation: 1 }] };
  const graph: Message = { node: [{ opType: "If", attribute: [{ name: "then_branch", type: 5, g: inner }] }] };
  const described = describeModel(encodeMessage("Model", { graph, functions: [{ name: "f", node: [{ opType: "Exp" }] }] }));
  expect(described).toMatchObject({ nodeTypes: ["Exp", "If", "somewhere.Evil"], subgraphs: 1, functions: 1, externalData: true });
});

test("a message that may come once is refused when it comes twice: other readers would merge the two", () => {
  const bytes = sample();
  expect(() => describeModel(Uint8Array.from([...bytes, ...bytes]))).toThrow("field 7 comes twice");
});

test.each<[string, Message]>([
  ["an initializer", { sparseInitializer: [{ values: { dataLocation: 1 } }] }],
  ["an attribute", { node: [{ opType: "Constant", attribute: [{ sparseTensor: { indices: { externalData: [{}] } } }] }] }],
  ["an attribute's list", { node: [{ opType: "X", attribute: [{ sparseTensors: [{ values: { dataLocation: 1 } }] }] }] }],
])("outside files of sparse tensors are found in %s", (_where, graph) => {
  expect(describeModel(encodeMessage("Model", { graph })).externalData).toBe(true);
});

test("messages come back as they were written", () => {
  const limits = { bytes: 1e6, depth: 10, values: 1e4 };
  const arbitrary = fc.record({
    name: fc.string(),
    type: fc.integer({ min: 0, max: 20 }),
    i: fc.maxSafeInteger(),
    floats: fc.array(fc.float({ noNaN: true }), { minLength: 1 }),
    ints: fc.array(fc.maxSafeInteger(), { minLength: 1 }),
    strings: fc.array(fc.string({ unit: "grapheme" }), { minLength: 1 }),
  });
  fc.assert(
    fc.property(arbitrary, (message) => {
      expect(decodeMessage("Attribute", encodeMessage("Attribute", message), limits, [])).toEqual(message);
    }),
    { numRuns: 200, seed: 5 },
  );
});
