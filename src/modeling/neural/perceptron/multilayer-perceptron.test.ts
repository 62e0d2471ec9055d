import { expect, test } from "vitest";
import { denseLayers, random } from "../../../kernels/index.ts";
import { newGraph, openGraph } from "../../../onnx/index.ts";
import type { Examples, FitProgress } from "../../estimator.ts";
import { activation } from "../layers/activation.ts";
import { batchNorm } from "../layers/batch-norm.ts";
import { dense } from "../layers/dense.ts";
import { network } from "../network.ts";
import { emitNetwork } from "../program/emit-network.ts";
import { foldLayers } from "./fold-layers.ts";
import { multilayerPerceptron } from "./multilayer-perceptron.ts";

/** y = 1 where both numbers have the same sign; columns of very different size. */
function quadrants(rows: number, seed: number): Examples {
  const stream = random(seed);
  const points = Float32Array.from({ length: 2 * rows }, (_, i) => (i % 2 === 0 ? 1000 * stream.normal() + 5000 : 0.01 * stream.normal()));
  const truth = Float64Array.from({ length: rows }, (_, row) => (((points[2 * row] ?? 0) - 5000) * (points[2 * row + 1] ?? 0) > 0 ? 1 : 0));
  return { features: { rows, dense: { rows, columns: 2, values: points } }, truth };
}

const binary = { kind: "binary", classes: 2 } as const;
const settings = { hidden: [16], epochs: 40, batchSize: 32, learningRate: 0.02 } as const;

async function accuracyOf(model: Awaited<ReturnType<ReturnType<typeof multilayerPerceptron>["fit"]>>): Promise<number> {
  const test = quadrants(500, 9);
  const { values } = model.predict(test.features);
  return values.filter((value, row) => value > 0.5 === (test.truth[row] === 1)).length / 500;
}

test("it learns what no line parts, whatever the size of the columns, and stops by the validation rows", async () => {
  const seen: FitProgress[] = [];
  const model = await multilayerPerceptron({ ...settings, epochs: 400, patience: 10 }).fit(quadrants(400, 1), {
    task: binary,
    seed: 1,
    validation: quadrants(200, 2),
    onProgress: (progress) => seen.push(progress),
  });
  expect(await accuracyOf(model)).toBeGreaterThan(0.93);
  expect(Number(model.learned["epochs"])).toBeLessThan(400);
  expect(model.learned["parameters"]).toBe(2 * 16 + 16 + 16 + 1);
  expect(Object.keys(seen.at(-1)?.values ?? {})).toEqual(["loss", "validation_loss", "examples_per_second", "seconds_left"]);
});

test("several members answer with their mean", async () => {
  const context = { task: binary, seed: 1 };
  const three = await multilayerPerceptron({ ...settings, epochs: 5, members: 3 }).fit(quadrants(200, 1), context);
  const one = await multilayerPerceptron({ ...settings, epochs: 5 }).fit(quadrants(200, 1), context);
  expect(three.learned["parameters"]).toBe(3 * Number(one.learned["parameters"]));
  const { features } = quadrants(5, 3);
  expect(three.predict(features).values).not.toEqual(one.predict(features).values);
});

test("rows without weight teach nothing", async () => {
  const [right, wrong] = [quadrants(300, 1), quadrants(300, 5)];
  const values = Float32Array.from([...(right.features.dense?.values ?? []), ...(wrong.features.dense?.values ?? [])]);
  const truth = Float64Array.from([...right.truth, ...wrong.truth.map((value) => 1 - value)]);
  const weight = Float64Array.from({ length: 600 }, (_, row) => (row < 300 ? 2 : 0));
  const model = await multilayerPerceptron(settings).fit(
    { features: { rows: 600, dense: { rows: 600, columns: 2, values } }, truth, weight },
    { task: binary, seed: 1 },
  );
  expect(await accuracyOf(model)).toBeGreaterThan(0.9);
});

test("folded layers answer what the network does with its normalisations", async () => {
  const net = network({ input: [3], layers: [dense(4), batchNorm(), activation("silu"), dense(2)] });
  const stream = random(3);
  const some = (count: number, from = 0): Float32Array => Float32Array.from({ length: count }, () => from + stream.next());
  const weights = new Map([
    ["dense1/weight", some(12, -0.5)],
    ["dense1/bias", some(4)],
    ["batch_norm1/scale", some(4, 0.5)],
    ["batch_norm1/shift", some(4)],
    ["batch_norm1/mean", some(4)],
    ["batch_norm1/variance", some(4, 0.2)],
    ["dense2/weight", some(8, -0.5)],
    ["dense2/bias", some(2)],
  ]);
  const scaling = { mean: Float64Array.of(5, -1, 0), scale: Float64Array.of(0.1, 2, 1) };
  const rows = some(6, 1);
  const scaled = rows.map((value, i) => (value - (scaling.mean[i % 3] ?? 0)) * (scaling.scale[i % 3] ?? 1));
  const graph = newGraph("net");
  graph.output("y", emitNetwork(net, weights, { x: graph.input("x", "float32", ["N", 3]) }));
  const session = await openGraph(graph.bytes());
  const { y } = await session.run({ x: { type: "float32", shape: [2, 3], data: scaled } });
  await session.close();
  const folded = denseLayers(foldLayers(weights, [3, 4, 2], scaling, "silu"), rows, 2);
  const answered = y?.data as Float32Array;
  for (const [i, value] of answered.entries()) expect(folded[i]).toBeCloseTo(value, 5);
});

test("weights that do not fit the layers are refused by name", () => {
  const graph = newGraph("net");
  const inputs = { x: graph.input("x", "float32", ["N", 3]) };
  const net = network({ input: [3], layers: [dense(4)] });
  expect(() => emitNetwork(net, new Map([["dense1/weight", new Float32Array(5)]]), inputs)).toThrow(
    'MODELING_WEIGHTS_DIFFER: the weights for "dense1/weight" are 5 numbers; the layer has the shape [3, 4].',
  );
});

test("settings, and features of another width, are refused", async () => {
  expect(() => multilayerPerceptron({ hidden: [0] })).toThrow("MODELING_SETTING_INVALID");
  expect(() => multilayerPerceptron({ dropout: 1 })).toThrow("MODELING_SETTING_INVALID");
  expect(() => multilayerPerceptron({ members: 1.5 })).toThrow("MODELING_SETTING_INVALID");
  const model = await multilayerPerceptron({ ...settings, epochs: 1 }).fit(quadrants(50, 1), { task: binary, seed: 1 });
  expect(() => model.predict({ rows: 1, dense: { rows: 1, columns: 3, values: new Float32Array(3) } })).toThrow(
    "learned from 2 dense columns and was asked to predict from 3",
  );
});
