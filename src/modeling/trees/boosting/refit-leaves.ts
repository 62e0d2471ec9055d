import { MillwrightError } from "../../../errors/index.ts";
import { leavesOfRows, type Tree } from "../../../kernels/index.ts";
import type { Examples } from "../../estimator.ts";
import { checkRows } from "../../fitting/check-examples.ts";
import { checkNumber } from "../../fitting/check-settings.ts";
import type { Labels, Objective } from "../objectives/objective.ts";
import type { TreeEnsemble } from "../tree-ensemble.ts";
import { labelsOf, matrixOf } from "./examples-of-trees.ts";
import { leafQuantiles } from "./leaf-quantiles.ts";

/** Settings of `refitLeaves`. */
export interface RefitSettings {
  /** What the trees were grown for. */
  readonly objective: Objective;
  /** Share of each leaf's old value that stays, in [0, 1]; 0.9 unless told. */
  readonly keep?: number;
  /** As when the trees were grown; 0.1 unless told. */
  readonly learningRate?: number;
  readonly l2?: number;
}

const name = "refitLeaves";

/** New value of each leaf: the Newton step of its rows; the old one where it has none. */
function newtonValues(tree: Tree, leafOfRow: Int32Array, gradient: Float32Array, hessian: Float32Array, l2: number): Float64Array {
  const leaves = tree.value.length;
  const [slopes, bends] = [new Float64Array(leaves), new Float64Array(leaves)];
  leafOfRow.forEach((leaf, row) => {
    slopes[leaf] = (slopes[leaf] ?? 0) + (gradient[row] ?? 0);
    bends[leaf] = (bends[leaf] ?? 0) + (hessian[row] ?? 0);
  });
  return slopes.map((slope, leaf) => ((bends[leaf] ?? 0) > 0 ? -slope / ((bends[leaf] ?? 0) + l2) : Number.NaN));
}

function newValues(
  tree: Tree,
  leafOfRow: Int32Array,
  scores: Float64Array,
  labels: Labels,
  { objective, learningRate, l2 }: Required<RefitSettings>,
): Float64Array {
  const { rows } = labels;
  const [from, to] = [tree.output * rows, (tree.output + 1) * rows];
  const level = objective.leafQuantiles?.[tree.output];
  if (level !== undefined) {
    return leafQuantiles(level, leafOfRow, tree.value.length, scores.subarray(from, to), labels, undefined).map((v) => v * learningRate);
  }
  const gradient = new Float32Array(scores.length);
  const hessian = new Float32Array(scores.length);
  objective.gradients(scores, labels, gradient, hessian);
  return newtonValues(tree, leafOfRow, gradient.subarray(from, to), hessian.subarray(from, to), l2).map((v) => v * learningRate);
}

/**
 * Keeps the splits of a model and learns its leaves' values anew from other rows, tree after tree: for data that moved a little.
 * @returns a new ensemble; the old one is left as it was.
 * @throws MODELING_SETTING_INVALID, MODELING_NO_FEATURES, MODELING_TARGET_EMPTY, MODELING_ROWS_DIFFER, MODELING_TARGET_NOT_FINITE,
 * MODELING_WEIGHT_INVALID, MODELING_FEATURES_REFUSED, MODELING_TARGET_OUTSIDE
 * @example refitLeaves(model.ensemble, thisMonth, { objective: binaryLogLoss(), keep: 0.5 });
 */
export function refitLeaves(ensemble: TreeEnsemble, examples: Examples, settings: RefitSettings): TreeEnsemble {
  const full = { keep: 0.9, learningRate: 0.1, l2: 1, ...settings };
  checkNumber(name, "keep", full.keep, { least: 0, most: 1 });
  checkNumber(name, "learningRate", full.learningRate, { above: 0, most: 1 });
  checkNumber(name, "l2", full.l2, { least: 0 });
  const matrix = matrixOf(name, examples);
  checkRows({ name }, examples);
  if (matrix.columns !== ensemble.columns) {
    const problem = `${name} was given ${matrix.columns} columns for trees that read ${ensemble.columns}.`;
    throw new MillwrightError("MODELING_FEATURES_REFUSED", problem, "Give the features that the trees were grown on.");
  }
  const labels = labelsOf(name, examples, undefined);
  full.objective.check(labels);
  const { rows } = labels;
  const scores = Float64Array.from({ length: ensemble.outputs * rows }, (_, at) => ensemble.base[Math.floor(at / rows)] ?? 0);
  const trees = ensemble.trees.map((tree): Tree => {
    const leafOfRow = leavesOfRows(tree, matrix.values, matrix.columns, rows);
    const fresh = newValues(tree, leafOfRow, scores, labels, full);
    const value = tree.value.map((old, leaf) => {
      const found = fresh[leaf] ?? Number.NaN;
      return Number.isNaN(found) ? old : full.keep * old + (1 - full.keep) * found;
    });
    leafOfRow.forEach((leaf, row) => {
      const at = tree.output * rows + row;
      scores[at] = (scores[at] ?? 0) + (value[leaf] ?? 0);
    });
    return { ...tree, value };
  });
  return { ...ensemble, trees };
}
