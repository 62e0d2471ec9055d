import type { Estimator } from "../estimator.ts";
import { checkExamples } from "../fitting/check-examples.ts";
import { checkNumber, checkPenalties } from "../fitting/check-settings.ts";
import { choosePenalty } from "./choose-penalty.ts";
import { fitPath } from "./fit-linear.ts";
import type { FittedLinear } from "./linear-model.ts";

/** Settings of `logisticRegression`. */
export interface LogisticRegressionSettings {
  /** L2 penalty λ of Σ weight·loss + λ/2·Σ coefficient², at least 0; scikit-learn's C is 1/λ. 1 unless told. */
  readonly penalty?: number;
  /** Several penalties: the one with the least log loss on the validation rows is taken. */
  readonly penalties?: readonly number[];
  /** Stops when the objective is estimated to be within this share of its minimum; 1e-8 unless told. */
  readonly tolerance?: number;
  /** 500 unless told. */
  readonly mostIterations?: number;
}

/**
 * Logistic regression for two classes on dense columns, sparse columns or both: the minimum of the weighted sum of log losses
 * plus an L2 penalty that leaves the intercept free. Found by L-BFGS with the curvature at the start as preconditioner.
 * Features need not be scaled for it to converge, but the penalty acts on coefficients in their units.
 * @throws MODELING_SETTING_INVALID
 * @see Cox (1958), "The regression analysis of binary sequences", JRSS B 20(2).
 * @example logisticRegression({ penalties: [0.1, 1, 10] })
 */
export function logisticRegression(settings: LogisticRegressionSettings = {}): Estimator<FittedLinear> {
  const name = "logistic_regression";
  const penalties = checkPenalties(name, settings.penalty, settings.penalties, 1);
  const { tolerance = 1e-8, mostIterations = 500 } = settings;
  checkNumber(name, "tolerance", tolerance, { above: 0, most: 1 });
  checkNumber(name, "mostIterations", mostIterations, { least: 1, whole: true });
  const learner = { name, tasks: ["binary"], accepts: ["dense", "sparse"] } as const;
  return {
    ...learner,
    settings: { penalties, tolerance, mostIterations },
    async fit(examples, context) {
      checkExamples(learner, examples, context, false);
      const fit = { learner, loss: "logistic", tolerance, mostIterations } as const;
      return await choosePenalty(penalties, examples, context, (some, rows) => fitPath(fit, some, rows, context));
    },
  };
}
