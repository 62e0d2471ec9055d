import { expect, test } from "vitest";
import {
  add,
  cast,
  concat,
  describeModel,
  elementsAsPlain,
  matMul,
  newGraph,
  openGraph,
  reduceSum,
  reshape,
  slice,
  tensor,
  where,
} from "./index.ts";

test("a graph that is built, saved and opened adds", async () => {
  const graph = newGraph("adder");
  graph.output("sum", add(graph.input("a", "float32", ["N", 1]), graph.input("b", "float32", ["N", 1])));
  const session = await openGraph(graph.bytes());
  const { sum } = await session.run({ a: tensor("float32", [2, 1], [1, 2]), b: tensor("float32", [2, 1], [10, 20]) });
  await session.close();
  expect(sum?.shape).toEqual([2, 1]);
  expect(sum?.data).toEqual(Float32Array.of(11, 22));
});

test("shapes that do not fit are refused with node, op, both values and both shapes", () => {
  const graph = newGraph("g");
  const a = graph.input("a", "float32", ["N", 3]);
  const b = graph.input("b", "float32", ["N", 4]);
  expect(() => graph.within("part", () => add(a, b))).toThrow(
    'ONNX_SHAPE_MISMATCH: node "/part/Add.1" (Add) cannot take the shapes "a" [N, 3] and "b" [N, 4]. Counted from the last',
  );
});

test("the row dimension fits itself and 1, nothing else", () => {
  const graph = newGraph("g");
  const x = graph.input("x", "float32", ["N", 1]);
  expect(add(x, graph.constant(Float32Array.of(1, 2), [1, 2])).shape).toEqual(["N", 2]);
  expect(() => add(x, graph.constant(Float32Array.of(1, 2), [2, 1]))).toThrow("ONNX_SHAPE_MISMATCH");
});

test("element types that do not fit are refused with what to cast", () => {
  const graph = newGraph("g");
  const x = graph.input("x", "float32", ["N", 1]);
  expect(() => add(x, graph.scalar(1, "int64"))).toThrow("got float32 and int64. Cast them to one type.");
  expect(() => matMul(cast(x, "string"), x)).toThrow("ONNX_TYPE_MISMATCH");
  expect(() => where(x, x, x)).toThrow("got float32 as operand 1. Cast it to bool.");
});

test("an axis that does not exist is refused with the ones that do", () => {
  const x = newGraph("g").input("x", "float32", ["N", 2]);
  expect(() => reduceSum(x, [2])).toThrow("ONNX_SETTING_INVALID");
  expect(() => reduceSum(x, [2])).toThrow("got axis 2 for [N, 2]. Give an axis from -2 to 1.");
});

test("named dimensions follow slices, concatenation and reshapes", () => {
  const x = newGraph("g").input("x", "int64", ["N", "L"]);
  expect(slice(x, [1], [-2], [1]).shape).toEqual(["N", "L-3"]);
  expect(concat([slice(x, [2], [Infinity], [1]), slice(x, [0], [-1], [1])], 1).shape).toEqual(["N", "(L+L)-3"]);
  expect(concat([slice(x, [2], [Infinity], [1]), reduceSum(x, [1], true)], 1).shape).toEqual(["N", "L-1"]);
  expect(reshape(x, [-1]).shape).toEqual(["(N*L)"]);
  expect(() => slice(x, [1], [3], [1])).toThrow('got the range [1, 3) of "L", whose length is not known yet');
});

test("reshape refuses a shape that holds another number of elements", () => {
  const x = newGraph("g").input("x", "float32", ["N", 6]);
  expect(reshape(x, [0, 2, 3]).shape).toEqual(["N", 2, 3]);
  expect(reshape(x, [-1, 2]).shape).toEqual(["(3*N)", 2]);
  expect(() => reshape(x, [0, 4])).toThrow("ONNX_SHAPE_MISMATCH");
});

