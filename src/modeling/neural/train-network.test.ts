import { expect, test } from "vitest";
import { random } from "../../kernels/index.ts";
import { newGraph, openGraph, tensor } from "../../onnx/index.ts";
import { activation } from "./layers/activation.ts";
import { batchNorm } from "./layers/batch-norm.ts";
import { convolution } from "./layers/convolution.ts";
import { dense } from "./layers/dense.ts";
import { dropout } from "./layers/dropout.ts";
import { flatten } from "./layers/flatten.ts";
import { gru } from "./layers/gru.ts";
import { crossEntropy } from "./losses/cross-entropy.ts";
import { network } from "./network.ts";
import { adamW } from "./optimizers/adam-w.ts";
import { sgd } from "./optimizers/sgd.ts";
import { constantRate, cosine, onPlateau } from "./schedule.ts";
import { type TrainNetworkSettings, trainNetwork } from "./train-network.ts";
import type { TrainingData } from "./training/columns.ts";
import type { TrainingProgress } from "./training/training-job.ts";

/** Points in a square, of class 1 where both coordinates have the same sign: no line parts them. */
function quadrants(rows: number, seed: number): TrainingData {
  const stream = random(seed);
  const points = Float32Array.from({ length: 2 * rows }, () => 2 * stream.next() - 1);
  const codes = BigInt64Array.from({ length: rows }, (_, row) => ((points[2 * row] ?? 0) * (points[2 * row + 1] ?? 0) > 0 ? 1n : 0n));
  return {
    rows,
    columns: { x: { type: "float32", shape: [rows, 2], data: points }, target: { type: "int64", shape: [rows], data: codes } },
  };
}

const pointsOf = (data: TrainingData) => data.columns["x"]?.data as Float32Array;
const codesOf = (data: TrainingData) => data.columns["target"]?.data as BigInt64Array;

const settings: TrainNetworkSettings = {
  network: network({ input: [2], layers: [dense(16), batchNorm(), activation("relu"), dropout(0.1), dense(2)] }),
  loss: crossEntropy(),
  optimizer: adamW(),
  schedule: cosine(0.02, { warmUp: 0.1 }),
  batchSize: 32,
  epochs: 30,
  average: 0.9,
  clipNorm: 5,
};

async function accuracy(trained: Awaited<ReturnType<typeof trainNetwork>>, data: TrainingData): Promise<number> {
  const graph = newGraph("serving");
  graph.output("scores", trained.emit({ x: graph.input("x", "float32", ["N", 2]) }));
  const session = await openGraph(graph.bytes());
  const { scores } = await session.run({ x: data.columns["x"] ?? tensor("float32", [0], []) });
  await session.close();
  const elements = scores?.data as Float32Array;
  const right = codesOf(data).filter((code, row) => (code === 1n) === (elements[2 * row + 1] ?? 0) > (elements[2 * row] ?? 0));
  return right.length / data.rows;
}

test("a network learns what no line parts, and serves any number of rows", async () => {
  const seen: TrainingProgress[] = [];
  const trained = await trainNetwork(settings, quadrants(501, 1), {
    seed: 3,
    validation: quadrants(200, 2),
    onProgress: (progress) => seen.push(progress),
  });
  expect(await accuracy(trained, quadrants(1000, 9))).toBeGreaterThan(0.95);
  expect(trained.steps).toBe(30 * 16);
  expect(trained.epochs.length).toBe(30);
  const best = Math.min(...trained.epochs.map(({ validationLoss }) => validationLoss ?? Infinity));
  expect(trained.epochs[trained.epoch]?.validationLoss).toBe(best);
  const last = seen.at(-1);
  expect(last?.step).toBe(480);
  expect(last?.secondsLeft).toBe(0);
  expect(last?.examplesPerSecond).toBeGreaterThan(0);
});

test("equal seeds give equal bits, on two threads as on one; another seed gives others", async () => {
  const train = (seed: number, threads: number) => trainNetwork({ ...settings, epochs: 2, threads }, quadrants(300, 1), { seed });
  const [one, two, other] = [await train(3, 1), await train(3, 2), await train(4, 1)];
  expect(two.weights).toEqual(one.weights);
  expect(two.epochs).toEqual(one.epochs);
  expect(other.weights).not.toEqual(one.weights);
});

test("recurrent and convolutional networks give equal bits on any number of threads, too", async () => {
  const stream = random(6);
  const signal = (shape: readonly number[]) => {
    const length = shape.reduce((product, size) => product * size, 1);
    return { type: "float32", shape, data: Float32Array.from({ length }, () => stream.normal()) } as const;
  };
  const target = { type: "int64", shape: [64], data: BigInt64Array.from({ length: 64 }, () => BigInt(stream.integer(3))) } as const;
  const recurrent = network({ input: [3, 40], layers: [gru(128, { sequence: false }), dense(3)] });
  const picture = network({ input: [32, 8, 8], layers: [convolution(8, 3), activation("relu"), flatten(), dense(3)] });
  for (const [net, x] of [
    [recurrent, signal([64, 3, 40])],
    [picture, signal([64, 32, 8, 8])],
  ] as const) {
    const train = (threads: number) =>
      trainNetwork({ ...settings, network: net, epochs: 2, threads }, { rows: 64, columns: { x, target } }, { seed: 1 });
    const one = await train(1);
    for (const threads of [2, 3]) expect((await train(threads)).weights).toEqual(one.weights);
  }
});

