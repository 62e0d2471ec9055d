import { MillwrightError } from "../../../errors/index.ts";
import type { TreeLink } from "../tree-ensemble.ts";
import type { Labels, Objective, ScoreArray } from "./objective.ts";

/** An objective of one's own. */
export interface CustomObjective {
  /** Snake case. */
  readonly name: string;
  /** 1 unless told. */
  readonly outputs?: number;
  /** "identity" unless told. */
  readonly link?: TreeLink;
  /** First and second derivatives of each row's loss by its scores, written to `gradient` and `hessian`; see `Objective.gradients`. */
  readonly gradients: Objective["gradients"];
  /** Weighted mean loss, for early stopping and the progress. */
  readonly loss: Objective["loss"];
  /** 0 for each output unless told. */
  readonly initialScores?: (labels: Labels) => Float64Array;
}

function refuseDerivative(name: string, what: string, value: number | undefined, at: number): never {
  throw new MillwrightError(
    "MODELING_DERIVATIVE_INVALID",
    `the objective "${name}" gave ${what} ${value} at place ${at}.`,
    "Gradients must be finite, hessians finite and not negative.",
  );
}

/** @throws MODELING_DERIVATIVE_INVALID */
function checkDerivatives(name: string, gradient: Float32Array, hessian: Float32Array): void {
  const wrongGradient = gradient.findIndex((value) => !Number.isFinite(value));
  if (wrongGradient >= 0) refuseDerivative(name, "the gradient", gradient[wrongGradient], wrongGradient);
  const wrongHessian = hessian.findIndex((value) => !(value >= 0 && value < Infinity));
  if (wrongHessian >= 0) refuseDerivative(name, "the hessian", hessian[wrongHessian], wrongHessian);
}

/**
 * An objective from its derivatives.
 * @throws MODELING_DERIVATIVE_INVALID when it gives a number that no tree can learn from.
 * @example
 * customObjective({
 *   name: "log_cosh",
 *   gradients: (scores, { rows, truth }, gradient, hessian) => {
 *     for (let row = 0; row < rows; row++) {
 *       gradient[row] = Math.tanh(scores[row] - truth[row]);
 *       hessian[row] = 1 - gradient[row] ** 2;
 *     }
 *   },
 *   loss: (scores, { rows, truth }) => truth.reduce((sum, y, row) => sum + Math.log(Math.cosh(scores[row] - y)), 0) / rows,
 * });
 */
export function customObjective(custom: CustomObjective): Objective {
  const { name, outputs = 1, link = "identity" } = custom;
  return {
    name,
    settings: { custom: name },
    outputs,
    link,
    curvature: "exact",
    check: () => undefined,
    initialScores: custom.initialScores ?? (() => new Float64Array(outputs)),
    gradients: (scores: ScoreArray, labels, gradient, hessian) => {
      custom.gradients(scores, labels, gradient, hessian);
      checkDerivatives(name, gradient, hessian);
    },
    loss: custom.loss,
  };
}