test("names are given once and do not begin with a slash", () => {
  const graph = newGraph("g");
  const x = graph.input("x", "float32", ["N", 1]);
  expect(() => graph.input("x", "float32", ["N", 1])).toThrow("ONNX_NAME_TAKEN");
  expect(() => graph.output("x", x)).toThrow("ONNX_NAME_TAKEN");
  expect(() => graph.input("/x", "float32", ["N", 1])).toThrow('does not begin with "/"');
  expect(() => graph.output("", x)).toThrow("ONNX_NAME_TAKEN");
});

test("values of another graph are refused", () => {
  const x = newGraph("one").input("x", "float32", ["N", 1]);
  const y = newGraph("two").input("y", "float32", ["N", 1]);
  expect(() => add(x, y)).toThrow('of graph "one" got "y" of graph "two"');
});

test("a constant must fill its shape", () => {
  expect(() => newGraph("g").constant(Float32Array.of(1, 2), [3])).toThrow("has 2 elements for the shape [3]. Give 3 elements.");
  expect(() => tensor("float32", [2], [1])).toThrow("ONNX_CONSTANT_INVALID");
});

test("a graph without outputs is not saved", () => {
  expect(() => newGraph("g").bytes()).toThrow('ONNX_OUTPUT_MISSING: graph "g" has no output.');
});

test("constants of every element type arrive as they were given", async () => {
  const graph = newGraph("g");
  const contents = [
    Float32Array.of(1.5, -0),
    Float64Array.of(Math.PI, Number.NaN),
    Int32Array.of(-1, 2),
    BigInt64Array.of(-(2n ** 62n), 5n),
    Int8Array.of(-128, 127),
    Uint8Array.of(0, 255),
    ["ä", ""],
    [true, false],
  ];
  contents.forEach((data, i) => {
    graph.output(`o${i}`, graph.constant(data));
  });
  const session = await openGraph(graph.bytes());
  const results = await session.run({});
  await session.close();
  contents.forEach((data, i) => {
    const expected = i === 7 ? Uint8Array.of(1, 0) : data;
    expect(results[`o${i}`]?.data).toEqual(expected);
  });
});

test("equal scalars are stored once, 0 and −0 are not equal", () => {
  const graph = newGraph("g");
  expect(graph.scalar(1)).toBe(graph.scalar(1));
  expect(graph.scalar(0)).not.toBe(graph.scalar(-0));
  expect(graph.scalar(1)).not.toBe(graph.scalar(1, "int64"));
});

test("an input may go straight out, and one value may be two outputs", async () => {
  const graph = newGraph("g");
  const x = graph.input("x", "string", ["N", 1]);
  graph.output("first", x);
  graph.output("second", x);
  const session = await openGraph(graph.bytes());
  const results = await session.run({ x: tensor("string", [1, 1], ["ß"]) });
  expect([results["first"], results["second"]].map((each) => each && elementsAsPlain(each))).toEqual([["ß"], ["ß"]]);
  await session.close();
});

test("equal graphs give equal bytes, and the bytes say what they hold", () => {
  const build = (): Uint8Array => {
    const graph = newGraph("g");
    const x = graph.input("x", "float32", ["N", 2]);
    graph.output("y", reduceSum(add(x, graph.scalar(1)), [1]));
    return graph.bytes();
  };
  expect(build()).toEqual(build());
  expect(describeModel(build())).toEqual({
    irVersion: 10,
    producer: "millwright",
    opsets: { "": 21 },
    inputs: [{ name: "x", type: "float32", shape: ["N", 2] }],
    outputs: [{ name: "y", type: "float32", shape: ["N"] }],
    nodeTypes: ["Add", "Identity", "ReduceSum"],
    operators: ["Add", "ReduceSum", "Identity"].map((name) => ({ domain: "", name })),
    nodes: 3,
    constants: 2,
    subgraphs: 0,
    functions: 0,
    trainingGraphs: 0,
    externalData: false,
  });
});
