import { defineAnswerRanking } from "./define-answer-ranking.ts";
import { wikiQa } from "./wiki-qa.ts";

export default defineAnswerRanking({
  name: "answer-ranking",
  title: "The best answer to a question first",
  published: wikiQa,
  clock: true,
  relevant: "graded",
  goal: 0.75,
});
