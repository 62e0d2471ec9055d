import { expect, test } from "vitest";
import { differentiate, mul, newGraph, openGraph, reduceSum, type Tensor, tensor, type Value } from "../../../onnx/index.ts";
import { adamW } from "./adam-w.ts";
import { lamb } from "./lamb.ts";
import { lars } from "./lars.ts";
import type { Optimizer } from "./optimizer.ts";
import { sgd } from "./sgd.ts";

const START = [1, -2, 3];
const CURVES = [0.5, 1, 0.1];

/** Three steps on Σ curve·w² from START. */
async function threeSteps(optimizer: Optimizer, rate = 0.1, start: readonly number[] = START): Promise<number[]> {
  const graph = newGraph("optimizer");
  const parameter = graph.input("w", "float32", [3]);
  const loss = reduceSum(mul(mul(parameter, parameter), graph.constant(Float32Array.from(CURVES))), [0]);
  const [gradient] = differentiate(loss, [parameter]);
  const kept: string[] = [];
  const next = optimizer.step({
    parameter,
    gradient: gradient as Value,
    rate: graph.input("rate", "float32", []),
    time: graph.input("time", "float32", []),
    decay: true,
    state: (name) => {
      kept.push(name);
      return { value: graph.input(name, "float32", [3]), update: (value) => graph.output(`${name}.next`, value) };
    },
  });
  graph.output("w.next", next);
  const session = await openGraph(graph.bytes());
  const feeds: Record<string, Tensor> = { w: tensor("float32", [3], start), rate: tensor("float32", [], [rate]) };
  for (const name of kept) feeds[name] = tensor("float32", [3], [0, 0, 0]);
  for (let time = 1; time <= 3; time++) {
    const results = await session.run({ ...feeds, time: tensor("float32", [], [time]) });
    for (const name of ["w", ...kept]) feeds[name] = results[`${name}.next`] as Tensor;
  }
  await session.close();
  const moved = feeds["w"]?.data as Float32Array;
  return [...moved];
}

function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  for (const [i, value] of expected.entries()) expect(Math.abs((actual[i] ?? 0) - value)).toBeLessThan(4e-6);
}

// PyTorch 2.15.0, three steps of the same function: torch.optim.SGD([w], lr=.1, momentum=.9, weight_decay=.01),
// SGD([w], lr=.1, momentum=.8, nesterov=True) and AdamW([w], lr=.1, weight_decay=.05); absolute tolerance 4e-6.
test("momentum is PyTorch's", async () => {
  expectClose(await threeSteps(sgd({ momentum: 0.9, weightDecay: 0.01 })), [0.481324524, -0.11638844, 2.65289259]);
  expectClose(await threeSteps(sgd({ momentum: 0.8, nesterov: true })), [0.395207971, 0.00819208287, 2.58276868]);
});

test("AdamW is PyTorch's", async () => {
  expectClose(await threeSteps(adamW({ weightDecay: 0.05 })), [0.688270032, -1.67234802, 2.65717101]);
});

test("without momentum a step is rate times gradient", async () => {
  expectClose(
    await threeSteps(sgd({ momentum: 0 })),
    START.map((value, i) => value * (1 - 0.2 * (CURVES[i] ?? 0)) ** 3),
  );
});

/** LAMB by its paper's algorithm 2, in double precision. */
function lambByHand(rate: number, weightDecay: number): number[] {
  let w = [...START];
  let [m, v] = [w.map(() => 0), w.map(() => 0)];
  for (let t = 1; t <= 3; t++) {
    const g = w.map((value, i) => 2 * value * (CURVES[i] ?? 0));
    m = m.map((value, i) => 0.9 * value + 0.1 * (g[i] ?? 0));
    v = v.map((value, i) => 0.999 * value + 0.001 * (g[i] ?? 0) ** 2);
    const u = w.map((value, i) => (m[i] ?? 0) / (1 - 0.9 ** t) / (Math.sqrt((v[i] ?? 0) / (1 - 0.999 ** t)) + 1e-6) + weightDecay * value);
    const trust = Math.hypot(...w) / Math.hypot(...u);
    w = w.map((value, i) => value - rate * trust * (u[i] ?? 0));
  }
  return w;
}

/** LARS by its paper's algorithm 1, in double precision. */
function larsByHand(rate: number, trust: number, weightDecay: number): number[] {
  let w = [...START];
  let velocity = w.map(() => 0);
  for (let t = 1; t <= 3; t++) {
    const g = w.map((value, i) => 2 * value * (CURVES[i] ?? 0));
    const local = (trust * Math.hypot(...w)) / (Math.hypot(...g) + weightDecay * Math.hypot(...w));
    velocity = velocity.map((value, i) => 0.9 * value + rate * local * ((g[i] ?? 0) + weightDecay * (w[i] ?? 0)));
    w = w.map((value, i) => value - (velocity[i] ?? 0));
  }
  return w;
}

test("LAMB and LARS are their papers'", async () => {
  expectClose(await threeSteps(lamb({ weightDecay: 0.1 }), 0.05), lambByHand(0.05, 0.1));
  expectClose(await threeSteps(lars({ trust: 0.02, weightDecay: 0.1 }), 1), larsByHand(1, 0.02, 0.1));
});

test("a parameter that is 0 moves, too: the trust of LAMB is then 1", async () => {
  const moved = await threeSteps(lamb({ weightDecay: 0 }), 0.1, [0, 0, 0]);
  expect(moved).toEqual([0, 0, 0]);
  expect((await threeSteps(lars(), 1, [0, 0, 0])).every((value) => value === 0)).toBe(true);
});

test("settings outside their range are refused", () => {
  expect(() => sgd({ momentum: 1 })).toThrow("MODELING_SETTING_INVALID");
  expect(() => adamW({ beta2: 1 })).toThrow("MODELING_SETTING_INVALID");
  expect(() => lamb({ epsilon: 0 })).toThrow("MODELING_SETTING_INVALID");
  expect(() => lars({ trust: 0 })).toThrow("MODELING_SETTING_INVALID");
});
