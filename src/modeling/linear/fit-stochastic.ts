import { createSoftmaxLearner, findNotFinite, random, type SoftmaxLearner, withWorkspace } from "../../kernels/index.ts";
import type { Examples, FitContext } from "../estimator.ts";
import { type Learner, refuseNotFinite } from "../fitting/check-examples.ts";
import { betweenSteps } from "../fitting/stay-responsive.ts";
import { type FittedLinear, fittedLinear } from "./linear-model.ts";

/** How a softmax regression is learned row by row. */
export interface StochasticFit {
  readonly learner: Learner;
  readonly penalty: number;
  readonly epochs: number;
  readonly rate: number;
}

/** Batches between two looks at the abort signal. */
const LOOK_EVERY = 8;

/** Mean of the rows' sums of absolute values: what a step's effect on a row's scores is in proportion to. */
function meanRowSize({ features }: Examples): number {
  let sum = 0;
  for (const value of features.sparse?.value ?? []) sum += Math.abs(value);
  return Math.max(sum / features.rows, 1e-12);
}

/** Logarithms of the classes' shares, as intercepts to start from. */
function startIntercepts(learner: SoftmaxLearner, { truth, weight }: Examples, classes: number): void {
  const sums = new Float64Array(classes);
  for (const [i, code] of truth.entries()) sums[code] = (sums[code] ?? 0) + (weight?.[i] ?? 1);
  const logs = sums.map((sum) => Math.log(Math.max(sum, 0.5)));
  const mean = logs.reduce((sum, value) => sum + value, 0) / classes;
  const weights = learner.weights();
  weights.set(
    logs.map((value) => value - mean),
    learner.original.length * learner.outputs,
  );
}

function toModel(fit: StochasticFit, learner: SoftmaxLearner, width: number, classes: number, loss: number): FittedLinear {
  const { original, outputs } = learner;
  const all = learner.weights();
  const weight = new Float32Array(original.length * classes);
  for (let j = 0; j < original.length; j++) weight.set(all.subarray(j * outputs, j * outputs + classes), j * classes);
  const intercept = Float64Array.from(all.subarray(original.length * outputs, original.length * outputs + classes));
  const parameters = (original.length + 1) * classes;
  const learned = { parameters, penalty: fit.penalty, solver: "stochastic", epochs: fit.epochs, meanLossOfLastEpoch: loss };
  return fittedLinear(fit.learner.name, { outputs: classes, intercept, sparse: { width, original, weight } }, "softmax", { learned });
}

/**
 * Softmax regression on sparse columns, learned row by row with a step size per column (AdaGrad), in an order drawn from the seed.
 * Comes close to the minimum, not to it: for problems whose coefficients are too many for the exact way.
 * @see Duchi, Hazan and Singer (2011), "Adaptive subgradient methods for online learning and stochastic optimization", JMLR 12.
 */
export async function fitStochastic(fit: StochasticFit, examples: Examples, context: FitContext): Promise<FittedLinear> {
  const { sparse } = examples.features;
  const { classes } = context.task;
  const wrong = findNotFinite(examples.features);
  if (wrong !== undefined) refuseNotFinite(fit.learner, wrong);
  if (sparse === undefined) throw new RangeError("stochastic learning needs sparse columns");
  return await withWorkspace(async (workspace) => {
    const learner = createSoftmaxLearner(workspace, { sparse, label: examples.truth, weight: examples.weight, classes });
    startIntercepts(learner, examples, classes);
    const stream = random(context.seed).fork("stochastic");
    const rate = fit.rate / meanRowSize(examples);
    let loss = 0;
    for (let epoch = 0; epoch < fit.epochs; epoch++) {
      let batches = 0;
      for (const mean of learner.pass(stream, rate, fit.penalty)) {
        loss = mean;
        if (batches++ % LOOK_EVERY !== 0) continue;
        await betweenSteps(fit.learner.name, context, { step: epoch + 1, steps: fit.epochs, values: { loss } });
      }
    }
    return toModel(fit, learner, sparse.columns, classes, loss);
  });
}
