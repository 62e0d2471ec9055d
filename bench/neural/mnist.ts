import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { activation } from "../../src/modeling/neural/layers/activation.ts";
import { batchNorm } from "../../src/modeling/neural/layers/batch-norm.ts";
import { convolution } from "../../src/modeling/neural/layers/convolution.ts";
import { dense } from "../../src/modeling/neural/layers/dense.ts";
import { dropout } from "../../src/modeling/neural/layers/dropout.ts";
import { flatten } from "../../src/modeling/neural/layers/flatten.ts";
import type { Layer } from "../../src/modeling/neural/layers/layer.ts";
import { maxPooling } from "../../src/modeling/neural/layers/pooling.ts";
import { rescale } from "../../src/modeling/neural/layers/rescale.ts";
import { crossEntropy } from "../../src/modeling/neural/losses/cross-entropy.ts";
import { type Network, network } from "../../src/modeling/neural/network.ts";
import { adamW } from "../../src/modeling/neural/optimizers/adam-w.ts";
import { oneCycle } from "../../src/modeling/neural/schedule.ts";
import { type TrainedNetwork, trainNetwork } from "../../src/modeling/neural/train-network.ts";
import type { TrainingData } from "../../src/modeling/neural/training/columns.ts";
import { newGraph, openGraph } from "../../src/onnx/index.ts";

const SIDE = 28;

/** Digits of a pair of IDX files: pixels as bytes [rows, 1, 28, 28], and their codes. */
function readDigits(folder: string, name: string): TrainingData {
  const read = (part: string): Buffer => gunzipSync(readFileSync(join(folder, `${name}-${part}.gz`)));
  const [images, labels] = [read("images-idx3-ubyte"), read("labels-idx1-ubyte")];
  const rows = labels.readUInt32BE(4);
  const pixels = Uint8Array.from(images.subarray(16));
  const codes = BigInt64Array.from(labels.subarray(8), BigInt);
  return {
    rows,
    columns: { x: { type: "uint8", shape: [rows, 1, SIDE, SIDE], data: pixels }, target: { type: "int64", shape: [rows], data: codes } },
  };
}

/** Rows [from, to). */
function takeDigits({ columns }: TrainingData, from: number, to: number): TrainingData {
  const size = SIDE * SIDE;
  const [pixels, codes] = [columns["x"]?.data as Uint8Array, columns["target"]?.data as BigInt64Array];
  const rows = to - from;
  const x = { type: "uint8", shape: [rows, 1, SIDE, SIDE], data: pixels.subarray(from * size, to * size) } as const;
  return { rows, columns: { x, target: { type: "int64", shape: [rows], data: codes.subarray(from, to) } } };
}

const picture = (filters: number): Layer[] => [convolution(filters, 3, { padding: "same", bias: false }), batchNorm(), activation("relu")];

/** The network and how it learns; chosen on the last 2,000 of the 10,000 training digits. */
export const digitNetwork: Network = network({
  input: [1, SIDE, SIDE],
  type: "uint8",
  layers: [
    rescale(1 / 255),
    ...picture(32),
    ...picture(32),
    maxPooling(2),
    dropout(0.2),
    ...picture(64),
    ...picture(64),
    maxPooling(2),
    dropout(0.3),
    flatten(),
    dense(128, { initializer: "he_normal" }),
    activation("relu"),
    dropout(0.5),
    dense(10),
  ],
});

/** Seed and threads of a training; threads change its time, not its bits. */
interface DigitRun {
  readonly seed?: number;
  readonly threads?: number;
}

function learn(data: TrainingData, { seed = 1, threads = 2 }: DigitRun): Promise<TrainedNetwork> {
  return trainNetwork(
    {
      network: digitNetwork,
      loss: crossEntropy({ smoothing: 0.05 }),
      optimizer: adamW({ weightDecay: 0.05 }),
      schedule: oneCycle(0.004),
      batchSize: 64,
      epochs: 16,
      clipNorm: 5,
      threads,
    },
    data,
    {
      seed,
      onProgress: ({ step, steps, secondsLeft }) =>
        step % 256 < 8 && console.error(`mnist ${step}/${steps}, ${secondsLeft.toFixed(0)} s left`),
    },
  );
}

/** Share of digits that are told right. */
async function accuracyOf(trained: TrainedNetwork, data: TrainingData): Promise<number> {
  const graph = newGraph("digits");
  graph.output("scores", trained.emit({ x: graph.input("x", "uint8", ["N", 1, SIDE, SIDE]) }));
  const session = await openGraph(graph.bytes());
  let right = 0;
  for (let from = 0; from < data.rows; from += 500) {
    const part = takeDigits(data, from, Math.min(data.rows, from + 500));
    const { scores } = await session.run({ x: part.columns["x"] ?? { type: "uint8", shape: [0], data: new Uint8Array(0) } });
    const elements = scores?.data as Float32Array;
    const codes = part.columns["target"]?.data as BigInt64Array;
    for (const [row, code] of codes.entries()) {
      const own = elements.subarray(10 * row, 10 * row + 10);
      if (own.indexOf(Math.max(...own)) === Number(code)) right += 1;
    }
  }
  await session.close();
  return right / data.rows;
}

/** Accuracy on the last 2,000 of the training digits after learning from the others. */
export async function validateDigits(folder: string, run: DigitRun = {}): Promise<number> {
  const all = readDigits(folder, "train10k");
  return accuracyOf(await learn(takeDigits(all, 0, 8000), run), takeDigits(all, 8000, 10_000));
}

/** Accuracy on the whole test set after learning from the first 10,000 training digits. */
export async function testDigits(folder: string, run: DigitRun = {}): Promise<{ accuracy: number; seconds: number }> {
  const started = performance.now();
  const trained = await learn(readDigits(folder, "train10k"), run);
  const seconds = (performance.now() - started) / 1000;
  return { accuracy: await accuracyOf(trained, readDigits(folder, "t10k")), seconds };
}
