import {
  atLeast,
  atMost,
  binaryLogLoss,
  blendEstimators,
  boostedTrees,
  candidate,
  defineSystem,
  givenSplit,
  lambdaRank,
  logisticRegression,
  meanAveragePrecision,
  meanReciprocalRank,
  ndcgAtK,
  pairwiseRegression,
  queryPrecisionAtK,
  ranking,
  type Source,
  type System,
  simulate,
} from "millwright";
import { answerRow, clockFeatures, derived, textFeatures } from "./answer-row.ts";
import { simulateAnswers } from "./simulator.ts";

/** What differs between collections of answers. */
interface Collection {
  readonly name: string;
  readonly title: string;
  readonly published: (folder: string) => Source;
  /** Whether the place in which an answer came may be looked at. */
  readonly clock: boolean;
  /** What is right: any grade above 0 (sentences that answer), or the highest grade (most votes). */
  readonly relevant: "graded" | "best";
  /** Least value of the primary metric on test. */
  readonly goal: number;
}

// A few hundred questions tell learners apart by little more than noise: the better guess is taken, so all share a rung.
// Settings were chosen by five-fold cross-validation over the training and development questions of WikiQA.
const shape = {
  rounds: 300,
  learningRate: 0.03,
  maximumLeaves: 8,
  minimumLeafRows: 20,
  rowShare: 0.7,
  nodeColumnShare: 0.3,
} as const;
const trees = boostedTrees({ ...shape, objective: lambdaRank({ gain: "linear" }) });
const equalPairs = boostedTrees({ ...shape, objective: lambdaRank({ gain: "linear", pairs: "equal", truncation: 100 }) });
const eachByItself = boostedTrees({ ...shape, objective: binaryLogLoss() });
const linear = pairwiseRegression({ penalty: 0.1 });

/** The system for a collection of questions with answers. */
export function defineAnswerRanking({ name, title, published, clock, relevant, goal }: Collection): System<object, "grade"> {
  const query = "question_id" as const;
  const byPrecision = [meanAveragePrecision({ query }), meanReciprocalRank({ query }), queryPrecisionAtK({ query, k: 1 })];
  const byVotes = [
    ndcgAtK({ query, gain: "linear" }),
    meanReciprocalRank({ query, relevant: "best" }),
    queryPrecisionAtK({ query, k: 1, relevant: "best" }),
  ];
  const metrics = relevant === "graded" ? byPrecision : byVotes;
  const features = clock ? [...textFeatures, ...clockFeatures] : textFeatures;
  return defineSystem({
    name,
    title,
    row: answerRow,
    setup: {
      goal: "Readers of a question find the answer that helps first.",
      outOfScope: "Writing or correcting answers; saying that none of them is right.",
      walkthrough: [
        "A reader opens a question with several answers.",
        "The answers appear best first, each with the reasons for its place.",
        "Readers vote; votes are logged with the place at which the answer was shown, and the order is learned again each night.",
      ],
      decision: "The order of the answers to one question; moderators decide what is removed.",
      evaluation: {
        loss: "Pairs of answers to one question in the wrong order, weighted by what they cost in NDCG.",
        offline: `${metrics[0]?.name ?? ""} per question, mean over questions: only the order within a question counts.`,
        online: "How often the first answer shown is the one accepted; time until the reader leaves content; reports of wrong advice.",
      },
      personalisation: { level: "global", how: "All readers of a question see one order, so that they can talk about it." },
      constraints: { compute: "Two cores; the order of 30 answers within 50 ms.", trainingMinutes: 10 },
      misuse: [
        "Rings of voters: votes of accounts that always vote together are dropped before learning.",
        "Long copied answers that repeat the question: overlap is weighed against what the other answers say.",
      ],
      assumptions: [
        "What is popular is mostly right; wrong medical or legal advice needs a moderator.",
        "Old answers had more time for votes.",
      ],
      requirements: [atLeast(metrics[0]?.name ?? "", goal), atMost("p99_latency_ms", 50), atMost("package_mb", 20)],
    },
    data: {
      sample: (seed) => simulate({ name: "made-up questions with answers", rows: () => simulateAnswers(150, seed) }),
      published,
      trainingOnly: ["part"],
      derived,
      split: givenSplit({ column: "part" }),
      slices: { answers: (row) => (row.answers <= 3 ? "2 to 3" : row.answers <= 10 ? "4 to 10" : "over 10") },
      notes: {
        framing:
          "Learning to rank within a question. Regression on raw votes was not taken: votes grow with age and with how often a question is seen.",
        collection: "Votes and accepted answers come from readers anyway.",
        annotation:
          "Votes within one question, from the fewest (0) to the most (1); for sentences of articles two people said which answer.",
        disagreement: "Votes are counts of agreement; an accepted answer with few votes stays below one with many.",
        userData: "No names of authors enter, so that newcomers are read as others are.",
        bias: "Early and first-shown answers collect votes whatever they say: the simulator shows what that does, and weights by the propensity of being seen undo it.",
      },
    },
    modeling: {
      task: ranking({ query, target: "grade", gain: "linear", metrics }),
      heuristics: {
        "longest first": (row) => row.characters,
        "most shared rare words": (row) => row.bm25,
      },
      candidates: [
        candidate("linear pairs", {
          features,
          estimator: linear,
          why: "Weighs each fact by how it orders two answers; every place can be explained by sums.",
        }),
        candidate("logistic", {
          features,
          estimator: logisticRegression({ penalty: 300 }),
          why: "Asks of each answer by itself whether it helps; knows nothing of lists beyond the compared columns.",
        }),
        candidate("trees", {
          features,
          estimator: trees,
          why: "LambdaMART: combinations such as a year where the question asks when.",
        }),
        candidate("trees on equal pairs", {
          features,
          estimator: equalPairs,
          why: "Counts each wrong pair the same, which is nearer to mean average precision.",
        }),
        candidate("blend", {
          features,
          estimator: blendEstimators([linear, trees, equalPairs, eachByItself]),
          why: "Mean of four orders whose errors differ.",
        }),
      ],
    },
    serving: {
      notes: {
        feedback: "Votes, accepted answers and reports, each with the place at which the answer was shown.",
        updates: "Each night from all votes; a new question needs none, since only texts are read.",
        lowConfidence: "p is the probability of being the best of the list; below 0.3 for the first the page says that readers disagree.",
        device: "On the server: the vocabulary is a few megabytes.",
        interpretability: "Each answer comes with the columns that moved it most against the list's median answer.",
        experiments: "Interleaving two orders on the same question, then an A/B test on accepted-first.",
      },
    },
  });
}
