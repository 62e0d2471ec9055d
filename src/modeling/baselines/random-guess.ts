import { random, weightedMean } from "../../kernels/index.ts";
import type { Estimator, Examples, FitContext } from "../estimator.ts";
import type { Prediction } from "../prediction.ts";
import { checkBaseline, classShares, constantPrediction, emitConstant, exampleWeights } from "./constant-model.ts";

const name = "random";
const tasks = ["binary", "multiclass", "regression"] as const;

/** Truths of training rows, drawn by their weights. */
function drawTruths(examples: Examples, seed: number, rows: number): Float64Array {
  const weight = exampleWeights(examples);
  const running = new Float64Array(weight.length);
  let total = 0;
  weight.forEach((value, row) => {
    total += value;
    running[row] = total;
  });
  const stream = random(seed).fork("random guess");
  return Float64Array.from({ length: rows }, () => {
    const drawn = stream.next() * total;
    let low = 0;
    let high = running.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((running[middle] ?? 0) > drawn) high = middle;
      else low = middle + 1;
    }
    return examples.truth[low] ?? 0;
  });
}

/** Certain of one class per row, or a value per row. */
function asPrediction(drawn: Float64Array, { kind, classes }: FitContext["task"]): Prediction {
  if (kind !== "multiclass") return { rows: drawn.length, width: 1, values: drawn };
  const prediction = constantPrediction(new Float64Array(classes), drawn.length);
  drawn.forEach((code, row) => {
    prediction.values[row * classes + code] = 1;
  });
  return prediction;
}

/**
 * Answers each row with the truth of a training row that is drawn at random: the bottom of the ladder. The draws depend on the
 * seed and the row's position alone. A graph cannot draw, so the emitted one gives the constant answer with the lowest squared
 * error: the shares of the classes, or the mean.
 * @throws MODELING_TASK_WRONG, MODELING_TARGET_EMPTY
 * @example (await randomGuess().fit(examples, context)).predict(validation);
 */
export function randomGuess(): Estimator {
  return {
    name,
    settings: {},
    tasks,
    accepts: ["dense", "sparse"],
    fit: async (examples, context) => {
      checkBaseline(name, tasks, examples, context);
      const { task, seed } = context;
      const constant =
        task.kind === "regression" ? Float64Array.of(weightedMean(examples.truth, exampleWeights(examples))) : classShares(examples, task);
      return {
        name,
        predict: ({ rows }) => asPrediction(drawTruths(examples, seed, rows), task),
        emit: (features) => emitConstant(constant, features),
        learned: {},
      };
    },
  };
}
