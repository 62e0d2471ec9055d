import { describe, expect, test } from "vitest";
import { newGraph, openGraph, reshape, spread, type Tensor, tensor } from "../../../onnx/index.ts";
import { gradientContract } from "../../../testing/gradient-contract.ts";
import { type LayerCase, layerCases, trainingExample, valuesOf, variablesOf } from "../fixtures/layer-examples.ts";
import { NetworkScope } from "../network-scope.ts";
import { activation } from "./activation.ts";
import { attend } from "./attention.ts";
import { batchNorm } from "./batch-norm.ts";
import { convolution } from "./convolution.ts";
import { dense } from "./dense.ts";
import { dropout } from "./dropout.ts";
import { groupNorm } from "./group-norm.ts";
import { gru } from "./gru.ts";
import type { Layer } from "./layer.ts";

/** Runs a layer as it serves, with a fixed or an open number of rows. */
async function serve(one: LayerCase, isOpen: boolean): Promise<{ declared: readonly (number | string)[]; result: Tensor }> {
  const [, layer, input] = one;
  const variables = variablesOf(one);
  const values = valuesOf(variables);
  const graph = newGraph("serving");
  const scope = new NetworkScope(graph, ({ name }) => {
    const found = values[variables.findIndex((variable) => variable.name === name)] as Tensor;
    return graph.constant(found.data as Float32Array, found.shape);
  });
  const y = layer.build(graph.input("x", input.type, isOpen ? ["N", ...input.shape.slice(1)] : input.shape), scope);
  graph.output("y", y);
  const session = await openGraph(graph.bytes());
  const results = await session.run({ x: input });
  await session.close();
  return { declared: y.shape, result: results["y"] as Tensor };
}

describe("gradients of layers with respect to input and parameters", () => {
  for (const one of layerCases) {
    for (const { title, check } of gradientContract([trainingExample(one)])) test(`${one[0]}: ${title}`, check);
  }
});

describe("layers serve any number of rows", () => {
  for (const one of layerCases) {
    test(one[0], async () => {
      const [fixed, open] = [await serve(one, false), await serve(one, true)];
      expect(fixed.result.shape).toEqual(fixed.declared);
      expect(open.declared).toEqual(["N", ...fixed.declared.slice(1)]);
      expect(open.result).toEqual(fixed.result);
    });
  }
});

/** Runs a layer as it trains, with a counter, and gives its output. */
async function train(layer: Layer, input: Tensor, counter: number): Promise<Float32Array> {
  const graph = newGraph("training");
  const scope = new NetworkScope(graph, ({ name, shape }) => graph.input(name, "float32", shape), graph.input("counter", "int32", []));
  graph.output("y", layer.build(graph.input("x", "float32", input.shape), scope));
  for (const [name, next] of scope.updates) graph.output(`${name}.next`, next);
  const session = await openGraph(graph.bytes());
  const variables = Object.fromEntries(
    scope.variables.map(({ variable: { name, shape, initializer } }) => [
      name,
      tensor("float32", shape, new Array(shape.reduce((a, b) => a * b, 1)).fill(initializer === "ones" ? 1 : 0)),
    ]),
  );
  const results = await session.run({ x: input, counter: tensor("int32", [], [counter]), ...variables });
  await session.close();
  return results["y"]?.data as Float32Array;
}

test("dropout drops the share it is told, others each step, keeps the mean and serves everything", async () => {
  const ones = tensor("float32", [200, 50], new Array(10_000).fill(1));
  const [first, again, next] = await Promise.all([1, 1, 2].map((counter) => train(dropout(0.3), ones, counter)));
  const dropped = first?.filter((value) => value === 0).length ?? 0;
  expect(Math.abs(dropped / 10_000 - 0.3)).toBeLessThan(4 * Math.sqrt(0.21 / 10_000));
  expect(new Set(first)).toEqual(new Set([0, Math.fround(1 / 0.7)]));
  expect(again).toEqual(first);
  const both = first?.filter((value, i) => value === 0 && next?.[i] === 0).length ?? 0;
  expect(Math.abs(both / 10_000 - 0.09)).toBeLessThan(4 * Math.sqrt(0.09 * 0.91) * 0.01);
  const graph = newGraph("serving");
  const x = graph.input("x", "float32", ["N", 2]);
  expect(dropout(0.3).build(x, new NetworkScope(graph, () => x))).toBe(x);
});

test("batch normalisation gives each channel mean 0 and variance 1", async () => {
  const y = await train(batchNorm({ epsilon: 0 }), spread([4, 3]), 0);
  for (const channel of [0, 1, 2]) {
    const values = [0, 1, 2, 3].map((row) => y[3 * row + channel] ?? 0);
    expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 5);
    expect(values.reduce((sum, value) => sum + value ** 2, 0) / 4).toBeCloseTo(1, 4);
  }
});

test("a causal attention does not see what comes later, and padding is not seen at all", async () => {
  const graph = newGraph("attention");
  const x = graph.input("x", "float32", [1, 1, 3, 2]);
  const visible = graph.input("visible", "float32", [1, 3]);
  graph.output("causal", reshape(attend(x, x, x, { causal: true }), [-1]));
  graph.output("padded", reshape(attend(x, x, x, { visible }), [-1]));
  const session = await openGraph(graph.bytes());
  const run = (elements: readonly number[]) =>
    session.run({ x: tensor("float32", [1, 1, 3, 2], elements), visible: tensor("float32", [1, 3], [1, 1, 0]) });
  const [one, other] = [await run([1, 2, 3, 4, 5, 6]), await run([1, 2, 3, 4, 9, -9])];
  await session.close();
  for (const name of ["causal", "padded"]) expect(one[name]?.data.slice(0, 4)).toEqual(other[name]?.data.slice(0, 4));
  expect(one["causal"]?.data.slice(0, 2)).toEqual(Float32Array.of(1, 2));
});

test("inputs that do not fit are refused with the layer and the shape", () => {
  const graph = newGraph("g");
  const scope = new NetworkScope(graph, ({ name, shape }) => graph.input(name, "float32", shape));
  const x = graph.input("x", "float32", ["N", 3]);
  expect(() => convolution(2, 3).build(x, scope)).toThrow('layer convolution was given "x" of shape [N, 3]');
  expect(() => groupNorm(2).build(x, scope)).toThrow("Give a divisor of 3");
  expect(() => gru(2).build(x, scope)).toThrow("sequences [N, T, D]");
  expect(() => dense(2).build(graph.input("y", "float32", ["N", "D"]), scope)).toThrow("layer dense was given");
  expect(() => activation("swish" as "silu")).toThrow("MODELING_SETTING_INVALID");
});
