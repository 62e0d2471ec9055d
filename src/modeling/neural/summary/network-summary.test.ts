import { expect, test } from "vitest";
import { activation } from "../layers/activation.ts";
import { convolution } from "../layers/convolution.ts";
import { dense } from "../layers/dense.ts";
import { flatten } from "../layers/flatten.ts";
import { maxPooling } from "../layers/pooling.ts";
import { network } from "../network.ts";
import { summarizeNetwork, summaryText } from "./network-summary.ts";

const small = network({
  input: [1, 8, 8],
  layers: [convolution(4, 3, { padding: "same" }), activation("relu"), maxPooling(2), flatten(), dense(10)],
});

test("shapes, parameters and work are those counted by hand", () => {
  const { layers, parameters, parameterBytes } = summarizeNetwork(small);
  expect(layers.map(({ name, shape }) => `${name} ${shape.join("×")}`)).toEqual([
    "convolution1 4×8×8",
    "relu1 4×8×8",
    "max_pooling1 4×4×4",
    "flatten1 64",
    "dense1 10",
  ]);
  expect(layers.map((layer) => layer.parameters)).toEqual([4 * 9 + 4, 0, 0, 0, 64 * 10 + 10]);
  expect([parameters, parameterBytes]).toEqual([690, 2760]);
  expect(layers[0]?.flops).toBe(2 * 4 * 64 * 9);
  expect(layers[4]?.flops).toBe(2 * 64 * 10);
  expect(layers[0]?.activationBytes).toBe(4 * 4 * 64);
});

test("the summary reads as a table", () => {
  const lines = summaryText(summarizeNetwork(small)).split("\n");
  expect(lines[0]).toMatch(/^layer +gives +parameters +flops +activations$/);
  expect(lines[1]).toMatch(/^convolution1 +4 × 8 × 8 +40 +4\.61k +1\.02kB$/);
  expect(lines.at(-1)).toMatch(/^total +690 /);
});
