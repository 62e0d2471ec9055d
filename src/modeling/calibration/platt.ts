import { fitSigmoid, normaliseRows } from "../../kernels/index.ts";
import { add, clip, div, log, mul, reduceSum, sigmoid, sub, type Value } from "../../onnx/index.ts";
import type { Prediction } from "../prediction.ts";
import type { Calibration, FittedCalibration } from "./calibration.ts";
import { calibrationWeights, columnsOf, smoothedTargets } from "./examples.ts";

/** Probabilities are kept this far from 0 and 1, about as far as float32 can tell them from 1. */
export const CLIP = 1e-6;

/** log(p / (1 − p)) of a clipped probability. */
export function logit(probability: number): number {
  const clipped = Math.min(Math.max(probability, CLIP), 1 - CLIP);
  return Math.log(clipped / (1 - clipped));
}

/** The same, in a graph. */
export function emitLogit(probabilities: Value): Value {
  const clipped = clip(probabilities, CLIP, 1 - CLIP);
  return sub(log(clipped), log(sub(probabilities.graph.scalar(1), clipped)));
}

function fitted(slopes: Float64Array, offsets: Float64Array): FittedCalibration {
  const width = slopes.length;
  const apply = (prediction: Prediction): Prediction => {
    const values = prediction.values.map(
      (p, at) => 1 / (1 + Math.exp(-((slopes[at % width] ?? 1) * logit(p) + (offsets[at % width] ?? 0)))),
    );
    if (width > 1) normaliseRows(values, width);
    return { ...prediction, values };
  };
  const emit = (probabilities: Value): Value => {
    const { graph } = probabilities;
    const scaled = mul(emitLogit(probabilities), graph.constant(Float32Array.from(slopes), [1, width]));
    const each = sigmoid(add(scaled, graph.constant(Float32Array.from(offsets), [1, width])));
    return width === 1 ? each : div(each, reduceSum(each, [1], true));
  };
  const learned = width === 1 ? { slope: slopes[0] ?? 1, offset: offsets[0] ?? 0 } : { classes: width };
  return { method: "platt", apply, emit, learned };
}

/**
 * A sigmoid of the log odds: σ(a · log(p ÷ (1 − p)) + b); two numbers per class, so it needs few rows. More than two classes
 * are calibrated one against the rest and scaled to sum to 1.
 * @see Platt (1999), "Probabilistic Outputs for Support Vector Machines", Advances in Large Margin Classifiers.
 * @example platt.fit(prediction, truth).learned; // { slope: 0.8, offset: −0.1 }: the model was too sure
 */
export const platt: Calibration = {
  method: "platt",
  fit: (prediction, truth, weight) => {
    const weights = calibrationWeights(prediction, truth, weight);
    const lines = columnsOf(prediction, truth).map(({ stated, observed }) => {
      const { low, high } = smoothedTargets(observed, weights);
      return fitSigmoid(
        stated.map(logit),
        observed.map((label) => (label === 1 ? high : low)),
        weights,
      );
    });
    return fitted(
      Float64Array.from(lines, ({ slope }) => slope),
      Float64Array.from(lines, ({ offset }) => offset),
    );
  },
};
