import { chooseLetterTables, LetterCounts, type LetterTables, writeLetters } from "../../../kernels/index.ts";
import {
  add,
  cast,
  div,
  expand,
  gather,
  greater,
  labelEncoder,
  max,
  min,
  mul,
  reduceMax,
  reduceSum,
  reshape,
  scatterElements,
  sqrt,
  sub,
  type Value,
} from "../../../onnx/index.ts";
import type { Table } from "../../tables/table.ts";
import { cellOf } from "../../tables/table.ts";
import { MAXIMUM_TEXT_UNITS } from "../encode-inputs.ts";
import type { Feature, FeatureContext, FeatureOutput, FittedFeature } from "../feature.ts";
import { type CommonSettings, featureHead, requireSetting } from "../feature-name.ts";
import { graphInput, inputValue } from "../graph-inputs.ts";
import { emitNgrams } from "./ngrams.ts";

/** Settings of `letterModels`. */
export interface LetterModelsSettings extends CommonSettings {
  /** Letters of the longest n-gram, 1 to 8; 6 unless told. */
  readonly longest?: number;
  /** Size of the tables, which bounds the package; 18 unless told. */
  readonly megabytes?: number;
}

/** Discount of each order; orders beyond the last take the last. Chosen on held-out sentences, pairs and words of 75 languages. */
const discounts = [0, 0.7, 0.8, 0.8, 0.8, 0.7, 0.6, 0.6, 0.6];
/** Nats of one step of the stored weights. */
const step = 0.1;
/** N-grams of at most this many classes keep (class, weight) pairs; others keep a weight for every class. */
const slots = 4;
/** A hash and its row, as variable-length whole numbers. */
const keyBytes = 9;

/** What was learned. */
interface LetterModel {
  readonly tables: LetterTables;
  readonly perLetter: Float32Array;
  readonly perWord: Float32Array;
  readonly perText: Float32Array;
  readonly longest: number;
}

/** How often each word occurs in each class, damped by the square root: a word that is repeated says little new of the spelling. */
function countWords(table: Table, column: string, { truth, classes }: FeatureContext): Map<string, number>[] {
  const counts = Array.from({ length: classes }, () => new Map<string, number>());
  const texts = table.any(column);
  let letters = new Int32Array(4096);
  for (let row = 0; row < table.rows; row++) {
    const text = String(cellOf(texts, row) ?? "").slice(0, MAXIMUM_TEXT_UNITS);
    if (letters.length < 2 * text.length + 2) letters = new Int32Array(4 * text.length);
    const end = writeLetters(text, letters, 0);
    const words = counts[truth[row] ?? -1];
    if (words === undefined) continue;
    for (const word of String.fromCodePoint(...letters.subarray(1, Math.max(1, end - 1))).split(" ")) {
      if (word !== "") words.set(word, (words.get(word) ?? 0) + 1);
    }
  }
  return counts;
}

/**
 * Nats that make up for little text: a class with few words leaves more probability to unseen n-grams, and would seldom be chosen.
 * The factor was chosen on held-out texts of languages whose texts were cut to a tenth.
 */
function balanceTexts(words: readonly ReadonlyMap<string, number>[]): Float32Array {
  const sizes = words.map((counts) => Math.max(1, counts.size));
  const middle = sizes.toSorted((a, b) => a - b)[sizes.length >> 1] ?? 1;
  return Float32Array.from(sizes, (size) => 1.5 * Math.max(0, Math.log(middle / size)));
}

function learn(table: Table, column: string, context: FeatureContext, longest: number, megabytes: number): LetterModel {
  const counts = new LetterCounts(longest, context.classes);
  const words = countWords(table, column, context);
  words.forEach((ofClass, cls) => {
    for (const [word, times] of ofClass) {
      const letters = Int32Array.from(word, (letter) => letter.codePointAt(0) ?? 0);
      counts.add(letters, letters.length, cls, Math.sqrt(times));
    }
  });
  const weights = counts.weights(discounts);
  const tables = chooseLetterTables(weights, context.classes, { bytes: 1e6 * megabytes, slots, step, keyBytes });
  return {
    tables,
    perLetter: Float32Array.from(weights.perLetter),
    perWord: Float32Array.from(weights.perWord),
    perText: balanceTexts(words),
    longest,
  };
}

/** Sums of weights by class of the n-grams that few classes know: int64 rows [N, M] → float32 [N, K]. */
function emitFew(rows: Value, { tables }: LetterModel, zeros: Value): Value {
  const { graph } = rows;
  const flat = (data: Uint8Array | Int8Array, type: "int64" | "float32"): Value =>
    reshape(cast(gather(graph.constant(data, [tables.few + 1, slots]), rows), type), [0, -1]);
  return scatterElements(zeros, flat(tables.slotClass, "int64"), flat(tables.slotWeight, "float32"), { axis: 1, reduction: "add" });
}

