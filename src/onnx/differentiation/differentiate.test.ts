import { expect, test } from "vitest";
import { newGraph } from "../builder.ts";
import type { Value } from "../graph.ts";
import { argMax } from "../ops/arg-max.ts";
import { cast } from "../ops/cast.ts";
import { cumSum } from "../ops/cum-sum.ts";
import { mul } from "../ops/mul.ts";
import { reduceSum } from "../ops/reduce-sum.ts";
import { openGraph } from "../session.ts";
import { tensor } from "../tensor.ts";
import { customGradient } from "./custom-gradient.ts";
import { differentiate } from "./differentiate.ts";
import { stopGradient } from "./stop-gradient.ts";

/** Gradient of Σ build(x) at x = [1, 2]. */
async function slopes(build: (x: Value) => Value): Promise<number[]> {
  const graph = newGraph("g");
  const x = graph.input("x", "float32", [2]);
  const [gradient] = differentiate(reduceSum(build(x), [0]), [x]);
  graph.output("gradient", gradient as Value);
  const session = await openGraph(graph.bytes());
  const results = await session.run({ x: tensor("float32", [2], [1, 2]) });
  await session.close();
  const elements = results["gradient"]?.data as Float32Array;
  return [...elements];
}

test("a value that is used three times is given the sum of three gradients", async () => {
  expect(await slopes((x) => mul(mul(x, x), x))).toEqual([3, 12]);
});

test("no gradient passes where it is stopped", async () => {
  expect(await slopes((x) => mul(x, stopGradient(mul(x, x))))).toEqual([1, 4]);
});

test("whole numbers that depend on a parameter are constants", async () => {
  expect(await slopes((x) => mul(x, cast(argMax(x, 0), "float32")))).toEqual([1, 1]);
});

test("a gradient of one's own replaces those of the nodes within", async () => {
  const doubled = (x: Value): Value => customGradient(cumSum(x, 0), [x], (gradient) => [() => mul(gradient, x.graph.scalar(7))]);
  expect(await slopes(doubled)).toEqual([7, 7]);
});

test("what has no gradient is refused with its node", () => {
  const graph = newGraph("g");
  const x = graph.input("x", "float32", [2]);
  const loss = graph.within("layer", () => reduceSum(cumSum(x, 0), [0]));
  expect(() => differentiate(loss, [x])).toThrow(/ONNX_NOT_DIFFERENTIABLE: node "\/layer\/CumSum\.\d+" \(CumSum\) lies between/);
});

test("a loss of several numbers, one that does not depend and open dimensions are refused", () => {
  const graph = newGraph("g");
  const x = graph.input("x", "float32", [2]);
  const y = graph.input("y", "float32", ["N"]);
  expect(() => differentiate(x, [x])).toThrow('the loss "x" is float32 [2]');
  expect(() => differentiate(reduceSum(x, [0]), [y])).toThrow('does not depend on "y"');
  expect(() => differentiate(reduceSum(mul(y, y), [0]), [y])).toThrow("ONNX_SHAPE_OPEN");
});
