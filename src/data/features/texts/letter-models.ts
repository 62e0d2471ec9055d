import { blendNaiveBayes, LetterCounts, type PackedLetterTables, packLetterTables, writeLetters } from "../../../kernels/index.ts";
import { add, cast, div, greater, max, mul, reduceSum, sqrt, sub, type Value } from "../../../onnx/index.ts";
import type { Table } from "../../tables/table.ts";
import { cellOf } from "../../tables/table.ts";
import { MAXIMUM_TEXT_UNITS } from "../encode-inputs.ts";
import type { Feature, FeatureContext, FeatureOutput, FittedFeature } from "../feature.ts";
import { type CommonSettings, featureHead, requireSetting } from "../feature-name.ts";
import { graphInput, inputValue } from "../graph-inputs.ts";
import { emitLetterScores } from "./emit-letter-scores.ts";

/** Settings of `letterModels`. */
export interface LetterModelsSettings extends CommonSettings {
  /** Letters of the longest n-gram, 1 to 8; 6 unless told. */
  readonly longest?: number;
  /** Size of the tables, which bounds the package; 19 unless told. */
  readonly megabytes?: number;
}

/** Discount of each order; orders beyond the last take the last. Chosen on held-out sentences, pairs and words of 75 languages. */
const discounts = [0, 0.7, 0.8, 0.8, 0.8, 0.7, 0.6, 0.6, 0.6];
/** Share, smoothing and longest n-gram of naive Bayes, chosen likewise. */
const naive = { share: 0.05, smoothing: 0.1, longest: 5 };
/** Classes that fit into a byte beside the marks of the tables. */
const MOST_CLASSES = 250;
/** Nats of one step of the stored weights. */
const step = 0.1;
/** Nats for each letter, and each word, that a class gets for having e times less text than others; chosen on languages cut to a tenth. */
const letterCredit = 0.13;
const wordCredit = 0.4;

/** What was learned. */
interface LetterModel {
  readonly tables: PackedLetterTables;
  readonly perLetter: Float32Array;
  readonly perWord: Float32Array;
  readonly longest: number;
}

/** How often each word occurs in each class. */
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
 * How much less text each class has than the middle one, as a logarithm: 0 and up. A class with little text leaves more probability
 * to n-grams that it has not seen, and would seldom be chosen; credit for each letter and word makes up for that.
 */
function lackOfText(words: readonly ReadonlyMap<string, number>[]): Float64Array {
  const sizes = words.map((counts) => Math.max(1, counts.size));
  const middle = sizes.toSorted((a, b) => a - b)[sizes.length >> 1] ?? 1;
  return Float64Array.from(sizes, (size) => Math.max(0, Math.log(middle / size)));
}

function learn(table: Table, column: string, context: FeatureContext, longest: number, megabytes: number): LetterModel {
  const counts = new LetterCounts(longest, context.classes);
  const words = countWords(table, column, context);
  words.forEach((ofClass, cls) => {
    for (const [word, times] of ofClass) {
      const letters = Int32Array.from(word, (letter) => letter.codePointAt(0) ?? 0);
      counts.add(letters, letters.length, cls, times);
    }
  });
  const weights = blendNaiveBayes(counts.weights(discounts), { ...naive, longest: Math.min(longest, naive.longest) });
  const tables = packLetterTables(weights, context.classes, { bytes: 1e6 * megabytes, step });
  const lack = lackOfText(words);
  const credited = (nats: Float64Array, credit: number): Float32Array =>
    Float32Array.from(nats, (value, cls) => value + credit * (lack[cls] ?? 0));
  return { tables, perLetter: credited(weights.perLetter, letterCredit), perWord: credited(weights.perWord, wordCredit), longest };
}

function emitScores(x: Value, model: LetterModel): Value {
  const { graph } = x;
  const { tables, perLetter, perWord, longest } = model;
  const { classes } = tables;
  const counted = emitLetterScores(x, tables, longest);
  const count = (condition: Value): Value => reduceSum(cast(condition, "float32"), [1], true);
  const letters = count(greater(x, graph.scalar(32, "int64")));
  const spaces = sub(count(greater(x, graph.scalar(0, "int64"))), letters);
  // A text with its outer spaces has one space more than words, and every word predicts its letters and the space behind it.
  const words = max(sub(spaces, graph.scalar(1)), graph.scalar(0));
  const predicted = add(letters, words);
  const ofAll = add(mul(predicted, graph.constant(perLetter, [1, classes])), mul(words, graph.constant(perWord, [1, classes])));
  const likelihood = add(mul(counted, graph.scalar(step)), ofAll);
  // Log likelihoods of long texts are spread wider than they are sure: the root keeps short and long ones on one scale.
  return div(likelihood, sqrt(max(predicted, graph.scalar(1))));
}

/**
 * One letter language model per class: how likely each class makes the text's letters, word by word, by interpolated absolute
 * discounting over n-grams, with a small share of naive Bayes over the same n-grams. Learns from the classes of the training rows; gives one score per class, the log likelihood in nats
 * over the square root of the letters. Weights are stored as 8-bit whole numbers, the n-grams that say most first.
 * @see Dunning (1994), "Statistical Identification of Language"; Ney, Essen and Kneser (1994), CSL 8, for the discounting.
 * @throws DATA_FEATURE_SETTING when the target has no classes, or more than 250.
 * @example candidate("letters", { features: [letterModels("text")], estimator: largestScore(), calibration: "temperature" })
 */
export function letterModels<const Column extends string>(column: Column, settings: LetterModelsSettings = {}): Feature<Column> {
  const head = featureHead("letter_models", [column], settings);
  const { longest = 6, megabytes = 19 } = settings;
  requireSetting(Number.isInteger(longest) && longest >= 1 && longest <= 8, head.name, `longest is ${longest}.`, "Give 1 to 8 letters.");
  requireSetting(megabytes > 0 && megabytes <= 512, head.name, `megabytes is ${megabytes}.`, "Give more than 0 and up to 512.");
  const input = graphInput(column, "letters");
  return {
    ...head,
    fit: (table, context): FittedFeature => {
      const isClasses = context.classes >= 2 && context.classes <= MOST_CLASSES;
      requireSetting(isClasses, head.name, `the target has ${context.classes} classes.`, `Use it for 2 to ${MOST_CLASSES} classes.`);
      const model = learn(table, column, context, longest, megabytes);
      return {
        name: head.name,
        group: head.group,
        inputs: [input],
        width: context.classes,
        sparse: false,
        outputNames: Array.from({ length: context.classes }, (_, code) => `likelihood of class ${code}`),
        emit: (inputs): FeatureOutput => ({ dense: emitScores(inputValue(inputs, input), model) }),
        learned: { ngrams: model.tables.kept, ofLearned: model.tables.learned, longest },
      };
    },
  };
}
