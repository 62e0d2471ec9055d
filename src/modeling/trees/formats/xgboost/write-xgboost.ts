import { MillwrightError } from "../../../../errors/index.ts";
import type { Tree } from "../../../../kernels/index.ts";
import type { TreeEnsemble } from "../../tree-ensemble.ts";
import { justAbove } from "../float32-bounds.ts";
import { foldBase, inRounds } from "../fold-base.ts";
import { objectiveOfLink } from "./objectives.ts";
import type { UbjsonValue } from "./read-ubjson.ts";
import { writeUbjson } from "./write-ubjson.ts";

/** How a model is written for XGBoost. */
export interface XgboostFileSettings {
  /** UBJSON (`.ubj`) unless told. */
  readonly format?: "ubj" | "json";
}

/** Version of XGBoost whose files these are like. */
const VERSION = [3, 2, 0];
const NO_PARENT = 2147483647;

/** Place of each inner node and leaf in the file: inner nodes first, in their order. */
function childAt(tree: Tree, child: number): number {
  return child < 0 ? tree.feature.length + ~child : child;
}

function parentsOf(tree: Tree, nodes: number): Int32Array {
  const parents = new Int32Array(nodes).fill(NO_PARENT);
  tree.feature.forEach((_, node) => {
    for (const child of [tree.left[node], tree.right[node]]) parents[childAt(tree, child ?? -1)] = node;
  });
  return parents;
}

/** Sets of the nodes that ask for categories, one behind the other. */
function categoryFields(tree: Tree): Record<string, UbjsonValue> {
  const sets = [...(tree.categories ?? [])].flatMap((set, node) => (set === undefined ? [] : [{ node, set }]));
  let begin = 0;
  const begins = sets.map(({ set }) => {
    const from = begin;
    begin += set.length;
    return from;
  });
  return {
    categories: Int32Array.from(sets.flatMap(({ set }) => [...set])),
    categories_nodes: Int32Array.from(sets, ({ node }) => node),
    categories_segments: Float64Array.from(begins),
    categories_sizes: Float64Array.from(sets, ({ set }) => set.length),
  };
}

/** XGBoost asks x < condition for left, and sends categories of a set right: there the sides are turned. */
function treeFields(tree: Tree, id: number, columns: number): UbjsonValue {
  const { feature, value, categories } = tree;
  const inner = feature.length;
  const nodes = inner + value.length;
  const isTurned = (node: number): boolean => categories?.[node] !== undefined;
  const along = <List extends Int32Array | Float32Array | Uint8Array>(list: List, of: (node: number) => number): List => {
    for (let node = 0; node < inner; node++) list[node] = of(node);
    return list;
  };
  const child = (side: "left" | "right") => (node: number) => childAt(tree, tree[isTurned(node) ? other[side] : side][node] ?? -1);
  const weights = Float32Array.from([...tree.nodeWeight, ...tree.leafWeight]);
  const conditions = Float32Array.from({ length: nodes }, (_, node) => (node < inner ? 0 : (value[node - inner] ?? 0)));
  return {
    base_weights: conditions.map((leaf, node) => (node < inner ? 0 : leaf)),
    ...categoryFields(tree),
    default_left: along(new Uint8Array(nodes), (node) => (tree.missingLeft[node] ?? 0) ^ (isTurned(node) ? 1 : 0)),
    id,
    left_children: along(new Int32Array(nodes).fill(-1), child("left")),
    loss_changes: along(new Float32Array(nodes), (node) => tree.gain[node] ?? 0),
    parents: parentsOf(tree, nodes),
    right_children: along(new Int32Array(nodes).fill(-1), child("right")),
    split_conditions: along(conditions, (node) => (isTurned(node) ? 0 : justAbove(tree.threshold[node] ?? 0))),
    split_indices: along(new Int32Array(nodes), (node) => feature[node] ?? 0),
    split_type: along(new Uint8Array(nodes), (node) => (isTurned(node) ? 1 : 0)),
    sum_hessian: weights,
    tree_param: { num_deleted: "0", num_feature: String(columns), num_nodes: String(nodes), size_leaf_vector: "1" },
  };
}

