import type { TreeEnsemble } from "../../tree-ensemble.ts";
import { type FileFaults, fileFaults, MOST_COLUMNS, MOST_OUTPUTS } from "../file-faults.ts";
import { RecordReader } from "../record-reader.ts";
import { objectiveOf } from "./objectives.ts";
import { readXgboostTree } from "./read-trees.ts";
import { readUbjson } from "./read-ubjson.ts";

const faults: FileFaults = fileFaults("XGBoost model");
/** Bytes of a file that is read; a text cannot be much longer in JavaScript. */
const MOST_BYTES = 2 ** 29 - 1;
const MOST_TREES = 10_000_000;

/** XGBoost writes numbers that JSON does not have: one with this exponent is read as infinite, and null stands for NaN. */
function withoutWords(text: string): string {
  return text.replace(/(?<=[[,:]-?)Infinity(?=[\],}])/g, "1e999").replace(/(?<=[[,:])NaN(?=[\],}])/g, "null");
}

/** JSON has a quote, space or brace behind its first brace, UBJSON the type of a length. */
function parse(bytes: Uint8Array): unknown {
  if (!(bytes instanceof Uint8Array)) faults.invalid(`it is ${typeof bytes}, no bytes.`);
  if (bytes.length > MOST_BYTES) faults.tooLarge(`has ${bytes.length} bytes; ${MOST_BYTES} can be read.`);
  if (bytes[0] !== "{".charCodeAt(0))
    faults.invalid("it begins with no brace, as JSON and UBJSON do. The old binary format cannot be read.");
  if ("iUIlL".includes(String.fromCharCode(bytes[1] ?? 0))) return readUbjson(bytes, faults);
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return JSON.parse(/Infinity|NaN/.test(text) ? withoutWords(text) : text);
  } catch (cause) {
    return faults.invalid(`it cannot be parsed: ${cause instanceof Error ? cause.message.slice(0, 120) : String(cause)}.`, cause);
  }
}

/** Scores to start from: one for all outputs, or since version 3.1 a list as text. */
function readBase(text: string, outputs: number, toScore: (base: number) => number): Float64Array {
  const numbers = text
    .replace(/^\[|\]$/g, "")
    .split(",")
    .map((part) => (part.trim() === "" ? Number.NaN : toScore(Math.fround(Number(part)))));
  if (numbers.some((number) => !Number.isFinite(number)) || (numbers.length !== 1 && numbers.length !== outputs)) {
    faults.invalid(`its base_score is ${JSON.stringify(text.slice(0, 60))} for ${outputs} outputs.`);
  }
  return Float64Array.from({ length: outputs }, (_, k) => numbers[numbers.length === 1 ? 0 : k] ?? Number.NaN);
}

/** The part that holds trees, and their weights where trees were dropped out in training. */
function readBooster(booster: RecordReader): { readonly model: RecordReader; readonly weights?: ArrayLike<number> } {
  const name = booster.text("name");
  if (name === "gbtree") return { model: booster.object("model") };
  if (name === "dart") return { model: booster.object("gbtree").object("model"), weights: booster.numbers("weight_drop") };
  return faults.unsupported(`is a booster "${name}", which has no trees.`, 'Train with the booster "gbtree" or "dart".');
}

function readNames(learner: RecordReader, columns: number): readonly string[] | undefined {
  if (!learner.has("feature_names")) return undefined;
  const names = learner.list("feature_names");
  return names.length === columns && names.every((name) => typeof name === "string") ? (names as readonly string[]) : undefined;
}

/**
 * Reads a model of XGBoost, `.json` or `.ubj` (version 1.0 and later; boosters gbtree and dart). All of its trees count, whatever
 * iteration was the best.
 * Predictions agree with XGBoost's within float32 rounding for rows of float32, NaN where missing; `multi:softmax` gives probabilities.
 * @param bytes - the file.
 * @throws MODELING_FILE_INVALID, MODELING_FILE_UNSUPPORTED, MODELING_FILE_TOO_LARGE
 * @see https://xgboost.readthedocs.io/en/stable/tutorials/saving_model.html
 * @example const model = fittedTrees("xgboost", readXgboost(await readFile("model.ubj")));
 */
export function readXgboost(bytes: Uint8Array): TreeEnsemble {
  const learner = new RecordReader(parse(bytes), "model", faults).object("learner");
  const param = learner.object("learner_model_param");
  const columns = param.count("num_feature", MOST_COLUMNS);
  const outputs = Math.max(1, param.count("num_class", MOST_OUTPUTS, 0), param.count("num_target", MOST_OUTPUTS, 1));
  const { link, toScore } = objectiveOf(learner.object("objective").text("name"), faults);
  const { model, weights } = readBooster(learner.object("gradient_booster"));
  const stored = model.list("trees");
  if (stored.length > MOST_TREES) faults.tooLarge(`has ${stored.length} trees; ${MOST_TREES} can be read.`);
  const groups = model.numbers("tree_info", stored.length);
  if (weights !== undefined && weights.length !== stored.length)
    faults.invalid(`it has ${weights.length} weights for ${stored.length} trees.`);
  const trees = stored.flatMap((tree, t) => {
    const output = groups[t] ?? -1;
    if (!(Number.isInteger(output) && output >= 0 && output < outputs)) faults.invalid(`tree ${t} adds to output ${output} of ${outputs}.`);
    const reader = new RecordReader(tree, `trees[${t}]`, faults);
    return readXgboostTree(reader, { output, outputs, weight: weights?.[t] ?? 1, columns }, faults);
  });
  const columnNames = readNames(learner, columns);
  const base = readBase(param.text("base_score", "5E-1"), outputs, toScore);
  return { columns, outputs, base, trees, link, ...(columnNames === undefined ? {} : { columnNames }) };
}
