import { MillwrightError } from "../../../errors/index.ts";
import { type DenseMatrix, takeRows } from "../../../kernels/index.ts";
import type { Examples } from "../../estimator.ts";
import type { Labels } from "../objectives/objective.ts";

/** The dense columns of the examples. @throws MODELING_NO_FEATURES */
export function matrixOf(learner: string, { features }: Examples): DenseMatrix {
  const { dense } = features;
  if (dense !== undefined && dense.columns > 0) return dense;
  throw new MillwrightError("MODELING_NO_FEATURES", `${learner} was given no dense columns.`, "Add a feature.");
}

/** What the objective is told: the examples' weights times those of their classes. @throws MODELING_SETTING_INVALID */
export function labelsOf(learner: string, examples: Examples, classWeights: readonly number[] | undefined): Labels {
  const { truth, group, upper } = examples;
  const unknown = classWeights === undefined ? -1 : truth.findIndex((code) => classWeights[code] === undefined);
  if (unknown >= 0) {
    const problem = `${learner} was given ${classWeights?.length} class weights and class code ${truth[unknown]} in row ${unknown}.`;
    throw new MillwrightError("MODELING_SETTING_INVALID", problem, "Give one weight for each class.");
  }
  const weight =
    classWeights === undefined ? examples.weight : truth.map((code, row) => (classWeights[code] ?? 0) * (examples.weight?.[row] ?? 1));
  return {
    rows: truth.length,
    truth,
    ...(weight === undefined ? {} : { weight }),
    ...(group === undefined ? {} : { group }),
    ...(upper === undefined ? {} : { upper }),
  };
}

/** Some examples, in the given order. */
export function takeExamples(examples: Examples, rows: Int32Array): Examples {
  const { weight, group, upper } = examples;
  const pick = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row] ?? Number.NaN);
  return {
    features: takeRows(examples.features, rows),
    truth: pick(examples.truth),
    ...(weight === undefined ? {} : { weight: pick(weight) }),
    ...(group === undefined ? {} : { group: Int32Array.from(rows, (row) => group[row] ?? 0) }),
    ...(upper === undefined ? {} : { upper: pick(upper) }),
  };
}