/** Likewise for the n-grams that many classes know. */
function emitMany(rows: Value, { tables }: LetterModel, classes: number): Value {
  const table = rows.graph.constant(tables.denseWeight, [tables.many + 2, classes]);
  return reduceSum(cast(gather(table, rows), "float32"), [1], false);
}

function emitScores(x: Value, model: LetterModel): Value {
  const { graph } = x;
  const { tables, perLetter, perWord, perText, longest } = model;
  const classes = perLetter.length;
  const whole = (value: number): Value => graph.scalar(value, "int64");
  const unknown = tables.few + tables.many;
  const plan = { from: 1, to: longest, withinWords: true, of: "letters" } as const;
  const hashes = emitNgrams(x, plan, whole(-1), (found) => found);
  const rows = labelEncoder(hashes, { keys: tables.hashes, values: tables.hashes.map((_, row) => row), otherwise: unknown });
  // The first `few` n-grams are in the first table, the others in the second; what is in neither meets rows of zeros.
  const inFew = min(rows, whole(tables.few));
  const inMany = sub(max(rows, whole(tables.few - 1)), whole(tables.few - 1));
  const zeros = expand(graph.constant(new Float32Array(classes), [1, classes]), cast(reduceMax(x, [1], true), "float32"));
  const counted = add(emitFew(inFew, model, zeros), emitMany(inMany, model, classes));
  const count = (condition: Value): Value => reduceSum(cast(condition, "float32"), [1], true);
  const spaces = sub(count(greater(x, whole(0))), count(greater(x, whole(32))));
  // A text with its outer spaces has one space more than words, and every word predicts its letters and the space behind it.
  const words = max(sub(spaces, graph.scalar(1)), graph.scalar(0));
  const predicted = add(count(greater(x, whole(32))), words);
  const ofAll = add(mul(predicted, graph.constant(perLetter, [1, classes])), mul(words, graph.constant(perWord, [1, classes])));
  // A text without a word says nothing, whatever the class.
  const balance = mul(min(words, graph.scalar(1)), graph.constant(perText, [1, classes]));
  const likelihood = add(add(mul(counted, graph.scalar(step)), ofAll), balance);
  // Log likelihoods of long texts are spread wider than they are sure: the root keeps short and long ones on one scale.
  return div(likelihood, sqrt(max(predicted, graph.scalar(1))));
}

/**
 * One letter language model per class: how likely each class makes the text's letters, word by word, by interpolated absolute
 * discounting over n-grams. Learns from the classes of the training rows; gives one score per class, the log likelihood in nats
 * over the square root of the letters. Weights are stored as 8-bit whole numbers, the n-grams that say most first.
 * @see Dunning (1994), "Statistical Identification of Language"; Ney, Essen and Kneser (1994), CSL 8, for the discounting.
 * @throws DATA_FEATURE_SETTING when the target has no classes, or more than 256.
 * @example candidate("letters", { features: [letterModels("text")], estimator: largestScore(), calibration: "temperature" })
 */
export function letterModels<const Column extends string>(column: Column, settings: LetterModelsSettings = {}): Feature<Column> {
  const head = featureHead("letter_models", [column], settings);
  const { longest = 6, megabytes = 18 } = settings;
  requireSetting(Number.isInteger(longest) && longest >= 1 && longest <= 8, head.name, `longest is ${longest}.`, "Give 1 to 8 letters.");
  requireSetting(megabytes > 0 && megabytes <= 512, head.name, `megabytes is ${megabytes}.`, "Give more than 0 and up to 512.");
  const input = graphInput(column, "letters");
  return {
    ...head,
    fit: (table, context): FittedFeature => {
      const isClasses = context.classes >= 2 && context.classes <= 256;
      requireSetting(isClasses, head.name, `the target has ${context.classes} classes.`, "Use it for 2 to 256 classes.");
      const model = learn(table, column, context, longest, megabytes);
      return {
        name: head.name,
        group: head.group,
        inputs: [input],
        width: context.classes,
        sparse: false,
        outputNames: Array.from({ length: context.classes }, (_, code) => `likelihood of class ${code}`),
        emit: (inputs): FeatureOutput => ({ dense: emitScores(inputValue(inputs, input), model) }),
        learned: { ngrams: model.tables.hashes.length, ofManyClasses: model.tables.many, longest },
      };
    },
  };
}
