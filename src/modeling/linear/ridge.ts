import { type DenseMatrix, findNotFinite, type Gram, gramMatrix, withWorkspaceNow } from "../../kernels/index.ts";
import type { Estimator, Examples, FitContext } from "../estimator.ts";
import { checkExamples, type Learner, refuseNotFinite } from "../fitting/check-examples.ts";
import { checkNumber, checkPenalties } from "../fitting/check-settings.ts";
import { betweenSteps, refuseAborted } from "../fitting/stay-responsive.ts";
import { choosePenalty } from "./choose-penalty.ts";
import { fitPath } from "./fit-linear.ts";
import { modelOfLine, solveRidge } from "./least-squares.ts";
import { leaveOneOut } from "./leave-one-out.ts";
import type { FittedLinear } from "./linear-model.ts";

/** Settings of `ridge`. */
export interface RidgeSettings {
  /** L2 penalty λ of ½ Σ weight·(y − value)² + λ/2·Σ coefficient², at least 0; scikit-learn's alpha. 1 unless told. */
  readonly penalty?: number;
  /** Several penalties: the one with the least leave-one-out error is taken (sparse or very wide: least error on the validation rows). */
  readonly penalties?: readonly number[];
  /** Where it is found step by step (sparse or very wide): stops within this share of the minimum; 1e-9 unless told. */
  readonly tolerance?: number;
}

/** Dense columns up to which the equations are solved at once; beyond it, step by step. */
const DIRECT_COLUMNS = 2_048;
/** Dense columns up to which leave-one-out errors are computed. */
const EIGEN_COLUMNS = 800;

/** Gram matrix of the dense columns. @throws MODELING_FEATURE_NOT_FINITE */
export function gramOf(learner: Learner, dense: DenseMatrix, examples: Examples, weight: Float64Array | undefined): Gram {
  const gram = withWorkspaceNow((workspace) => gramMatrix(workspace, dense, examples.truth, weight));
  if (gram !== undefined) return gram;
  const wrong = findNotFinite(examples.features) ?? { row: 0, column: 0, value: Number.NaN, sparse: false };
  return refuseNotFinite(learner, wrong);
}

async function fitDirectly(
  learner: Learner,
  penalties: readonly number[],
  dense: DenseMatrix,
  examples: Examples,
  context: FitContext,
): Promise<FittedLinear> {
  refuseAborted(learner.name, context);
  const { truth, weight } = examples;
  const gram = gramOf(learner, dense, examples, weight);
  await betweenSteps(learner.name, context, { step: 1, steps: 2, values: {} });
  const judged = penalties.length > 1 ? leaveOneOut(gram, penalties, dense, truth, weight) : undefined;
  const best = judged === undefined ? 0 : judged.errors.indexOf(Math.min(...judged.errors));
  const penalty = penalties[best] ?? 0;
  const line = solveRidge(gram, penalty, dense, truth, weight);
  await betweenSteps(learner.name, context, { step: 2, steps: 2, values: {} });
  const chosen = judged === undefined ? {} : { chosenBy: judged.method, leftOutError: judged.errors[best] ?? 0 };
  return modelOfLine(learner.name, line, gram.scale, { penalty, ...chosen });
}

/**
 * Linear regression with an L2 penalty that leaves the intercept free. Dense columns are solved exactly; several penalties are
 * compared by closed-form leave-one-out errors. Sparse columns are fitted step by step.
 * @throws MODELING_SETTING_INVALID
 * @see Hoerl and Kennard (1970), "Ridge regression: biased estimation for nonorthogonal problems", Technometrics 12(1).
 * @example ridge({ penalties: [0.1, 1, 10, 100] })
 */
export function ridge(settings: RidgeSettings = {}): Estimator<FittedLinear> {
  const name = "ridge";
  const penalties = checkPenalties(name, settings.penalty, settings.penalties, 1);
  const { tolerance = 1e-9 } = settings;
  checkNumber(name, "tolerance", tolerance, { above: 0, most: 1 });
  const learner = { name, tasks: ["regression"], accepts: ["dense", "sparse"] } as const;
  return {
    ...learner,
    settings: { penalties, tolerance },
    async fit(examples, context) {
      checkExamples(learner, examples, context, false);
      const { dense, sparse } = examples.features;
      const columns = dense?.columns ?? 0;
      const isDirect = dense !== undefined && columns > 0 && sparse === undefined && columns <= DIRECT_COLUMNS;
      if (isDirect && (penalties.length === 1 || columns <= EIGEN_COLUMNS))
        return await fitDirectly(learner, penalties, dense, examples, context);
      const fit = { learner, loss: "squared", tolerance, mostIterations: 1000 } as const;
      return await choosePenalty(penalties, examples, context, (some, rows) => fitPath(fit, some, rows, context));
    },
  };
}
