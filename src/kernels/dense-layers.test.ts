import { expect, test } from "vitest";
import { type DenseLayer, denseLayers } from "./dense-layers.ts";

const layer = (outputs: number, weight: readonly number[], bias: readonly number[], activation: DenseLayer["activation"]): DenseLayer => ({
  inputs: weight.length / outputs,
  outputs,
  weight: Float32Array.from(weight),
  bias: Float32Array.from(bias),
  activation,
});

test("two layers on two rows, by hand", () => {
  const layers = [layer(2, [1, -1, 2, 0.5], [0, 1], "relu"), layer(1, [3, 10], [-1], "identity")];
  // Row 1: [1·1 + 1·2, −1 + 0.5 + 1] = [3, 0.5] → 13; row 2: [−2, 3] → relu [0, 3] → 29.
  expect([...denseLayers(layers, Float32Array.of(1, 1, -2, 0), 2)]).toEqual([13, 29]);
});

test("silu is x/(1 + e^−x), tanh is tanh", () => {
  expect(denseLayers([layer(1, [1], [0], "silu")], Float32Array.of(2), 1)[0]).toBeCloseTo(2 / (1 + Math.exp(-2)), 12);
  expect(denseLayers([layer(1, [1], [0], "tanh")], Float32Array.of(2), 1)[0]).toBeCloseTo(Math.tanh(2), 12);
});
