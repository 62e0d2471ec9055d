import {
  add,
  customGradient,
  fixedShape,
  gather,
  gatherElements,
  log,
  mul,
  neg,
  reduceMax,
  reduceSum,
  reshape,
  scatterElements,
  softmax,
  sub,
  type Value,
} from "../../../onnx/index.ts";
import { checkNumber } from "../../fitting/check-settings.ts";
import type { Loss } from "./loss.ts";
import { meanPerExample } from "./mean-per-example.ts";

/** Settings of `crossEntropy`. */
export interface CrossEntropySettings {
  /** Share of the truth that is spread evenly over all classes, in [0, 1); 0 unless told. */
  readonly smoothing?: number;
  /** Weight of each class; 1 unless told. */
  readonly classWeights?: readonly number[];
}

/**
 * −log softmax(scores)[code] of each row, with the gradient softmax − truth by hand: it writes the large matrix twice instead of five
 * times.
 * @param scores - [M, K] before the softmax.
 * @param codes - int64 [M] in [0, K).
 */
export function rowCrossEntropy(scores: Value, codes: Value, smoothing = 0): Value {
  const { graph } = scores;
  const [rows = 1, classes = 1] = fixedShape(scores);
  const scalar = (value: number): Value => graph.scalar(value);
  const probability = softmax(scores, 1);
  const columns = reshape(codes, [rows, 1]);
  // The largest probability is 1/Σ exp(score − largest score): log Σ exp without another pass of exponentials.
  const largest = reduceMax(scores, [1], true);
  const logSum = sub(largest, log(reduceMax(probability, [1], true)));
  const truth = mul(gatherElements(scores, columns, 1), scalar(1 - smoothing));
  const even = smoothing === 0 ? undefined : mul(reduceSum(scores, [1], true), scalar(smoothing / classes));
  const loss = reshape(sub(logSum, even === undefined ? truth : add(truth, even)), [rows]);
  return customGradient(loss, [scores], (gradient) => [
    () => {
      const wide = reshape(gradient, [rows, 1]);
      const spread = smoothing === 0 ? probability : sub(probability, scalar(smoothing / classes));
      const atTruth = neg(mul(wide, scalar(1 - smoothing)));
      return scatterElements(mul(spread, wide), columns, atTruth, { axis: 1, reduction: "add" });
    },
  ]);
}

/**
 * Cross-entropy of class codes: output [N, …, K] of scores before the softmax, target int64 [N, …].
 * @throws MODELING_SETTING_INVALID
 * @see Szegedy et al. (2016), "Rethinking the Inception architecture", section 7, for smoothing.
 * @example crossEntropy({ smoothing: 0.1 })
 */
export function crossEntropy(settings: CrossEntropySettings = {}): Loss {
  const { smoothing = 0, classWeights } = settings;
  checkNumber("crossEntropy", "smoothing", smoothing, { least: 0, most: 0.99 });
  return {
    name: "cross_entropy",
    settings: { ...settings },
    target: "int64",
    perExample(output, target) {
      const shape = fixedShape(target);
      const codes = reshape(target, [-1]);
      const losses = rowCrossEntropy(reshape(output, [-1, Number(output.shape.at(-1))]), codes, smoothing);
      if (classWeights === undefined) return meanPerExample(reshape(losses, shape));
      const weights = gather(output.graph.constant(Float32Array.from(classWeights)), codes);
      return meanPerExample(reshape(mul(losses, weights), shape));
    },
  };
}
