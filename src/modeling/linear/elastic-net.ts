import { MillwrightError } from "../../errors/index.ts";
import { type DescentSums, descendOnce, type Gram } from "../../kernels/index.ts";
import type { Estimator, Examples, FitContext } from "../estimator.ts";
import { checkExamples, type Learner } from "../fitting/check-examples.ts";
import { checkNumber, checkPenalties } from "../fitting/check-settings.ts";
import { betweenSteps, refuseAborted } from "../fitting/stay-responsive.ts";
import { choosePenalty } from "./choose-penalty.ts";
import { columnMeans, modelOfLine, targetMean } from "./least-squares.ts";
import type { FittedLinear } from "./linear-model.ts";
import { gramOf } from "./ridge.ts";

/** Settings of `elasticNet`. */
export interface ElasticNetSettings {
  /** α of 1/2·mean of (y − value)² + α·l1Share·Σ|coefficient| + α·(1 − l1Share)/2·Σ coefficient²; scikit-learn's alpha. 1 unless told. */
  readonly penalty?: number;
  /** Several: the one with the least error on the validation rows is taken. */
  readonly penalties?: readonly number[];
  /** Share of the penalty that is absolute, in [0, 1]; ½ unless told. scikit-learn's l1_ratio. */
  readonly l1Share?: number;
  /** Stops when no coefficient moves the values by more than this share of the target's standard deviation; 1e-6 unless told. */
  readonly tolerance?: number;
  /** 2,000 unless told. */
  readonly mostIterations?: number;
}

/** Settings of `lasso`. */
export type LassoSettings = Omit<ElasticNetSettings, "l1Share">;

const MOST_COLUMNS = 4_096;

/** Sums per unit of weight, in units of the features, the target in units of its own scale. */
function descentSums(gram: Gram): DescentSums {
  const { columns, scale, total } = gram;
  const squares = gram.squares.slice();
  for (let i = 0; i < columns; i++) {
    for (let j = 0; j < columns; j++)
      squares[i * columns + j] = (squares[i * columns + j] ?? 0) / ((scale[i] ?? 1) * (scale[j] ?? 1) * total);
    // A constant column's sum of squares is rounding: it must stay out.
    if (!((squares[i * columns + i] ?? 0) * (scale[i] ?? 1) ** 2 > 1e-9)) squares[i * columns + i] = 0;
  }
  return { columns, squares, products: gram.products.map((value, j) => value / ((scale[j] ?? 1) * total)) };
}

interface Descent {
  readonly weight: Float64Array;
  readonly slope: Float64Array;
  readonly tolerance: number;
  readonly mostIterations: number;
}

/** Passes until nothing moves; between full passes only coefficients that are not 0. */
async function descend(
  sums: DescentSums,
  l1: number,
  l2: number,
  descent: Descent,
  learner: Learner,
  context: FitContext,
): Promise<number> {
  const { weight, slope, tolerance, mostIterations } = descent;
  let activeOnly = false;
  for (let step = 1; step <= mostIterations; step++) {
    const largest = descendOnce(sums, l1, l2, weight, slope, activeOnly);
    if (step % 20 === 1) await betweenSteps(learner.name, context, { step, steps: mostIterations, values: { change: largest } });
    if (largest > tolerance) activeOnly = true;
    else if (activeOnly) activeOnly = false;
    else return step;
  }
  return mostIterations;
}

/** One model per penalty, from the largest on, each from where the one before ended. */
async function fitDescents(
  learner: Learner,
  settings: Required<Omit<ElasticNetSettings, "penalty" | "penalties">>,
  penalties: readonly number[],
  examples: Examples,
  context: FitContext,
): Promise<FittedLinear[]> {
  refuseAborted(learner.name, context);
  const { dense } = examples.features;
  const columns = dense?.columns ?? 0;
  if (dense === undefined || columns === 0 || columns > MOST_COLUMNS) {
    const problem = `${learner.name} was given ${columns} dense columns; it takes 1 to ${MOST_COLUMNS}.`;
    throw new MillwrightError("MODELING_TOO_MANY_COLUMNS", problem, "Use ridge, or fewer features.");
  }
  const gram = gramOf(learner, dense, examples, examples.weight);
  const sums = descentSums(gram);
  const weight = new Float64Array(columns);
  const slope = sums.products.slice();
  const models: FittedLinear[] = [];
  for (const penalty of penalties) {
    const l1 = penalty * settings.l1Share * gram.targetScale;
    const l2 = penalty * (1 - settings.l1Share);
    const iterations = await descend(sums, l1, l2, { weight, slope, ...settings }, learner, context);
    const line = { weight: weight.map((value) => value / gram.targetScale), middle: columnMeans(gram), intercept: targetMean(gram) };
    const used = weight.reduce((count, value) => count + (value === 0 ? 0 : 1), 0);
    models.push(modelOfLine(learner.name, line, gram.scale, { penalty, iterations, columnsUsed: used }));
  }
  return models;
}

/** An elastic net under a name of its own. */
function elasticNetNamed(name: string, settings: ElasticNetSettings): Estimator<FittedLinear> {
  const penalties = checkPenalties(name, settings.penalty, settings.penalties, 1);
  const { l1Share = 0.5, tolerance = 1e-6, mostIterations = 2_000 } = settings;
  checkNumber(name, "l1Share", l1Share, { least: 0, most: 1 });
  checkNumber(name, "tolerance", tolerance, { above: 0, most: 1 });
  checkNumber(name, "mostIterations", mostIterations, { least: 1, whole: true });
  const learner = { name, tasks: ["regression"], accepts: ["dense"] } as const;
  const rest = { l1Share, tolerance, mostIterations };
  return {
    ...learner,
    settings: { penalties, ...rest },
    async fit(examples, context) {
      checkExamples(learner, examples, context, false);
      return await choosePenalty(penalties, examples, context, (some, rows) => fitDescents(learner, rest, some, rows, context));
    },
  };
}

/**
 * Linear regression with an absolute and an L2 penalty, the intercept free: coefficients of useless columns become 0. Found by
 * coordinate descent on the Gram matrix. Scale the columns first: the penalty acts on coefficients in their units.
 * @throws MODELING_SETTING_INVALID
 * @see Friedman, Hastie and Tibshirani (2010), "Regularization paths for generalized linear models via coordinate descent", JSS 33(1).
 * @example elasticNet({ penalties: [0.001, 0.01, 0.1], l1Share: 0.5 })
 */
export function elasticNet(settings: ElasticNetSettings = {}): Estimator<FittedLinear> {
  return elasticNetNamed("elastic_net", settings);
}

/**
 * Linear regression with an absolute penalty: `elasticNet` with l1Share 1.
 * @throws MODELING_SETTING_INVALID
 * @see Tibshirani (1996), "Regression shrinkage and selection via the lasso", JRSS B 58(1).
 * @example lasso({ penalty: 0.01 })
 */
export function lasso(settings: LassoSettings = {}): Estimator<FittedLinear> {
  return elasticNetNamed("lasso", { ...settings, l1Share: 1 });
}
