import { MillwrightError } from "../../../../errors/index.ts";
import type { Tree } from "../../../../kernels/index.ts";
import type { TreeEnsemble } from "../../tree-ensemble.ts";
import { foldBase, inRounds } from "../fold-base.ts";
import { askMissingFirst } from "./ask-missing-first.ts";
import { objectiveLine } from "./objectives.ts";

const IS_CATEGORY = 1;
const DEFAULT_LEFT = 2;
const ZERO_IS_MISSING = 1 << 2;
const NAN_IS_MISSING = 2 << 2;
/** What LightGBM itself writes for an infinite threshold. */
const LARGEST = 1e300;

/** @throws MODELING_FILE_UNSUPPORTED */
function refuse(problem: string, fix: string): never {
  throw new MillwrightError("MODELING_FILE_UNSUPPORTED", `the ensemble cannot be written for LightGBM: ${problem}`, fix);
}

function join(list: ArrayLike<number>): string {
  return Array.from(list, String).join(" ");
}

/** Words of 32 bits of a set; one at least. */
function wordsOf(set: Int32Array): Uint32Array {
  const words = new Uint32Array(1 + ((set.at(-1) ?? 0) >> 5));
  for (const code of set) words[code >> 5] = ((words[code >> 5] ?? 0) | (1 << (code & 31))) >>> 0;
  return words;
}

function decisionOf(tree: Tree, node: number, zeroIsMissing: Uint8Array | undefined): number {
  if (tree.categories?.[node] !== undefined) return IS_CATEGORY | NAN_IS_MISSING;
  const byDefault = tree.missingLeft[node] === 1 ? DEFAULT_LEFT : 0;
  return byDefault | (zeroIsMissing?.[tree.feature[node] ?? 0] === 1 ? ZERO_IS_MISSING : NAN_IS_MISSING);
}

/** Lines of the sets, and each node's number of a set. */
function setLines(tree: Tree): { readonly lines: readonly string[]; readonly numbers: ReadonlyMap<number, number> } {
  const numbers = new Map<number, number>();
  const bounds = [0];
  const words: number[] = [];
  tree.categories?.forEach((set, node) => {
    if (set === undefined) return;
    numbers.set(node, numbers.size);
    words.push(...wordsOf(set));
    bounds.push(words.length);
  });
  return { numbers, lines: numbers.size === 0 ? [] : [`cat_boundaries=${join(bounds)}`, `cat_threshold=${join(words)}`] };
}

/** Row counts; those that nobody counted are the weights, rounded. */
function counts(rows: Float64Array, weights: Float64Array): Float64Array {
  return (rows.some((count) => count > 0) ? rows : weights).map(Math.round);
}

function thresholdOf(value: number): number {
  return Math.min(LARGEST, Math.max(-LARGEST, value));
}

function treeText(tree: Tree, number: number, zeroIsMissing: Uint8Array | undefined): string {
  const nodes = Array.from(tree.feature.keys());
  const sets = setLines(tree);
  const inner = [
    `split_feature=${join(tree.feature)}`,
    `split_gain=${join(tree.gain)}`,
    `threshold=${join(nodes.map((node) => sets.numbers.get(node) ?? thresholdOf(tree.threshold[node] ?? 0)))}`,
    `decision_type=${join(nodes.map((node) => decisionOf(tree, node, zeroIsMissing)))}`,
    `left_child=${join(tree.left)}`,
    `right_child=${join(tree.right)}`,
  ];
  const lines = [
    `Tree=${number}`,
    `num_leaves=${tree.value.length}`,
    `num_cat=${sets.numbers.size}`,
    ...(nodes.length === 0 ? [] : inner),
    `leaf_value=${join(tree.value)}`,
    `leaf_weight=${join(tree.leafWeight)}`,
    `leaf_count=${join(counts(tree.leafRows, tree.leafWeight))}`,
    ...(nodes.length === 0 ? [] : [`internal_value=${join(nodes.map(() => 0))}`, `internal_weight=${join(tree.nodeWeight)}`]),
    ...(nodes.length === 0 ? [] : [`internal_count=${join(counts(tree.nodeRows, tree.nodeWeight))}`]),
    ...sets.lines,
    "is_linear=0",
    "shrinkage=1",
  ];
  return `${lines.join("\n")}\n\n\n`;
}

/** @throws MODELING_FILE_UNSUPPORTED */
function sayable(tree: Tree): Tree {
  return (
    askMissingFirst(tree) ??
    refuse("too many nodes of a tree send missing categories to those they name.", "Write it for XGBoost or as ONNX, which can say that.")
  );
}

/** Which values a column may take: codes of categories that nodes name, or any number. */
function featureInfos(ensemble: TreeEnsemble): string {
  const codes = new Map<number, Set<number>>();
  for (const { feature, categories } of ensemble.trees) {
    categories?.forEach((set, node) => {
      const column = feature[node] ?? 0;
      for (const code of set ?? []) codes.set(column, (codes.get(column) ?? new Set()).add(code));
    });
  }
  return Array.from(
    { length: ensemble.columns },
    (_, column) => [...(codes.get(column) ?? [])].sort((a, b) => a - b).join(":") || "[-1e+300:1e+300]",
  ).join(" ");
}

/** Names without what the format gives a meaning. */
function featureNames({ columns, columnNames }: TreeEnsemble): string {
  const isSound = columnNames?.every((name) => name !== "" && !/[\s",:[\]{}]/.test(name)) && new Set(columnNames).size === columns;
  return (isSound ? (columnNames ?? []) : Array.from({ length: columns }, (_, column) => `Column_${column}`)).join(" ");
}

/**
 * Writes an ensemble as a model file of LightGBM 4, which predicts the same from it for finite rows of float32. The base goes into the leaves of
 * the first trees.
 * @returns the file's text.
 * @throws MODELING_FILE_UNSUPPORTED for links that LightGBM does not have, and for very large trees that send missing
 * categories to those they name, which takes more nodes there.
 * @example await writeFile("model.txt", writeLightgbm(model.ensemble));
 */
export function writeLightgbm(ensemble: TreeEnsemble): string {
  const { columns, outputs, link, zeroIsMissing } = ensemble;
  const objective = objectiveLine(link, outputs);
  if (objective === undefined) return refuse(`it has no link "${link}" for ${outputs} outputs.`, "Use identity, sigmoid or softmax.");
  const texts = inRounds(foldBase(ensemble)).map((tree, number) => treeText(sayable(tree), number, zeroIsMissing));
  const header = [
    ...["tree", "version=v4", `num_class=${outputs}`, `num_tree_per_iteration=${outputs}`, "label_index=0"],
    ...[`max_feature_idx=${columns - 1}`],
  ].join("\n");
  const features = `feature_names=${featureNames(ensemble)}\nfeature_infos=${featureInfos(ensemble)}\n`;
  const sizes = `tree_sizes=${texts.map((text) => Buffer.byteLength(text)).join(" ")}\n`;
  return `${header}\n${objective}${features}${sizes}\n${texts.join("")}end of trees\n\nfeature_importances:\n\nparameters:\nend of parameters\n\npandas_categorical:null\n`;
}
