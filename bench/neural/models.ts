import { activation } from "../../src/modeling/neural/layers/activation.ts";
import { convolution } from "../../src/modeling/neural/layers/convolution.ts";
import { dense } from "../../src/modeling/neural/layers/dense.ts";
import { embedding } from "../../src/modeling/neural/layers/embedding.ts";
import { flatten } from "../../src/modeling/neural/layers/flatten.ts";
import { gru } from "../../src/modeling/neural/layers/gru.ts";
import type { Layer } from "../../src/modeling/neural/layers/layer.ts";
import { layerNorm } from "../../src/modeling/neural/layers/layer-norm.ts";
import { maxPooling } from "../../src/modeling/neural/layers/pooling.ts";
import { positionalEncoding } from "../../src/modeling/neural/layers/positional-encoding.ts";
import { transformerBlock } from "../../src/modeling/neural/layers/transformer-block.ts";
import { type Network, network } from "../../src/modeling/neural/network.ts";

/** A network whose training step is timed; `bench/peers/neural.py` builds the same. */
export interface TimedModel {
  readonly name: "mlp" | "cnn" | "transformer" | "gru";
  /** What it is, for the reader of the figures. */
  readonly words: string;
  readonly network: Network;
  readonly batchSize: number;
  readonly classes: number;
  /** Shape of the target of one example. */
  readonly target: readonly number[];
  /** Steps per round. */
  readonly steps: number;
  /** Largest ratio of times that is the goal. */
  readonly goal: number;
}

const pictures = (filters: number): Layer[] => [convolution(filters, 3, { padding: "same" }), activation("relu")];
const block = transformerBlock({ heads: 4, causal: true, activation: "relu" });

/** Networks of four kinds, of the size that one trains on a laptop. */
export const timedModels: readonly TimedModel[] = [
  {
    name: "mlp",
    words: "784-512-256-10, batch 256",
    network: network({ input: [784], layers: [dense(512), activation("relu"), dense(256), activation("relu"), dense(10)] }),
    batchSize: 256,
    classes: 10,
    target: [],
    steps: 32,
    goal: 1,
  },
  {
    name: "cnn",
    words: "four 3×3 convolutions of 32 and 64 filters on 3×32×32, batch 64",
    network: network({
      input: [3, 32, 32],
      layers: [...pictures(32), ...pictures(32), maxPooling(2), ...pictures(64), ...pictures(64), maxPooling(2), flatten(), dense(10)],
    }),
    batchSize: 64,
    classes: 10,
    target: [],
    steps: 4,
    goal: 1.1,
  },
  {
    name: "transformer",
    words: "two causal blocks of width 128, 64 places, 5000 tokens, batch 32",
    network: network({
      input: [64],
      type: "int64",
      layers: [embedding(5000, 128), positionalEncoding("learned"), block, block, layerNorm(), dense(5000)],
    }),
    batchSize: 32,
    classes: 5000,
    target: [64],
    steps: 4,
    goal: 1,
  },
  {
    name: "gru",
    words: "128 units over 64 places of 40 numbers, batch 32",
    network: network({ input: [64, 40], layers: [gru(128, { sequence: false }), dense(10)] }),
    batchSize: 32,
    classes: 10,
    target: [],
    steps: 16,
    goal: 1,
  },
];
