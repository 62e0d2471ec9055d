import { MillwrightError } from "../../../../errors/index.ts";
import type { Tree } from "../../../../kernels/index.ts";
import type { TreeEnsemble } from "../../tree-ensemble.ts";
import { justAbove } from "../float32-bounds.ts";
import { foldBase, inRounds } from "../fold-base.ts";
import { objectiveOfLink } from "./objectives.ts";
import type { UbjsonValue } from "./read-ubjson.ts";
import { writeJson } from "./write-json.ts";
import { writeUbjson } from "./write-ubjson.ts";

/** How a model is written for XGBoost. */
export interface XgboostFileSettings {
  /** UBJSON (`.ubj`) unless told. */
  readonly format?: "ubj" | "json";
}

/** Version of XGBoost whose files these are like. */
const VERSION = [3, 2, 0];
const NO_PARENT = 2147483647;
/** A condition that no number meets. */
const NOTHING = Number.NEGATIVE_INFINITY;

const other = { left: "right", right: "left" } as const;

/** A tree in the file's order. XGBoost takes the right child to be the next behind the left one, so that children come in pairs. */
interface Numbering {
  /** Inner node ≥ 0 or leaf `~leaf`, by place in the file. */
  readonly order: readonly number[];
  readonly parents: Int32Array;
  /** Place of the left child; −1 at leaves. */
  readonly firstChild: Int32Array;
}

/** Categories of a set go right in XGBoost: there the sides are turned. A set without categories is no set there; no number is < −∞. */
function isTurned(tree: Tree, node: number): boolean {
  return node >= 0 && (tree.categories?.[node]?.length ?? 0) > 0;
}

function number(tree: Tree): Numbering {
  const order = [tree.feature.length === 0 ? -1 : 0];
  const nodes = tree.feature.length + tree.value.length;
  const parents = new Int32Array(nodes).fill(NO_PARENT);
  const firstChild = new Int32Array(nodes).fill(-1);
  for (let place = 0; place < order.length; place++) {
    const node = order[place] ?? -1;
    if (node < 0) continue;
    const side = isTurned(tree, node) ? "right" : "left";
    firstChild[place] = order.length;
    parents.fill(place, order.length, order.length + 2);
    order.push(tree[side][node] ?? -1, tree[other[side]][node] ?? -1);
  }
  return { order, parents, firstChild };
}

/** Sets of the nodes that ask for categories, one behind the other. */
function categoryFields(tree: Tree, order: readonly number[]): Record<string, UbjsonValue> {
  const sets = order.flatMap((node, place) => (isTurned(tree, node) ? [{ place, set: tree.categories?.[node] ?? new Int32Array(0) }] : []));
  let begin = 0;
  const begins = sets.map(({ set }) => {
    const from = begin;
    begin += set.length;
    return from;
  });
  return {
    categories: Int32Array.from(sets.flatMap(({ set }) => [...set])),
    categories_nodes: Int32Array.from(sets, ({ place }) => place),
    categories_segments: Float64Array.from(begins),
    categories_sizes: Float64Array.from(sets, ({ set }) => set.length),
  };
}

/** XGBoost asks x < condition. */
function treeFields(tree: Tree, id: number, columns: number): UbjsonValue {
  const { order, parents, firstChild } = number(tree);
  const at = (inner: (node: number) => number, leaf: (leaf: number) => number = () => 0): number[] =>
    order.map((node) => (node < 0 ? leaf(~node) : inner(node)));
  const value = (leaf: number): number => tree.value[leaf] ?? 0;
  const turned = (node: number): number => (isTurned(tree, node) ? 1 : 0);
  const condition = (node: number): number => (tree.categories?.[node] === undefined ? justAbove(tree.threshold[node] ?? 0) : NOTHING);
  return {
    base_weights: Float32Array.from(at(() => 0, value)),
    ...categoryFields(tree, order),
    default_left: Uint8Array.from(at((node) => (tree.missingLeft[node] ?? 0) ^ turned(node))),
    id,
    left_children: firstChild,
    loss_changes: Float32Array.from(at((node) => tree.gain[node] ?? 0)),
    parents,
    right_children: firstChild.map((child) => (child < 0 ? -1 : child + 1)),
    split_conditions: Float32Array.from(at(condition, value)),
    split_indices: Int32Array.from(at((node) => tree.feature[node] ?? 0)),
    split_type: Uint8Array.from(at(turned)),
    sum_hessian: Float32Array.from(
      at(
        (node) => tree.nodeWeight[node] ?? 0,
        (leaf) => tree.leafWeight[leaf] ?? 0,
      ),
    ),
    tree_param: { num_deleted: "0", num_feature: String(columns), num_nodes: String(order.length), size_leaf_vector: "1" },
  };
}

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

/**
 * Writes an ensemble as a model file of XGBoost 3, which predicts the same from it for finite rows, within float32 rounding. The base goes into the leaves
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
          iteration_indptr: Array.from({ length: rounds.length / outputs + 1 }, (_, round) => round * outputs),
          tree_info: rounds.map(({ output }) => output),
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
