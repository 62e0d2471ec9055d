import { expect, test } from "vitest";
import { newGraph, sigmoid } from "../../onnx/index.ts";
import { inspectGraph } from "./graph-safety.ts";

const encode = (text: string): number[] => [...new TextEncoder().encode(text)];
/** A length-delimited protobuf field shorter than 128 bytes. */
const field = (number: number, bytes: readonly number[]): number[] => [
  ...(number > 15 ? [((number << 3) & 127) | 2 | 128, number >> 4] : [(number << 3) | 2]),
  bytes.length,
  ...bytes,
];
const varint = (number: number, value: number): number[] => [number << 3, value];
const model = (...graph: readonly number[][]): Uint8Array => Uint8Array.from(field(7, graph.flat()));
const node = (operator: string, domain: string, ...attributes: readonly number[][]): number[] =>
  field(1, [...field(4, encode(operator)), ...field(7, encode(domain)), ...attributes.flatMap((attribute) => field(5, attribute))]);

test("a graph of our own is described: inputs, outputs, operators", () => {
  const graph = newGraph("g");
  graph.output("prediction", sigmoid(graph.input("x", "float32", ["N", 1])));
  const outline = inspectGraph(graph.bytes());
  expect(outline.inputs.map(({ name }) => name)).toEqual(["x"]);
  expect(outline.outputs.map(({ name }) => name)).toEqual(["prediction"]);
  expect(outline.nodeTypes).toContain("Sigmoid");
});

test.each([
  ["an operator of another domain", model(node("Run", "com.evil")), /operator "Run" of domain "com.evil"/],
  ["such an operator in a subgraph", model(node("If", "", field(6, node("Run", "x.y")))), /domain "x.y"/],
  [
    "an import of another domain",
    Uint8Array.from([...field(8, field(1, encode("com.microsoft"))), ...field(7, [])]),
    /imports operators of domain "com.microsoft"/,
  ],
  ["an initializer in another file", model(field(5, varint(14, 1))), /external files/],
  ["an initializer with a path", model(field(5, field(13, field(1, encode("location"))))), /external files/],
  ["an attribute's tensor in another file", model(node("Constant", "", field(5, varint(14, 1)))), /external files/],
  ["functions of its own", Uint8Array.from([...field(7, []), ...field(25, [])]), /functions/],
  ["a training graph", Uint8Array.from([...field(7, []), ...field(20, [])]), /training graphs/],
  ["two graphs", Uint8Array.from([...field(7, []), ...field(7, node("Run", "com.evil"))]), /comes twice/],
  ["a sparse initializer in another file", model(field(15, field(1, varint(14, 1)))), /external files/],
  ["no graph", Uint8Array.from(varint(1, 8)), /hold no ONNX graph/],
  ["no protobuf", Uint8Array.from(encode("hello")), /not an ONNX model/],
  ["an end inside of a field", Uint8Array.of((7 << 3) | 2, 100, 1), /not an ONNX model/],
])("a model with %s is refused", (_what, bytes, message) => {
  expect(() => inspectGraph(bytes)).toThrow(message);
  expect(() => inspectGraph(bytes)).toThrow(/PACKAGE_UNSAFE_GRAPH/);
});
