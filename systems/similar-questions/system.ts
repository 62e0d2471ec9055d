import {
  atLeast,
  atMost,
  column,
  defineSystem,
  finderCandidate,
  givenEvents,
  pairRanker,
  questionIndexes,
  retrieval,
  simulate,
  textFinder,
  vectorFinder,
  withBeside,
  z,
} from "millwright";
import { quoraDuplicates } from "./quora.ts";
import { samplePairs, sampleQuestions } from "./sample-questions.ts";
import { bannerFrom } from "./suggest-similar.ts";

const query = ["title"] as const;
/** Share of drafts that were asked before: a guess to be replaced by the measured one. With 50 candidates a draft, 0.4 % of the pairs. */
const answered = 0.2;

const stemmed = { fields: [{ name: "title" }], analyzer: { stem: "english" } } as const;

export default defineSystem({
  name: "similar-questions",
  title: "Has this been asked?",
  row: z.object({
    query: column.category(),
    question: column.category(),
    title: column.text(),
    part: column.oneOf(["train", "test"]),
  }),
  setup: {
    goal: "While a title is typed, similar questions are listed, so that duplicates are not posted.",
    outOfScope: "Answering the question; merging threads.",
    walkthrough: [
      "Somebody types a title; after a pause of 300 ms up to five questions with probabilities are listed.",
      "From 0.9 on a banner says that this was asked before. The draft can always be posted.",
      "A posted question is indexed at once.",
    ],
    decision: "The writer decides; a banner is a hint.",
    evaluation: {
      loss: "Log loss of whether a candidate is the duplicate.",
      offline: "Recall and reciprocal rank at 10 over all questions, each query left out of its own list.",
      online: "Drafts dropped after a click; questions closed later as duplicates; questions never posted although nothing fitted.",
    },
    personalisation: { level: "global", how: "None: the same draft gets the same list." },
    misuse: [
      "Drafts are private: they are read and not stored.",
      "A flood of near copies to crowd others out of the list: posts are limited for each account.",
    ],
    assumptions: ["The share of drafts that were asked before is measured, not that of the labelled pairs, half of which are duplicates."],
    requirements: [atLeast("recall_at_10", 0.86), atLeast("mrr_at_10", 0.65), atMost("p99_latency_ms", 60)],
  },
  data: {
    sample: () =>
      withBeside(simulate({ name: "questions in several wordings", rows: samplePairs }), {
        catalogue: simulate({ name: "all wordings", rows: () => [...sampleQuestions()] }),
      }),
    published: quoraDuplicates,
    catalogue: { row: z.object({ id: column.category(), title: column.text() }), id: "id" },
    split: givenEvents({ test: { column: "part" }, validation: { share: 0.2, of: "askers" } }),
    notes: {
      collection: "Pairs that people marked as duplicates (Quora's release), and titles of Stack Overflow as distractors.",
      annotation: "Duplicate links of moderators; in use, later closures.",
      bias: "The labelled pairs are half duplicates, drafts are not: probabilities are moved to the share given as `answered`.",
      privacy: "Drafts are private and not stored; posts are public.",
      framing: "Retrieval, then pairs. Scoring all pairs is too slow, topic classes are too coarse.",
    },
  },
  modeling: {
    task: retrieval({ query: "query", document: "question", context: ["title"], sameIds: true }),
    candidates: [
      finderCandidate("BM25", { finder: textFinder({ query, indexes: [stemmed] }), why: "Rare words that both have." }),
      finderCandidate("company of words", {
        finder: vectorFinder({ query, document: "title", analyzer: { stem: "english" } }),
        why: "Other words for the same.",
      }),
      finderCandidate("words and letters", {
        finder: textFinder({ query, indexes: questionIndexes("title") }),
        why: "Several ways to read a title.",
      }),
      finderCandidate("compared pairs", {
        finder: pairRanker({ query, document: "title", answered }),
        rung: "complex",
        why: "Names, numbers and learned exchanges of words tell questions apart that share all else.",
      }),
    ],
  },
  serving: {
    reply: (item, { probability = 0 }) => ({ title: item.title, duplicate: probability >= bannerFrom }),
    notes: {
      feedback: "Clicks on listed questions, drafts dropped, later closures as duplicates.",
      updates: "New posts are indexed at once; the comparison is learned again each month.",
      lowConfidence: "Below 0.02 nothing is listed; the banner needs 0.9.",
      device: "On the server: the index holds all questions.",
      interpretability: "Shared words, and the probability that both ask the same.",
    },
  },
});
