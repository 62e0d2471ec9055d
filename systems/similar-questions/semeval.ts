import {
  atLeast,
  boostedTrees,
  candidate,
  column,
  defineSystem,
  givenSplit,
  lambdaRank,
  meanAveragePrecision,
  meanReciprocalRank,
  numerics,
  pairwiseRegression,
  ranking,
  simulate,
  textPair,
  z,
  zScoreInList,
} from "millwright";
import { communityQuestions } from "./community-questions.ts";
import { sampleThreads } from "./sample-questions.ts";

const whole = textPair({ query: "question", candidate: "thread" });
const titles = textPair({ query: "subject", candidate: "title" });

const compared = {
  cosine: whole("cosine"),
  letters: whole("letters"),
  bm25: whole("bm25"),
  covered: whole("covered"),
  covered_back: whole("covered_back"),
  phrases: whole("phrases"),
  title_cosine: titles("cosine"),
  title_letters: titles("letters"),
};

const inList = {
  cosine_z: zScoreInList("cosine"),
  letters_z: zScoreInList("letters"),
  bm25_z: zScoreInList("bm25"),
  covered_z: zScoreInList("covered"),
  covered_back_z: zScoreInList("covered_back"),
  title_cosine_z: zScoreInList("title_cosine"),
  title_letters_z: zScoreInList("title_letters"),
};

const features = [
  numerics(Object.keys(compared) as (keyof typeof compared)[], { group: "what both say" }),
  numerics(Object.keys(inList) as (keyof typeof inList)[], { group: "beside the other threads" }),
];
const query = "asked" as const;

/** The second step of similar-questions by itself: ten threads that a search engine found are put in order for a new question. */
export default defineSystem({
  name: "similar-threads",
  title: "Which of ten threads answer a new question",
  row: z.object({
    asked: column.category({ description: "Names the new question." }),
    question: column.text({ maximumLength: 100_000, description: "Subject and text of the new question." }),
    thread: column.text({ maximumLength: 100_000, description: "Subject and first text of the thread." }),
    subject: column.text({ maximumLength: 10_000, description: "Subject of the new question." }).nullable(),
    title: column.text({ maximumLength: 10_000, description: "Subject of the thread." }).nullable(),
    part: column.category({ description: "train, validation or test." }),
    grade: column.number({ minimum: 0, maximum: 1, description: "1 where the thread is relevant." }),
  }),
  setup: {
    goal: "Of the threads that a search finds for a new question, those that answer it come first.",
    outOfScope: "Finding the threads.",
    walkthrough: ["A question is typed.", "A search engine finds ten threads.", "They are listed, the most alike first."],
    decision: "The order of ten threads.",
    evaluation: {
      loss: "Pairs of threads of one question in the wrong order.",
      offline: "Mean average precision over the questions that have a relevant thread.",
      online: "Questions that are not posted after a click on a thread.",
    },
    personalisation: { level: "global", how: "None." },
    assumptions: ["The place at which the search engine had a thread is not looked at: it is not known where threads are found otherwise."],
    requirements: [atLeast("mean_average_precision", 0.835)],
  },
  data: {
    sample: () => simulate({ name: "questions in several wordings", rows: sampleThreads }),
    published: communityQuestions,
    trainingOnly: ["part"],
    derived: { ...compared, ...inList },
    split: givenSplit({ column: "part" }),
  },
  modeling: {
    task: ranking({ query, target: "grade", metrics: [meanAveragePrecision({ query }), meanReciprocalRank({ query })] }),
    heuristics: {
      "shared words": (row) => row.cosine,
      "words and letters": (row) => row.cosine + row.letters,
      "words, letters and subjects": (row) => row.cosine + row.letters + 0.3 * (row.title_cosine + row.title_letters),
    },
    candidates: [
      candidate("linear pairs", {
        features,
        estimator: pairwiseRegression({ penalty: 1 }),
        why: "Weighs the ways in which texts are alike.",
      }),
      candidate("trees", {
        features,
        estimator: boostedTrees({ rounds: 150, learningRate: 0.03, maximumLeaves: 6, minimumLeafRows: 30, objective: lambdaRank() }),
        rung: "complex",
        why: "Combinations, such as equal subjects over unlike texts.",
      }),
    ],
  },
});
