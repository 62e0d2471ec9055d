import { random } from "../../kernels/index.ts";
import { takePrediction } from "../evaluation/judged-rows.ts";
import type { Prediction } from "../prediction.ts";
import { type ConformalSettings, conformalIntervals } from "./conformal-intervals.ts";

/**
 * Intervals of the very rows that calibrate, each from errors that do not include its own: what to judge on validation, where
 * coverage would otherwise be right by construction.
 * @param settings - `folds`: 5 unless told.
 * @throws as `conformalIntervals`
 * @example crossConformal(prediction, truth, { coverage: 0.9, scale: "log", seed: 1 }).low;
 */
export function crossConformal(
  prediction: Prediction,
  truth: Float64Array,
  settings: ConformalSettings & { readonly seed: number; readonly folds?: number },
): Prediction {
  const { seed, folds = 5 } = settings;
  const order = random(seed)
    .fork("cross conformal")
    .shuffle(Int32Array.from(truth, (_, row) => row));
  const low = new Float64Array(truth.length);
  const high = new Float64Array(truth.length);
  for (let fold = 0; fold < folds; fold++) {
    const held = order.filter((_, at) => at % folds === fold);
    const rest = order.filter((_, at) => at % folds !== fold);
    const intervals = conformalIntervals(
      takePrediction(prediction, rest),
      Float64Array.from(rest, (row) => truth[row] ?? Number.NaN),
      settings,
    );
    const answers = intervals.apply(takePrediction(prediction, held));
    held.forEach((row, at) => {
      low[row] = answers.low?.[at] ?? Number.NaN;
      high[row] = answers.high?.[at] ?? Number.NaN;
    });
  }
  return { ...prediction, low, high };
}