test("weights of rows count: rows without weight teach nothing", async () => {
  const [clean, wrong] = [quadrants(300, 1), quadrants(300, 5)];
  const points = Float32Array.from([...pointsOf(clean), ...pointsOf(wrong)]);
  const codes = BigInt64Array.from([...codesOf(clean), ...codesOf(wrong).map((code) => 1n - code)]);
  const columns = { x: { type: "float32", shape: [600, 2], data: points }, target: { type: "int64", shape: [600], data: codes } } as const;
  const weight = Float32Array.from({ length: 600 }, (_, row) => (row < 300 ? 1 : 0));
  const trained = await trainNetwork(settings, { rows: 600, columns, weight }, { seed: 3 });
  expect(await accuracy(trained, quadrants(1000, 9))).toBeGreaterThan(0.93);
});

test("training stops when the validation loss no longer falls, and cuts the rate before", async () => {
  const noise = quadrants(64, 1);
  const stream = random(8);
  const codes = BigInt64Array.from({ length: 64 }, () => BigInt(stream.integer(2)));
  const data = { ...noise, columns: { ...noise.columns, target: { type: "int64", shape: [64], data: codes } as const } };
  const trained = await trainNetwork({ ...settings, epochs: 200, patience: 6, schedule: onPlateau(0.05, { patience: 2 }) }, data, {
    seed: 3,
    validation: quadrants(200, 2),
  });
  expect(trained.epochs.length).toBeLessThan(100);
  expect(trained.epochs.length - 1 - trained.epoch).toBe(6);
});

test("the event loop stays free while it trains", async () => {
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 5);
  await trainNetwork({ ...settings, epochs: 60 }, quadrants(2000, 1), { seed: 3 });
  clearInterval(timer);
  expect(turns).toBeGreaterThan(10);
});

test("a signal ends it, before it starts and on the way", async () => {
  const data = quadrants(2000, 1);
  await expect(trainNetwork(settings, data, { seed: 3, signal: AbortSignal.abort() })).rejects.toThrow("MODELING_ABORTED");
  const controller = new AbortController();
  const running = trainNetwork({ ...settings, epochs: 100_000 }, data, {
    seed: 3,
    signal: controller.signal,
    onProgress: () => controller.abort(),
  });
  await expect(running).rejects.toThrow("MODELING_ABORTED");
});

test("a loss that leaves the numbers is an error that says at which step", async () => {
  const diverging = { ...settings, optimizer: sgd({ momentum: 0.99 }), schedule: constantRate(1e12), clipNorm: 1e30 };
  const plain = { ...diverging, network: network({ input: [2], layers: [dense(16), activation("relu"), dense(2)] }) };
  await expect(trainNetwork(plain, quadrants(300, 1), { seed: 3 })).rejects.toThrow(/MODELING_DIVERGED: the loss of step \d+ is/);
});

test("rows that cannot be learned from are refused by name, row and what is allowed", async () => {
  const { rows, columns } = quadrants(10, 1);
  const points = columns["x"]?.data as Float32Array;
  const train = (change: Partial<TrainingData>) => trainNetwork(settings, { rows, columns, ...change }, { seed: 1 });
  const x = (data: Float32Array, shape: readonly number[]) => ({ ...columns, x: { type: "float32", shape, data } as const });
  await expect(train({ columns: x(points.with(7, Number.NaN), [10, 2]) })).rejects.toThrow(
    'MODELING_FEATURE_NOT_FINITE: column "x" of the training rows holds NaN in row 3, element 1.',
  );
  await expect(train({ columns: x(points, [20, 1]) })).rejects.toThrow(
    'MODELING_ROWS_DIFFER: column "x" of the training rows is float32 [20, 1]; the network takes float32 [10, 2].',
  );
  const target = { type: "int64", shape: [10], data: codesOf({ rows, columns }).with(4, 2n) } as const;
  await expect(train({ columns: { ...columns, target } })).rejects.toThrow(
    /MODELING_TARGET_CLASS_UNKNOWN: .* class code 2 at element 4\. The network has 2 outputs/,
  );
  await expect(train({ columns: { x: columns["x"] ?? tensor("float32", [0], []) } })).rejects.toThrow(
    'column "target" of the training rows is missing',
  );
  await expect(train({ rows: 0 })).rejects.toThrow("MODELING_TARGET_EMPTY");
  await expect(train({ weight: new Float32Array(10) })).rejects.toThrow("MODELING_WEIGHT_INVALID");
});

test("settings outside their range are refused", async () => {
  await expect(trainNetwork({ ...settings, epochs: 0 }, quadrants(10, 1), { seed: 1 })).rejects.toThrow("MODELING_SETTING_INVALID");
  await expect(trainNetwork({ ...settings, average: 1 }, quadrants(10, 1), { seed: 1 })).rejects.toThrow("MODELING_SETTING_INVALID");
});
