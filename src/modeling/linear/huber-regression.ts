import { MillwrightError } from "../../errors/index.ts";
import { type DenseMatrix, denseValues } from "../../kernels/index.ts";
import type { Estimator, Examples, FitContext } from "../estimator.ts";
import { checkExamples, type Learner } from "../fitting/check-examples.ts";
import { checkNumber } from "../fitting/check-settings.ts";
import { betweenSteps } from "../fitting/stay-responsive.ts";
import { type DenseLine, modelOfLine, solveRidge } from "./least-squares.ts";
import type { FittedLinear } from "./linear-model.ts";
import { gramOf } from "./ridge.ts";

/** Settings of `huberRegression`. */
export interface HuberRegressionSettings {
  /** Residuals above this many (robustly estimated) standard deviations count by their size, not its square; above 1, 1.35 unless told. */
  readonly threshold?: number;
  /** L2 penalty α of Σ weight·(σ + H(residual / σ)·σ) + α·Σ coefficient²; 1e-4 unless told, as in scikit-learn. */
  readonly penalty?: number;
  /** Stops when the objective falls by less than this share; 1e-9 unless told. */
  readonly tolerance?: number;
  /** 200 unless told. */
  readonly mostIterations?: number;
}

type Settings = Required<HuberRegressionSettings>;

const MOST_COLUMNS = 2_048;

/** Scale at which the derivative of the objective is 0, by halving an interval: the derivative rises with the scale. */
function robustScale(residual: Float64Array, weight: (i: number) => number, threshold: number, least: number): number {
  let most = least;
  for (const value of residual) most = Math.max(most, Math.abs(value));
  let low = least;
  let high = most * 2;
  for (let round = 0; round < 60 && high - low > 1e-12 * high; round++) {
    const scale = (low + high) / 2;
    let slope = 0;
    for (let i = 0; i < residual.length; i++) {
      const z = Math.abs(residual[i] ?? 0) / scale;
      slope += weight(i) * (1 - Math.min(z, threshold) ** 2);
    }
    if (slope < 0) low = scale;
    else high = scale;
  }
  return high;
}

function objectiveAt(
  residual: Float64Array,
  weight: (i: number) => number,
  scale: number,
  line: DenseLine,
  { threshold, penalty }: Settings,
): number {
  let sum = 0;
  for (let i = 0; i < residual.length; i++) {
    const z = Math.abs(residual[i] ?? 0) / scale;
    sum += weight(i) * scale * (1 + (z <= threshold ? z * z : 2 * threshold * z - threshold * threshold));
  }
  for (const value of line.weight) sum += penalty * value * value;
  return sum;
}

async function fitHuber(
  learner: Learner,
  settings: Settings,
  dense: DenseMatrix,
  examples: Examples,
  context: FitContext,
): Promise<FittedLinear> {
  const { truth } = examples;
  const weight = (i: number): number => examples.weight?.[i] ?? 1;
  let gram = gramOf(learner, dense, examples, examples.weight);
  let line = solveRidge(gram, settings.penalty, dense, truth, examples.weight);
  const residual = new Float64Array(truth.length);
  const least = 1e-9 / gram.targetScale;
  const measure = (): void => {
    denseValues(dense, line.weight, line.middle, line.intercept, residual);
    for (let i = 0; i < residual.length; i++) residual[i] = (truth[i] ?? 0) - (residual[i] ?? 0);
  };
  let value = Infinity;
  let scale = 0;
  let iteration = 0;
  for (; iteration < settings.mostIterations; iteration++) {
    measure();
    scale = robustScale(residual, weight, settings.threshold, least);
    const next = objectiveAt(residual, weight, scale, line, settings);
    await betweenSteps(learner.name, context, { step: iteration + 1, steps: settings.mostIterations, values: { objective: next } });
    if (!(next < value * (1 - settings.tolerance))) break;
    value = next;
    const rowWeight = Float64Array.from(
      residual,
      (rest, i) => weight(i) * Math.min(1, (settings.threshold * scale) / Math.max(Math.abs(rest), 1e-300)),
    );
    gram = gramOf(learner, dense, examples, rowWeight);
    line = solveRidge(gram, settings.penalty * scale, dense, truth, rowWeight);
  }
  return modelOfLine(learner.name, line, gram.scale, {
    penalty: settings.penalty,
    iterations: iteration,
    residualScale: scale,
    objective: value,
  });
}

/**
 * Linear regression that outlying targets pull less: beyond a threshold, which adapts to the noise, a residual counts by its size
 * and not by its square. Dense columns; found by iteratively reweighted least squares.
 * @throws MODELING_SETTING_INVALID
 * @see Huber (1981), "Robust Statistics", section 7.7; Owen (2007), "A robust hybrid of lasso and ridge regression".
 * @example huberRegression({ threshold: 1.35 })
 */
export function huberRegression(settings: HuberRegressionSettings = {}): Estimator<FittedLinear> {
  const name = "huber_regression";
  const { threshold = 1.35, penalty = 1e-4, tolerance = 1e-9, mostIterations = 200 } = settings;
  checkNumber(name, "threshold", threshold, { above: 1 });
  checkNumber(name, "penalty", penalty, { least: 0 });
  checkNumber(name, "tolerance", tolerance, { above: 0, most: 1 });
  checkNumber(name, "mostIterations", mostIterations, { least: 1, whole: true });
  const learner = { name, tasks: ["regression"], accepts: ["dense"] } as const;
  const all = { threshold, penalty, tolerance, mostIterations };
  return {
    ...learner,
    settings: all,
    async fit(examples, context) {
      checkExamples(learner, examples, context, false);
      const { dense } = examples.features;
      if (dense === undefined || dense.columns === 0 || dense.columns > MOST_COLUMNS) {
        const problem = `${name} was given ${dense?.columns ?? 0} dense columns; it takes 1 to ${MOST_COLUMNS}.`;
        throw new MillwrightError("MODELING_TOO_MANY_COLUMNS", problem, "Use ridge, or fewer features.");
      }
      return await fitHuber(learner, all, dense, examples, context);
    },
  };
}
