import { type FeatureMatrix, random, takeRows } from "../../kernels/index.ts";
import type { Examples, FitContext, Fitted } from "../estimator.ts";

/** Share of the rows that stands in for validation rows where none were given. */
const HELD_OUT = 0.2;

/** Mean loss of a model on examples: log loss for classes, squared error for values. */
function meanLoss(model: Fitted, { features, truth, weight }: Examples, context: FitContext): number {
  const { values, width } = model.predict(features);
  let sum = 0;
  let total = 0;
  for (const [i, target] of truth.entries()) {
    const share = weight?.[i] ?? 1;
    total += share;
    if (context.task.kind === "regression") sum += share * ((values[i] ?? 0) - target) ** 2;
    else {
      const positive = width === 1 ? (values[i] ?? 0) : 0;
      const probability = width === 1 ? (target === 1 ? positive : 1 - positive) : (values[i * width + target] ?? 0);
      sum -= share * Math.log(Math.max(probability, 1e-15));
    }
  }
  return sum / total;
}

/** The model with the least validation loss; the earlier (more penalised) one where they are equal. */
export function bestOf<Model extends Fitted>(models: readonly Model[], validation: Examples, context: FitContext): number {
  const losses = models.map((model) => meanLoss(model, validation, context));
  return losses.reduce((best, loss, i) => (loss < (losses[best] ?? Infinity) ? i : best), 0);
}

function takeExamples({ features, truth, weight }: Examples, rows: Int32Array): Examples {
  const taken: FeatureMatrix = takeRows(features, rows);
  const pick = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row] ?? 0);
  return { features: taken, truth: pick(truth), ...(weight === undefined ? {} : { weight: pick(weight) }) };
}

/**
 * Fits one model per penalty and returns the one that does best on the validation rows. Without validation rows a fifth of
 * the training rows, drawn with the seed, takes their place, and the chosen penalty is then fitted on all rows.
 */
export async function choosePenalty<Model extends Fitted>(
  penalties: readonly number[],
  examples: Examples,
  context: FitContext,
  fitAll: (penalties: readonly number[], examples: Examples) => Promise<readonly Model[]>,
): Promise<Model> {
  if (penalties.length > 1 && context.validation === undefined && examples.truth.length >= 10) {
    const order = random(context.seed).fork("penalty").shuffle(Int32Array.from(examples.truth.keys()));
    const split = Math.ceil(order.length * HELD_OUT);
    const models = await fitAll(penalties, takeExamples(examples, order.subarray(split).sort()));
    const best = bestOf(models, takeExamples(examples, order.subarray(0, split).sort()), context);
    return await choosePenalty([penalties[best] ?? 0], examples, context, fitAll);
  }
  const models = await fitAll(penalties, examples);
  const best = context.validation === undefined ? 0 : bestOf(models, context.validation, context);
  const model = models[best];
  if (model === undefined) throw new RangeError("no penalty was fitted");
  return model;
}
