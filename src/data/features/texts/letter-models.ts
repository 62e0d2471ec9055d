import { blendNaiveBayes, LetterCounts, type PackedLetterTables, packLetterTables } from "../../../kernels/index.ts";
import { add, and, cast, div, equal, greater, max, mul, reduceSum, slice, sqrt, sub, type Value, where } from "../../../onnx/index.ts";
import type { Table } from "../../tables/table.ts";
import type { Feature, FeatureContext, FeatureOutput, FittedFeature } from "../feature.ts";
import { type CommonSettings, featureHead, requireSetting } from "../feature-name.ts";
import { graphInput, inputValue } from "../graph-inputs.ts";
import { countWords, type WordCounts } from "./count-words.ts";
import { emitLetterScores } from "./emit-letter-scores.ts";

/** Settings of `letterModels`. */
export interface LetterModelsSettings extends CommonSettings {
  /** Letters of the longest n-gram, 1 to 8; 7 unless told. */
  readonly longest?: number;
  /** Size of the tables, which bounds the package; 19.8 unless told. */
  readonly megabytes?: number;
}

/** Discount of each order; orders beyond the last take the last. Chosen on held-out sentences, pairs and words of 75 languages. */
const discounts = [0, 0.7, 0.8, 0.8, 0.8, 0.7, 0.6, 0.6, 0.6];
/** Share, smoothing and longest n-gram of naive Bayes, chosen likewise. */
const naive = { share: 0.08, smoothing: 0.1, longest: 5 };
/** Classes that fit into a byte beside the marks of the tables. */
const MOST_CLASSES = 250;
/** Letters of a long word. */
const LONG = 5;
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
  /** For each word of a text without short ones. */
  readonly perLongWord: Float32Array;
  readonly longest: number;
}

/**
 * How much less text each class has than the middle one, as a logarithm: 0 and up. A class with little text leaves more probability
 * to n-grams that it has not seen, and would seldom be chosen; credit for each letter and word makes up for that.
 */
function lackOfText(words: WordCounts): Float64Array {
  const sizes = words.map((counts) => Math.max(1, counts.size));
  const middle = sizes.toSorted((a, b) => a - b)[sizes.length >> 1] ?? 1;
  return Float64Array.from(sizes, (size) => Math.max(0, Math.log(middle / size)));
}

/**
 * How surprising it is, in nats, that a word of each class is long. A text without a short word is a search, a title, a word of a list
 * rather than a sentence: its words were chosen for their length, which must not speak against classes with many short ones.
 */
function surpriseOfLength(words: WordCounts): Float32Array {
  return Float32Array.from(words, (counts) => {
    let all = 1;
    let long = 1;
    for (const [word, times] of counts) {
      all += times;
      if ([...word].length >= LONG) long += times;
    }
    return Math.log(all / long);
  });
}

function learn(table: Table, column: string, context: FeatureContext, longest: number, megabytes: number): LetterModel {
  const counts = new LetterCounts(longest, context.classes);
  const words = countWords(table, column, context.truth, context.classes);
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
  return {
    tables,
    perLetter: credited(weights.perLetter, letterCredit),
    perWord: credited(weights.perWord, wordCredit),
    perLongWord: surpriseOfLength(words),
    longest,
  };
}

/** Words shorter than `LONG` letters, float32 [N, 1]: two spaces with one to four letters between them. */
function countShort(x: Value): Value {
  const isSpace = equal(x, x.graph.scalar(32, "int64"));
  const apart = Array.from({ length: LONG - 1 }, (_, at) => {
    const distance = at + 2;
    const both = and(slice(isSpace, [0], [-distance], [1]), slice(isSpace, [distance], [Number.POSITIVE_INFINITY], [1]));
    return reduceSum(cast(both, "float32"), [1], true);
  });
  return apart.reduce((sum, each) => add(sum, each));
}

function emitScores(x: Value, model: LetterModel): Value {
  const { graph } = x;
  const { tables, perLetter, perWord, perLongWord, longest } = model;
  const { classes } = tables;
  const counted = emitLetterScores(x, tables, longest);
  const count = (condition: Value): Value => reduceSum(cast(condition, "float32"), [1], true);
  const letters = count(greater(x, graph.scalar(32, "int64")));
  const spaces = sub(count(greater(x, graph.scalar(0, "int64"))), letters);
  // A text with its outer spaces has one space more than words, and every word predicts its letters and the space behind it.
  const words = max(sub(spaces, graph.scalar(1)), graph.scalar(0));
  const predicted = add(letters, words);
  const longWords = where(greater(countShort(x), graph.scalar(0)), graph.scalar(0), words);
  const times = (count: Value, nats: Float32Array): Value => mul(count, graph.constant(nats, [1, classes]));
  const ofAll = add(add(times(predicted, perLetter), times(words, perWord)), times(longWords, perLongWord));
  const likelihood = add(mul(counted, graph.scalar(step)), ofAll);
  // Log likelihoods of long texts are spread wider than they are sure: the root keeps short and long ones on one scale.
  return div(likelihood, sqrt(max(predicted, graph.scalar(1))));
}

/**
 * One letter language model per class: how likely each class makes the text's letters, word by word, by Kneser–Ney
 * smoothing over n-grams, with a small share of naive Bayes over the same n-grams. Learns from the classes of the training rows; gives one score per class, the log likelihood in nats
 * over the square root of the letters. Weights are stored as 8-bit whole numbers, the n-grams that say most first.
 * @see Dunning (1994), "Statistical Identification of Language"; Kneser and Ney (1995), ICASSP, for the smoothing.
 * @throws DATA_FEATURE_SETTING when the target has no classes, or more than 250.
 * @example candidate("letters", { features: [letterModels("text")], estimator: largestScore(), calibration: "temperature" })
 */
export function letterModels<const Column extends string>(column: Column, settings: LetterModelsSettings = {}): Feature<Column> {
  const head = featureHead("letter_models", [column], settings);
  const { longest = 7, megabytes = 19.8 } = settings;
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
