import { type DenseMatrix, type Random, random, type Tree, type TreeGrower } from "../../../kernels/index.ts";
import type { Examples, FitContext } from "../../estimator.ts";
import { betweenSteps, refuseAborted } from "../../fitting/stay-responsive.ts";
import type { TreeEnsemble } from "../tree-ensemble.ts";
import type { TreeSettings } from "./boosting-settings.ts";
import { labelsOf, matrixOf } from "./examples-of-trees.ts";
import { columnsOfTree } from "./sample-rows.ts";
import { withGrower } from "./with-grower.ts";

type OptionalPart = "monotone" | "interactions" | "memoryLimitBytes";

/** Settings of a forest with every default filled in. */
export interface FullForest extends Required<Omit<TreeSettings, OptionalPart>>, Pick<TreeSettings, OptionalPart> {
  readonly trees: number;
  /** Rows are drawn with replacement. */
  readonly bootstrap: boolean;
  readonly classWeights?: readonly number[];
  readonly whenAborted: "throw" | "keep";
}

/** How often each row was drawn for a tree, times its weight; 0 where it was not. */
function drawBag(rows: number, settings: FullForest, weight: Float64Array | undefined, stream: Random): Float64Array {
  const bag = new Float64Array(rows);
  const draws = Math.max(1, Math.round(settings.rowShare * rows));
  if (settings.bootstrap) {
    for (let draw = 0; draw < draws; draw++) {
      const row = stream.integer(rows);
      bag[row] = (bag[row] ?? 0) + 1;
    }
  } else {
    const order = draws < rows ? stream.shuffle(Int32Array.from({ length: rows }, (_, row) => row)).subarray(0, draws) : undefined;
    if (order === undefined) bag.fill(1);
    else for (const row of order) bag[row] = 1;
  }
  return weight === undefined ? bag : bag.map((count, row) => count * (weight[row] ?? 0));
}

/**
 * What a tree's splits part: values as they are, two classes as 0 and 1, several classes as random numbers, one per class and tree, whose
 * variance stands for the Gini impurity of all classes.
 * @see Joly, Geurts and Wehenkel (2014), "Random Forests with Random Projections of the Output Space", ECML PKDD.
 */
function targetOf(truth: Float64Array, classes: number, stream: Random): Float64Array {
  if (classes <= 2) return truth;
  const codes = Float64Array.from({ length: classes }, () => stream.normal());
  return truth.map((code) => codes[code] ?? 0);
}

/** The target with the bag's mean 0 and variance 1, so that gains of one node are compared in shares of a row's variance. */
function standardised(target: Float64Array, bag: Float64Array): Float64Array {
  let [total, sum, squares] = [0, 0, 0];
  bag.forEach((weight, row) => {
    total += weight;
    sum += weight * (target[row] ?? 0);
  });
  const centre = sum / total;
  bag.forEach((weight, row) => {
    squares += weight * ((target[row] ?? 0) - centre) ** 2;
  });
  const scale = squares > 0 ? Math.sqrt(total / squares) : 0;
  return target.map((value) => (value - centre) * scale);
}

/** Weighted mean of the truth in each leaf, or the share of each class: [outputs][leaves]. */
function leafAnswers(leafOfRow: Int32Array, leaves: number, bag: Float64Array, truth: Float64Array, classes: number): Float64Array[] {
  const total = new Float64Array(leaves);
  const outputs = Math.max(1, classes === 2 ? 1 : classes);
  const sums = Array.from({ length: outputs }, () => new Float64Array(leaves));
  bag.forEach((weight, row) => {
    if (weight === 0) return;
    const leaf = leafOfRow[row] ?? 0;
    const y = truth[row] ?? 0;
    const sum = sums[outputs > 1 ? y : 0];
    total[leaf] = (total[leaf] ?? 0) + weight;
    if (sum !== undefined) sum[leaf] = (sum[leaf] ?? 0) + weight * (outputs > 1 ? 1 : y);
  });
  return sums.map((sum) => sum.map((value, leaf) => value / (total[leaf] ?? 1)));
}

/** What every tree of a forest is grown with. */
interface Ground {
  readonly settings: FullForest;
  readonly matrix: DenseMatrix;
  readonly truth: Float64Array;
  readonly weight: Float64Array | undefined;
  readonly classes: number;
  readonly grower: TreeGrower;
}

/** One tree, as many times as there are outputs: one structure, answers of its own for each. */
function growOne({ settings, matrix, truth, weight, classes, grower }: Ground, stream: Random): Tree[] {
  const bag = drawBag(matrix.rows, settings, weight, stream);
  const target = standardised(targetOf(truth, classes, stream), bag);
  bag.forEach((count, row) => {
    grower.gradient[row] = -count * (target[row] ?? 0);
    grower.hessian[row] = count;
  });
  const rows = Int32Array.from({ length: matrix.rows }, (_, row) => row).filter((row) => (bag[row] ?? 0) > 0);
  const columns = columnsOfTree(settings.columnShare, matrix.columns, stream);
  const tree = grower.grow({ output: 0, rows, ...(columns === undefined ? {} : { columns }), seed: stream.integer(2 ** 31) });
  const answers = leafAnswers(grower.leafOfRows(), tree.value.length, bag, truth, classes);
  return answers.map((value, output) => ({ ...tree, output, value }));
}

/** Trees whose answers are averaged. Shares of classes lose the rounding error of their sum, so that no probability passes 1. */
function averaged(trees: readonly Tree[], count: number, classes: number): Tree[] {
  const part = (classes > 0 ? 1 - count * Number.EPSILON : 1) / count;
  return trees.map((tree) => ({ ...tree, value: tree.value.map((value) => value * part) }));
}

/**
 * Grows trees apart from each other, each on its own draw of the rows.
 * @param classes - 2 or more: shares of classes; 0: values.
 * @returns an ensemble that answers their mean, and whether the caller stopped it before the last tree.
 * @throws MODELING_NO_FEATURES, MODELING_SETTING_INVALID, MODELING_ABORTED, KERNELS_OUT_OF_MEMORY, KERNELS_CODE_UNKNOWN
 */
export async function growForest(
  learner: string,
  examples: Examples,
  settings: FullForest,
  classes: number,
  context: FitContext,
): Promise<{ ensemble: TreeEnsemble; aborted: boolean }> {
  const matrix = matrixOf(learner, examples);
  const { truth, weight: given } = labelsOf(learner, examples, settings.classWeights);
  const mean = (given?.reduce((sum, value) => sum + value, 0) ?? 1) / truth.length;
  const weight = given?.map((value) => value / mean);
  refuseAborted(learner, context);
  const { signal, ...uninterrupted } = context;
  const between = settings.whenAborted === "keep" ? uninterrupted : context;
  const trees: Tree[][] = [];
  await withGrower(learner, matrix, weight, settings, { seed: context.seed, outputs: 1 }, async (grower) => {
    while (trees.length < settings.trees && !(signal?.aborted && trees.length > 0)) {
      const stream = random(context.seed).fork(`tree ${trees.length} of the forest`);
      trees.push(growOne({ settings, matrix, truth, weight, classes, grower }, stream));
      await betweenSteps(learner, between, { step: trees.length, steps: settings.trees, values: {} });
    }
  });
  const outputs = classes > 2 ? classes : 1;
  const base = new Float64Array(outputs);
  const all = averaged(trees.flat(), trees.length, classes);
  return {
    ensemble: { columns: matrix.columns, outputs, base, trees: all, link: "identity" },
    aborted: trees.length < settings.trees,
  };
}
