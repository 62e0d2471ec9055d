import { fitInverseTemperature, normaliseRows } from "../../kernels/index.ts";
import { clip, log, mul, sigmoid, softmax } from "../../onnx/index.ts";
import type { Prediction } from "../prediction.ts";
import type { Calibration } from "./calibration.ts";
import { calibrationWeights } from "./examples.ts";
import { CLIP, emitLogit, logit } from "./platt.ts";

/** Class scores whose softmax gives the probabilities back: logarithms, or [0, log odds] for two classes. */
function logitsOf({ values, width }: Prediction): { logits: Float64Array; width: number } {
  if (width > 1) return { logits: values.map((p) => Math.log(Math.max(p, CLIP))), width };
  const logits = new Float64Array(values.length * 2);
  values.forEach((p, row) => {
    logits[2 * row + 1] = logit(p);
  });
  return { logits, width: 2 };
}

/** Probabilities with all log odds multiplied by β. */
function sharpen(prediction: Prediction, beta: number): Prediction {
  const { width } = prediction;
  if (width === 1) return { ...prediction, values: prediction.values.map((p) => 1 / (1 + Math.exp(-beta * logit(p)))) };
  const values = prediction.values.map((p) => Math.exp(beta * Math.log(Math.max(p, CLIP))));
  normaliseRows(values, width);
  return { ...prediction, values };
}

/**
 * One number for all classes: log probabilities are divided by a temperature. It never changes which class is most probable.
 * @see Guo, Pleiss, Sun and Weinberger (2017), "On Calibration of Modern Neural Networks", ICML.
 * @example temperature.fit(prediction, truth).learned; // { temperature: 1.7 }: the model was too sure
 */
export const temperature: Calibration = {
  method: "temperature",
  fit: (prediction, truth, weight) => {
    const weights = calibrationWeights(prediction, truth, weight);
    const { logits, width } = logitsOf(prediction);
    const beta = fitInverseTemperature(logits, width, Int32Array.from(truth), weights);
    return {
      method: "temperature",
      apply: (other) => sharpen(other, beta),
      emit: (probabilities) => {
        const factor = probabilities.graph.scalar(beta);
        if (prediction.width === 1) return sigmoid(mul(emitLogit(probabilities), factor));
        return softmax(mul(log(clip(probabilities, CLIP, 1)), factor), 1);
      },
      learned: { temperature: 1 / beta },
    };
  },
};
