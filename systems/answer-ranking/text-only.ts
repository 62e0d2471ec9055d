import { defineAnswerRanking } from "./define-answer-ranking.ts";
import { wikiQa } from "./wiki-qa.ts";

/** The same without the place in which answers came: what the texts alone tell. */
export default defineAnswerRanking({
  name: "answer-ranking-text",
  title: "The best answer to a question first, by its text alone",
  published: wikiQa,
  clock: false,
  relevant: "graded",
  goal: 0.715,
});
