import {
  accuracy,
  atLeast,
  atMost,
  boostedTrees,
  candidate,
  column,
  defineSystem,
  expectedCalibrationError,
  givenSplit,
  integerRange,
  largestScore,
  letterModels,
  letters,
  logLoss,
  macroAccuracy,
  macroF1,
  multiclass,
  naiveBayes,
  numberRange,
  oneOf,
  searchSpace,
  topKAccuracy,
  z,
} from "millwright";
import { commonWords } from "./common-words.ts";
import { publishedTexts } from "./published.ts";
import { sampleTexts } from "./sample.ts";
import { scriptOf } from "./script-of.ts";

const row = z.object({
  text: column.text({ maximumLength: 20_000, description: "From one word to a page." }),
  language: column.category({ description: "ISO 639-1 code." }),
  kind: column.oneOf(["sentence", "pair", "word", "article"]),
  origin: column.oneOf(["sib", "udhr", "lingua", "authored"]),
  part: column.oneOf(["train", "validation", "test"]),
});

export default defineSystem({
  name: "language-id",
  title: "Which language is this?",
  row,
  setup: {
    goal: "Tell the language of a text, from a page down to a single word, so that it reaches the right people, dictionary or translator.",
    outOfScope: "Texts that mix languages, transliterated texts, and languages outside of the 75.",
    walkthrough: [
      "A message, search or document arrives.",
      "The service answers with the language, how sure it is, and the next candidates.",
      "Below 60 % it answers “und” (undetermined), and the product asks or falls back to the user's setting.",
      "A correction by the user is recorded with the text.",
    ],
    decision: "Where a text is routed; the product decides, a user can always correct.",
    evaluation: {
      loss: "The likelihood that each language's spelling gives to the text.",
      offline: "Macro accuracy: every language counts the same, however many texts it has; apart for sentences, pairs and single words.",
      online: "Share of texts whose language the user corrects.",
    },
    personalisation: {
      level: "global",
      how: "One model; the product may put the user's own languages first when the answer is undetermined.",
    },
    constraints: { compute: "One thread; runs on a server, in a worker or in the browser.", trainingMinutes: 5 },
    misuse: [
      "Guessing where people come from: the answer is about the text, not its writer.",
      "Filtering out languages: small languages are told worse, so a filter would hit them by mistake. Quality is reported by language.",
    ],
    assumptions: [
      "A text is in one language, in its usual script.",
      "Words of news and encyclopaedias are spelled like those of messages.",
    ],
    requirements: [atLeast("macro_accuracy", 0.8), atLeast("top_3_accuracy", 0.9), atMost("p99_latency_ms", 5), atMost("package_mb", 20)],
  },
  data: {
    sample: () => sampleTexts(),
    published: publishedTexts,
    trainingOnly: ["kind", "origin", "part"],
    split: givenSplit({ column: "part" }),
    slices: { kind: "kind", script: (row) => scriptOf(row.text) },
    notes: {
      framing: "75 classes, one text at a time. Looking words up in dictionaries was not taken: it knows no names, endings or new words.",
      collection:
        "Parallel sentences (SIB-200) and the declaration of human rights; judged on words and sentences from another source (Lingua's test files).",
      annotation: "None: whoever wrote or translated a text knew its language.",
      disagreement: "The same word stands in the test files of several languages; 2 % of the single words cannot be told by anyone.",
      storage: "20 MB of text.",
      arrival: "Once; corrections by users monthly.",
      imbalance: "Latin has nothing but its declaration: classes with few words get credit for what they could not show.",
      privacy: "Texts are not stored; a correction stores the text only with consent.",
      bias: "Small languages and close relatives (Bosnian, Croatian; Malay, Indonesian; the two Norwegians) are told worst.",
    },
  },
  modeling: {
    task: multiclass({
      target: "language",
      metrics: [macroAccuracy, accuracy, macroF1, logLoss, topKAccuracy({ k: 3 }), expectedCalibrationError()],
    }),
    heuristics: { "script and most common words": { learn: commonWords } },
    candidates: [
      candidate("naive Bayes on letters", {
        features: [letters("text", { ngrams: [1, 4], buckets: 2 ** 16 })],
        estimator: naiveBayes({ smoothing: 0.01 }),
        calibration: "temperature",
        search: {
          space: searchSpace({
            smoothing: numberRange(1e-4, 1, { scale: "log" }),
            longest: integerRange(2, 5),
            buckets: oneOf([2 ** 15, 2 ** 16, 2 ** 17], { ordered: true }),
          }),
          features: ({ longest, buckets }) => [letters("text", { ngrams: [1, longest], buckets })],
          estimator: ({ smoothing }) => naiveBayes({ smoothing }),
        },
        why: "How often each language uses each run of up to four letters.",
      }),
      candidate("letter models", {
        features: [letterModels("text")],
        estimator: largestScore(),
        calibration: "temperature",
        rung: "complex",
        search: {
          space: searchSpace({ longest: integerRange(3, 8) }),
          features: ({ longest }) => [letterModels("text", { longest })],
        },
        why: "How likely each language makes each letter after and before the letters around it.",
      }),
      candidate("boosted trees", {
        features: [letters("text", { ngrams: [1, 3], buckets: 2 ** 14 })],
        estimator: boostedTrees({ rounds: 12, learningRate: 0.3, maximumLeaves: 16, sparseColumns: 384, nodeColumnShare: 0.3 }),
        rung: "complex",
        why: "To see that trees do not pay here: a text has many weak signs that add up, and a tree asks for a few, one after another.",
      }),
    ],
  },
  serving: {
    deferBelow: 0.6,
    reply: (row, { label, confidence = 0, probabilities = {} }) => ({
      language: confidence < 0.6 ? "und" : label,
      script: scriptOf(row.text),
      reliable: confidence >= 0.9,
      alternatives: Object.entries(probabilities)
        .filter(([language, probability]) => language !== label && probability >= 0.01)
        .map(([language, probability]) => ({ language, probability })),
    }),
    notes: {
      feedback: "Users correct the language; corrections are collected by language.",
      updates: "Half-yearly, or when corrections of one language pile up.",
      newClasses: "A new language needs about a thousand sentences; letter models of the others stay as they are.",
      lowConfidence: "Below 60 % the answer is “und”, with the most probable languages beside it.",
      device: "Anywhere: the graph is below 20 MB and needs no data.",
      interpretability: "Each n-gram's weight for each language is in the model.",
      experiments: "Compare corrections per thousand texts before and after an update.",
    },
  },
});