const other = { left: "right", right: "left" } as const;

/** @throws MODELING_FILE_UNSUPPORTED */
function refuse(problem: string, fix: string): never {
  throw new MillwrightError("MODELING_FILE_UNSUPPORTED", `the ensemble cannot be written for XGBoost: ${problem}`, fix);
}

/** "c" for columns that nodes ask for categories, "float" for others. */
function featureTypes(ensemble: TreeEnsemble): string[] {
  const types = Array.from({ length: ensemble.columns }, () => "float");
  for (const { feature, categories } of ensemble.trees) {
    categories?.forEach((set, node) => {
      if (set !== undefined) types[feature[node] ?? 0] = "c";
    });
  }
  return types.includes("c") ? types : [];
}

/** JSON with lists in the place of typed arrays; numbers as short as their float32 allows. */
function writeJson(value: UbjsonValue): Uint8Array {
  const plain = (_: string, each: unknown): unknown =>
    each instanceof Float32Array
      ? Array.from(each, (number) => Number(number.toPrecision(9)))
      : ArrayBuffer.isView(each)
        ? [...(each as Uint8Array)]
        : each;
  return Buffer.from(JSON.stringify(value, plain), "utf8");
}

/**
 * Writes an ensemble as a model file of XGBoost 3, which predicts the same from it within float32 rounding. The base goes into the leaves
 * of the first trees.
 * @returns the file's bytes.
 * @throws MODELING_FILE_UNSUPPORTED for links and missing zeros that XGBoost does not have.
 * @example await writeFile("model.ubj", writeXgboost(model.ensemble));
 */
export function writeXgboost(ensemble: TreeEnsemble, settings: XgboostFileSettings = {}): Uint8Array {
  const { columns, outputs, link } = ensemble;
  const objective = objectiveOfLink[link] ?? refuse(`it has no link "${link}".`, "Use identity, sigmoid, softmax or exponential.");
  if (ensemble.zeroIsMissing?.includes(1))
    refuse("its zeros stand for missing values.", "Give XGBoost rows with NaN, from an ensemble that reads them.");
  const [name, base] = objective;
  const rounds = inRounds(foldBase(ensemble));
  const isMulticlass = link === "softmax";
  const model: UbjsonValue = {
    learner: {
      attributes: {},
      feature_names: [...(ensemble.columnNames ?? [])],
      feature_types: featureTypes(ensemble),
      gradient_booster: {
        model: {
          cats: { enc: [], feature_segments: new Int32Array(0), sorted_idx: new Int32Array(0) },
          gbtree_model_param: { num_parallel_tree: "1", num_trees: String(rounds.length) },
          iteration_indptr: Int32Array.from({ length: rounds.length / outputs + 1 }, (_, round) => round * outputs),
          tree_info: Int32Array.from(rounds, ({ output }) => output),
          trees: rounds.map((tree, id) => treeFields(tree, id, columns)),
        },
        name: "gbtree",
      },
      learner_model_param: {
        base_score: `[${Array.from({ length: outputs }, () => base).join(",")}]`,
        boost_from_average: "0",
        num_class: String(isMulticlass ? outputs : 0),
        num_feature: String(columns),
        num_target: String(isMulticlass ? 1 : outputs),
      },
      objective: objectiveFields(name, outputs),
    },
    version: VERSION,
  };
  return settings.format === "json" ? writeJson(model) : writeUbjson(model);
}

function objectiveFields(name: string, outputs: number): UbjsonValue {
  if (name === "multi:softprob") return { name, softmax_multiclass_param: { num_class: String(outputs) } };
  if (name === "count:poisson") return { name, poisson_regression_param: { max_delta_step: "7E-1" } };
  return { name, reg_loss_param: { scale_pos_weight: "1" } };
}
