import { MillwrightError } from "../../errors/index.ts";
import type { Estimator, Examples } from "../estimator.ts";
import { checkExamples } from "../fitting/check-examples.ts";
import { checkChoice, checkNumber, checkPenalties } from "../fitting/check-settings.ts";
import { choosePenalty } from "./choose-penalty.ts";
import { fitPath } from "./fit-linear.ts";
import { fitStochastic } from "./fit-stochastic.ts";
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
  /**
   * "exact" goes to the minimum; "stochastic" learns from one row at a time, on sparse columns alone, and comes close to it; "auto" takes
   * the exact way unless columns × classes are more than 8 million.
   */
  readonly solver?: "auto" | "exact" | "stochastic";
  /** Stochastic: passes over the rows; 5 unless told. */
  readonly epochs?: number;
  /** Stochastic: how much a row may first change its own scores; 2 unless told. */
  readonly rate?: number;
}

/** Coefficients up to which the exact way's vectors fit into working memory and time. */
const EXACT_COEFFICIENTS = 8e6;

/** Whether to learn row by row. */
function isStochastic(solver: "auto" | "exact" | "stochastic", { features }: Examples, classes: number): boolean {
  const isSparseOnly = features.sparse !== undefined && (features.dense?.columns ?? 0) === 0;
  if (solver === "stochastic" && !isSparseOnly) {
    const problem = "multinomial_regression was asked to learn stochastically from dense columns.";
    throw new MillwrightError("MODELING_FEATURES_REFUSED", problem, 'Leave the dense features out, or take solver "exact".');
  }
  if (solver !== "auto") return solver === "stochastic";
  const stored = features.sparse?.index.length ?? 0;
  return isSparseOnly && Math.min(features.sparse?.columns ?? 0, stored) * classes > EXACT_COEFFICIENTS;
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
  const { tolerance = 1e-8, mostIterations = 500, solver = "auto", epochs = 5, rate = 2 } = settings;
  checkChoice(name, "solver", solver, ["auto", "exact", "stochastic"]);
  checkNumber(name, "epochs", epochs, { least: 1, whole: true });
  checkNumber(name, "rate", rate, { above: 0 });
  checkNumber(name, "tolerance", tolerance, { above: 0, most: 1 });
  checkNumber(name, "mostIterations", mostIterations, { least: 1, whole: true });
  const learner = { name, tasks: ["multiclass"], accepts: ["dense", "sparse"] } as const;
  return {
    ...learner,
    settings: { penalties, tolerance, mostIterations, solver, epochs, rate },
    async fit(examples, context) {
      checkExamples(learner, examples, context, false);
      const fitRows = (penalty: number, rows: Examples): Promise<FittedLinear> =>
        fitStochastic({ learner, penalty, epochs, rate }, rows, context);
      if (isStochastic(solver, examples, context.task.classes)) {
        const fitSome = async (some: readonly number[], rows: Examples): Promise<FittedLinear[]> => {
          const models: FittedLinear[] = [];
          for (const penalty of some) models.push(await fitRows(penalty, rows));
          return models;
        };
        return await choosePenalty(penalties, examples, context, fitSome);
      }
      const fit = { learner, loss: "softmax", tolerance, mostIterations } as const;
      return await choosePenalty(penalties, examples, context, (some, rows) => fitPath(fit, some, rows, context));
    },
  };
}
