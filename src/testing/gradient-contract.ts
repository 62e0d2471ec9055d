import assert from "node:assert/strict";
import { random } from "../kernels/index.ts";
import { differentiate, type GradientExample, mul, newGraph, openGraph, reduceSum, type Tensor, type Value } from "../onnx/index.ts";
import type { ContractCheck } from "./op-contract.ts";

/** Step of the differences: float32 leaves six digits, the five-point formula an error of step⁴. */
const STEP = 0.02;
/** Difference that is allowed, as a share of the largest element of the gradient. */
const TOLERANCE = 2e-4;
const THREADS = [1, 2];

/** An example as a graph: its result, and the gradient of the result's weighted sum with respect to each float32 input. */
interface Differentiated {
  readonly bytes: Uint8Array;
  /** Positions of the inputs that are differentiated. */
  readonly positions: readonly number[];
  readonly weights: Float32Array;
}

function feedsOf(inputs: readonly Tensor[]): Record<string, Tensor> {
  return Object.fromEntries(inputs.map((input, i) => [`input${i}`, input]));
}

/** Builds the example; its result is weighted with random numbers, so that every element of the gradient counts. */
function differentiated(example: GradientExample): Differentiated {
  const graph = newGraph("gradient");
  const inputs = example.inputs.map((input, i) => graph.input(`input${i}`, input.type, input.shape));
  const result = example.build(...inputs);
  const elements = result.shape.reduce<number>((product, size) => product * Number(size), 1);
  const stream = random(5);
  const weights = Float32Array.from({ length: elements }, () => stream.normal());
  const shape = result.shape.map(Number);
  const axes = [...shape.keys()];
  const weighted = mul(result, graph.constant(weights, shape));
  const loss = axes.length === 0 ? weighted : reduceSum(weighted, axes);
  const positions = [...example.inputs.keys()].filter((i) => example.inputs[i]?.type === "float32");
  const gradients = differentiate(
    loss,
    positions.map((i) => inputs[i] as Value),
  );
  graph.output("result", result);
  for (const [at, gradient] of gradients.entries()) {
    graph.output(`gradient${positions[at]}`, gradient);
    assert.deepEqual(gradient.shape, inputs[positions[at] ?? 0]?.shape, "a gradient has the shape of its input");
  }
  return { bytes: graph.bytes(), positions, weights };
}

/** Σ weight·result in double precision, with one input's element moved. */
type Evaluate = (position: number, element: number, by: number) => Promise<number>;

/** The five-point formula (f(−2h) − 8·f(−h) + 8·f(h) − f(2h)) / 12h. */
async function slope(evaluate: Evaluate, position: number, element: number): Promise<number> {
  let sum = 0;
  for (const [factor, steps] of [
    [1, -2],
    [-8, -1],
    [8, 1],
    [-1, 2],
  ] as const) {
    sum += factor * (await evaluate(position, element, steps * STEP));
  }
  return sum / (12 * STEP);
}

/** Compares every element of every gradient with finite differences. */
async function compareWithDifferences(example: GradientExample, threads: number): Promise<void> {
  const { bytes, positions, weights } = differentiated(example);
  const session = await openGraph(bytes, { threads });
  const evaluate: Evaluate = async (position, element, by) => {
    const inputs = example.inputs.map((input, i): Tensor => {
      if (i !== position) return input;
      const data = Float32Array.from(input.data as Float32Array);
      data[element] = (data[element] ?? 0) + by;
      return { ...input, data };
    });
    const { result } = await session.run(feedsOf(inputs), ["result"]);
    const elements = result?.data as Float32Array;
    return elements.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0);
  };
  const results = await session.run(feedsOf(example.inputs));
  for (const position of positions) {
    const given = results[`gradient${position}`]?.data as Float32Array;
    const expected: number[] = [];
    for (let element = 0; element < given.length; element++) expected.push(await slope(evaluate, position, element));
    const allowed = TOLERANCE * Math.max(0.1, ...expected.map(Math.abs));
    expected.forEach((value, element) => {
      const got = given[element] ?? Number.NaN;
      assert.ok(Math.abs(got - value) <= allowed, `input ${position}, element ${element}: differences give ${value}, the gradient ${got}`);
    });
  }
  await session.close();
}

/** Runs a large example several times on one and on two threads: every time the same bits. */
async function compareThreads(example: GradientExample): Promise<void> {
  const { bytes } = differentiated(example);
  const all: Record<string, Tensor>[] = [];
  for (const threads of THREADS) {
    const session = await openGraph(bytes, { threads });
    for (let run = 0; run < 3; run++) all.push(await session.run(feedsOf(example.inputs)));
    await session.close();
  }
  for (const other of all) {
    for (const [name, { data }] of Object.entries(all[0] ?? {})) {
      assert.ok(Buffer.compare(bytesOf(data), bytesOf(other[name]?.data)) === 0, `${name} depends on the number of threads`);
    }
  }
}

function bytesOf(data: Tensor["data"] | undefined): Uint8Array {
  assert.ok(data instanceof Float32Array);
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/**
 * What every gradient must keep: it is what finite differences say, on one thread and on two, and the same bits on both.
 * @example for (const { title, check } of gradientContract(matMulGradient.examples)) test(title, check);
 */
export function gradientContract(examples: readonly GradientExample[]): ContractCheck[] {
  return examples.flatMap((example, i) => {
    const operands = example.inputs.map((input) => `${input.type} [${input.shape.join(", ")}]`).join(", ");
    if (example.onlyThreads === true) {
      return [{ title: `gradient ${i + 1} on ${operands} is the same on any threads`, check: () => compareThreads(example) }];
    }
    return THREADS.map((threads) => ({
      title: `gradient ${i + 1} on ${operands} is what differences say with ${threads} thread${threads > 1 ? "s" : ""}`,
      check: () => compareWithDifferences(example, threads),
    }));
  });
}
