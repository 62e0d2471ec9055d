import { readdirSync } from "node:fs";
import { join } from "node:path";
import { random } from "../../src/kernels/index.ts";
import { layerCases, trainingExample } from "../../src/modeling/neural/fixtures/layer-examples.ts";
import { lossExamples } from "../../src/modeling/neural/fixtures/loss-examples.ts";
import type { Gradient } from "../../src/onnx/differentiation/gradient.ts";
import { differentiate, type GradientExample, mul, newGraph, openGraph, reduceSum, type Tensor, type Value } from "../../src/onnx/index.ts";
import type { Attribute } from "../../src/onnx/op.ts";
import type { PythonPeer } from "../peers/python-peer.ts";

const folder = join(import.meta.dirname, "../../src/onnx/gradients");

/** Every layer and every loss, with the gradients that some of them declare by hand. */
const composed = [
  ...layerCases.map((one) => ({ op: one[0], example: trainingExample(one) })),
  ...lossExamples.map(([op, example]) => ({ op, example })),
];

/** Every op that passes a gradient back, with its examples: found in the folder, so that new ones are compared by themselves. */
async function opExamples(): Promise<{ readonly op: string; readonly example: GradientExample }[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
  const modules = await Promise.all(files.map((file) => import(join(folder, file)) as Promise<Record<string, Gradient<never>>>));
  return modules.flatMap((module) =>
    Object.values(module).flatMap(({ op, examples }) => examples.map((example) => ({ op: op.type, example }))),
  );
}

function stored({ type, shape, data }: Tensor): object {
  if (!ArrayBuffer.isView(data)) throw new Error("strings have no gradient");
  return { type, shape, data: Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("base64") };
}

function plainAttribute(attribute: Attribute): unknown {
  return Object.values(attribute)[0];
}

/** Largest difference between our gradients and PyTorch's, as a share of the largest element of each. */
async function worstOf(example: GradientExample, peer: PythonPeer): Promise<number> {
  const forward = newGraph("forward");
  const names = example.inputs.map((_, i) => `input${i}`);
  const result = example.build(...example.inputs.map((input, i) => forward.input(`input${i}`, input.type, input.shape)));
  forward.output("result", result);
  const shape = result.shape.map(Number);
  const stream = random(5);
  const weights: Tensor = {
    type: "float32",
    shape,
    data: Float32Array.from({ length: shape.reduce((product, size) => product * size, 1) }, () => stream.normal()),
  };
  const { nodes, constants } = forward.stored();
  const answer = await peer.ask<{ gradients: Record<string, readonly number[]> }>({
    ask: "gradients",
    nodes: nodes.map(({ type, inputs, outputs, attributes }) => ({
      type,
      inputs,
      outputs,
      attributes: Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, plainAttribute(value)])),
    })),
    constants: Object.fromEntries(constants.map((constant) => [constant.name, stored(constant)])),
    inputs: Object.fromEntries(example.inputs.map((input, i) => [`input${i}`, stored(input)])),
    weights: stored(weights),
  });
  const ours = await ourGradients(example, weights);
  const differences = names.flatMap((name) => {
    const theirs = answer.gradients[name];
    const own = ours[name];
    if (theirs === undefined || own === undefined) return [];
    const largest = theirs.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-3);
    return theirs.map((value, i) => Math.abs(value - (own[i] ?? Number.NaN)) / largest);
  });
  return differences.reduce((worst, value) => (value > worst || Number.isNaN(value) ? value : worst), 0);
}

async function ourGradients(example: GradientExample, weights: Tensor): Promise<Record<string, Float32Array>> {
  const graph = newGraph("backward");
  const inputs = example.inputs.map((input, i) => graph.input(`input${i}`, input.type, input.shape));
  const weighted = mul(example.build(...inputs), graph.constant(weights.data, weights.shape));
  const loss = weighted.shape.length === 0 ? weighted : reduceSum(weighted, [...weighted.shape.keys()]);
  const floats = inputs.filter((input) => input.type === "float32");
  for (const [i, gradient] of differentiate(loss, floats).entries()) graph.output(`d ${floats[i]?.name}`, gradient as Value);
  const session = await openGraph(graph.bytes());
  const results = await session.run(Object.fromEntries(example.inputs.map((input, i) => [`input${i}`, input])));
  await session.close();
  return Object.fromEntries(Object.entries(results).map(([name, { data }]) => [name.slice(2), data as Float32Array]));
}

/** Compares the gradients of every example of every op, layer and loss with PyTorch's. */
export async function comparePeerGradients(
  peer: PythonPeer,
): Promise<{ examples: number; parts: number; worst: number; worstPart: string }> {
  const all = [...(await opExamples()), ...composed];
  let worst = 0;
  let worstPart = "";
  for (const { op, example } of all) {
    const difference = await worstOf(example, peer);
    if (difference <= worst) continue;
    worst = difference;
    worstPart = op;
  }
  return { examples: all.length, parts: new Set(all.map(({ op }) => op)).size, worst, worstPart };
}
