import { describe, expect, test } from "vitest";
import { newGraph, openGraph, type Tensor, tensor } from "../../../onnx/index.ts";
import { gradientContract } from "../../../testing/gradient-contract.ts";
import { lossExamples } from "../fixtures/loss-examples.ts";
import { binaryCrossEntropy } from "./binary-cross-entropy.ts";
import { crossEntropy } from "./cross-entropy.ts";
import { focalLoss } from "./focal.ts";
import { huberLoss } from "./huber.ts";
import type { Loss } from "./loss.ts";

describe("gradients of losses", () => {
  for (const [name, example] of lossExamples) for (const { title, check } of gradientContract([example])) test(`${name}: ${title}`, check);
});

async function lossesOf(loss: Loss, output: Tensor, target: Tensor): Promise<number[]> {
  const graph = newGraph("loss");
  const value = loss.perExample(graph.input("output", "float32", output.shape), graph.input("target", target.type, target.shape));
  graph.output("loss", value);
  const session = await openGraph(graph.bytes());
  const results = await session.run({ output, target });
  await session.close();
  const elements = results["loss"]?.data as Float32Array;
  return [...elements];
}

test("cross-entropy is −log of the softmax at the truth, far from every limit of float32 too", async () => {
  const scores = tensor("float32", [3, 2], [0, Math.log(3), 0, -200, 1000, 0]);
  const losses = await lossesOf(crossEntropy(), scores, tensor("int64", [3], [1, 1, 0]));
  expect(losses[0]).toBeCloseTo(Math.log(4 / 3), 6);
  expect(losses[1]).toBeCloseTo(200, 3);
  expect(losses[2]).toBe(0);
});

test("smoothing mixes the truth with the mean over all classes", async () => {
  const scores = tensor("float32", [1, 2], [0, Math.log(3)]);
  const [loss] = await lossesOf(crossEntropy({ smoothing: 0.2 }), scores, tensor("int64", [1], [1]));
  expect(loss).toBeCloseTo(0.9 * Math.log(4 / 3) + 0.1 * Math.log(4), 6);
});

test("binary losses at a score of log 3", async () => {
  const scores = tensor("float32", [2], [Math.log(3), Math.log(3)]);
  const truth = tensor("float32", [2], [1, 0]);
  const plain = await lossesOf(binaryCrossEntropy(), scores, truth);
  expect(plain[0]).toBeCloseTo(Math.log(4 / 3), 6);
  expect(plain[1]).toBeCloseTo(Math.log(4), 6);
  expect((await lossesOf(binaryCrossEntropy(5), scores, truth))[0]).toBeCloseTo(5 * Math.log(4 / 3), 5);
});

test("huber is half a square near the truth and a line far from it", async () => {
  const losses = await lossesOf(huberLoss(1), tensor("float32", [2], [0.5, 5]), tensor("float32", [2], [0, 0]));
  expect(losses).toEqual([0.125, 4.5]);
});

test("settings outside their range are refused", () => {
  expect(() => crossEntropy({ smoothing: 1 })).toThrow("MODELING_SETTING_INVALID");
  expect(() => huberLoss(0)).toThrow("MODELING_SETTING_INVALID");
  expect(() => binaryCrossEntropy(-1)).toThrow("MODELING_SETTING_INVALID");
  expect(() => focalLoss(-1)).toThrow("MODELING_SETTING_INVALID");
});
