import { MillwrightError } from "../../errors/index.ts";
import { areWeights, findNotFinite, firstNotCode, firstNotFinite, weightByClass } from "../../kernels/index.ts";
import type { Estimator, Examples, FitContext } from "../estimator.ts";
import { hasClasses } from "../tasks/task.ts";

/** What the checks need to know of the learner. */
export type Learner = Pick<Estimator, "name" | "tasks" | "accepts">;

function refuseTask(learner: Learner, context: FitContext): void {
  const { kind } = context.task;
  if (learner.tasks.includes(kind)) return;
  throw new MillwrightError(
    "MODELING_TASK_WRONG",
    `${learner.name} was given a ${kind} task.`,
    `It learns ${learner.tasks.join(" and ")} tasks; choose another learner.`,
  );
}

function refuseColumns(learner: Learner, examples: Examples): void {
  const { dense, sparse } = examples.features;
  for (const [kind, matrix] of [["dense", dense] as const, ["sparse", sparse] as const]) {
    if (matrix === undefined || matrix.columns === 0 || learner.accepts.includes(kind)) continue;
    throw new MillwrightError(
      "MODELING_FEATURES_REFUSED",
      `${learner.name} was given ${matrix.columns} ${kind} columns.`,
      `It accepts ${learner.accepts.join(" and ")} columns; leave these features out or choose another learner.`,
    );
  }
}

function refuseCategories(learner: Learner, { features }: Examples): void {
  const column = features.dense?.categories?.findIndex((codes) => codes > 0) ?? -1;
  if (column < 0 || learner.accepts.includes("categories")) return;
  throw new MillwrightError(
    "MODELING_FEATURES_REFUSED",
    `${learner.name} was given category codes in dense column ${column}, and would take them for numbers.`,
    "Use oneHot or targetEncoding in place of category, or a learner of trees.",
  );
}

/** The dense values must fill their rows: kernels read them by place. */
function refuseGaps(learner: Pick<Learner, "name">, { dense }: Examples["features"]): void {
  if (dense === undefined || dense.values.length === dense.rows * dense.columns) return;
  throw new MillwrightError(
    "MODELING_ROWS_DIFFER",
    `${learner.name} was given ${dense.values.length} dense values for ${dense.rows} rows of ${dense.columns} columns.`,
    `Give rows × columns of them, ${dense.rows * dense.columns}; NaN where one is missing.`,
  );
}

function refuseRows(learner: Pick<Learner, "name">, { features, truth, weight, group, upper }: Examples): void {
  const { rows, dense, sparse } = features;
  if (rows === 0) {
    throw new MillwrightError("MODELING_TARGET_EMPTY", `${learner.name} was given no rows.`, "Check the source and the split.");
  }
  refuseGaps(learner, features);
  const counts = {
    truths: truth.length,
    weights: weight?.length ?? rows,
    queries: group?.length ?? rows,
    "upper times": upper?.length ?? rows,
    "dense rows": dense?.rows ?? rows,
    "sparse rows": sparse?.rows ?? rows,
  };
  const wrong = Object.entries(counts).filter(([, count]) => count !== rows);
  if (wrong.length === 0) return;
  const told = wrong.map(([name, count]) => `${count} ${name}`).join(" and ");
  throw new MillwrightError(
    "MODELING_ROWS_DIFFER",
    `${learner.name} was given ${told} for ${rows} rows of features.`,
    "Give one of each per row.",
  );
}

function refuseLabels(learner: Pick<Learner, "name">, { truth, weight }: Examples): void {
  const wrongTruth = firstNotFinite(truth);
  if (wrongTruth >= 0) {
    const problem = `${learner.name} was given the truth ${truth[wrongTruth]} in row ${wrongTruth}.`;
    throw new MillwrightError("MODELING_TARGET_NOT_FINITE", problem, "Drop such rows or mend the target.");
  }
  if (weight !== undefined && !areWeights(weight)) {
    const fix = "Give finite weights of 0 or more, at least one of them above 0.";
    throw new MillwrightError("MODELING_WEIGHT_INVALID", `${learner.name} was given weights it cannot use.`, fix);
  }
}

/**
 * Refuses rows, truths and weights that do not belong together or cannot be learned from, whatever the task.
 * @throws MODELING_TARGET_EMPTY, MODELING_ROWS_DIFFER, MODELING_TARGET_NOT_FINITE, MODELING_WEIGHT_INVALID
 */
export function checkRows(learner: Pick<Learner, "name">, examples: Examples): void {
  refuseRows(learner, examples);
  refuseLabels(learner, examples);
}

function refuseFeatures(learner: Learner, { features }: Examples): void {
  const wrong = findNotFinite(features);
  if (wrong !== undefined) refuseNotFinite(learner, wrong);
}

/** Throws for a feature that is NaN or infinite. */
export function refuseNotFinite(learner: Learner, wrong: { row: number; column: number; value: number; sparse: boolean }): never {
  throw new MillwrightError(
    "MODELING_FEATURE_NOT_FINITE",
    `${learner.name} was given ${wrong.value} in row ${wrong.row}, ${wrong.sparse ? "sparse" : "dense"} column ${wrong.column}.`,
    "Impute missing numbers, and clip or take the logarithm of infinite ones, in the features.",
  );
}

/** Throws for a code that no class has, and when every row that counts has the same class. */
function refuseClasses(learner: Learner, { truth, weight }: Examples, classes: number): void {
  const wrong = firstNotCode(truth, classes);
  if (wrong >= 0) {
    const problem = `${learner.name} was given class code ${truth[wrong]} in row ${wrong}.`;
    throw new MillwrightError("MODELING_TARGET_CLASS_UNKNOWN", problem, `Codes are whole numbers from 0 to ${classes - 1}.`);
  }
  const sums = weightByClass(truth, weight, classes);
  if (sums.filter((sum) => sum > 0).length > 1) return;
  throw new MillwrightError(
    "MODELING_TARGET_ONE_CLASS",
    `${learner.name} was given ${truth.length} rows that all have class ${sums.findIndex((sum) => sum > 0)}.`,
    "Give rows of two classes at least, or use a baseline.",
  );
}

/**
 * Refuses examples that a learner cannot learn from, before it starts.
 * `finite: false` leaves the features to a learner that finds bad values while it reads them.
 * @throws MODELING_TASK_WRONG, MODELING_FEATURES_REFUSED, MODELING_TARGET_EMPTY, MODELING_ROWS_DIFFER, MODELING_TARGET_NOT_FINITE,
 * MODELING_WEIGHT_INVALID, MODELING_FEATURE_NOT_FINITE, MODELING_TARGET_ONE_CLASS, MODELING_TARGET_CLASS_UNKNOWN
 */
export function checkExamples(learner: Learner, examples: Examples, context: FitContext, finite = true): void {
  refuseTask(learner, context);
  refuseColumns(learner, examples);
  refuseCategories(learner, examples);
  checkRows(learner, examples);
  if (finite) refuseFeatures(learner, examples);
  if (hasClasses(context.task.kind)) refuseClasses(learner, examples, context.task.classes);
}
