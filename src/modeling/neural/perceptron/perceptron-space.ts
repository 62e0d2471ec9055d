import { type IntegerRange, integerRange, type NumberRange, numberRange, type OneOf, oneOf } from "../../tuning/spaces/parameters.ts";
import { type SearchSpace, searchSpace } from "../../tuning/spaces/search-space.ts";

/** Parameters of `perceptronSpace`. */
export type PerceptronParameters = Readonly<
  Record<"learningRate" | "weightDecay" | "dropout", NumberRange> & {
    batchSize: IntegerRange;
    activation: OneOf<"relu" | "silu" | "tanh">;
    normalization: OneOf<"none" | "batch">;
  }
>;

/** Settings of `multilayerPerceptron` worth trying; the widths of its layers stay as they are told. */
export const perceptronSpace: SearchSpace<PerceptronParameters> = searchSpace({
  learningRate: numberRange(3e-4, 3e-2, { scale: "log" }),
  weightDecay: numberRange(1e-4, 1, { scale: "log" }),
  dropout: numberRange(0, 0.5),
  batchSize: integerRange(32, 512, { scale: "log" }),
  activation: oneOf(["relu", "silu", "tanh"]),
  normalization: oneOf(["none", "batch"]),
});
