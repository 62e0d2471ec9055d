import type { Estimator } from "../estimator.ts";
import { checkExamples } from "./check-examples.ts";
import { checkNumber, checkPenalties } from "./check-settings.ts";
import { choosePenalty } from "./choose-penalty.ts";
import { fitPath } from "./fit-linear.ts";
import type { FittedLinear } from "./linear-model.ts";

/** Settings of `multinomialRegression`. */
export interface MultinomialRegressionSettings {
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
 * Softmax regression for two or more classes on dense columns, sparse columns or both: the minimum of the weighted sum of log
 * losses plus an L2 penalty on every class's coefficients; intercepts are free and sum to 0.
 * @throws MODELING_SETTING_INVALID
 * @see Böhning (1992), "Multinomial logistic regression algorithm", AISM 44.
 * @example multinomialRegression({ penalty: 0.1 })
 */
export function multinomialRegression(settings: MultinomialRegressionSettings = {}): Estimator<FittedLinear> {
  const name = "multinomial_regression";
  const penalties = checkPenalties(name, settings.penalty, settings.penalties, 1);
  const { tolerance = 1e-8, mostIterations = 500 } = settings;
  checkNumber(name, "tolerance", tolerance, { above: 0, most: 1 });
  checkNumber(name, "mostIterations", mostIterations, { least: 1, whole: true });
  const learner = { name, tasks: ["multiclass"], accepts: ["dense", "sparse"] } as const;
  return {
    ...learner,
    settings: { penalties, tolerance, mostIterations },
    async fit(examples, context) {
      checkExamples(learner, examples, context, false);
      const fit = { learner, loss: "softmax", tolerance, mostIterations } as const;
      return await choosePenalty(penalties, examples, context, (some, rows) => fitPath(fit, some, rows, context));
    },
  };
}
