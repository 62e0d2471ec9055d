import type { System } from "millwright";
import { defineAnswerRanking } from "./define-answer-ranking.ts";
import { type Site, stackExchange } from "./stack-exchange.ts";

/** The system judged on a site that it has not learned from. @param clock - whether the answers' age may be looked at. */
export function siteSystem(site: Site, clock: boolean): System<object, "grade"> {
  return defineAnswerRanking({
    name: `answer-ranking-${site}${clock ? "" : "-text"}`,
    title: `Answers of ${site}, learned from other sites`,
    published: (folder) => stackExchange(folder, site),
    clock,
    relevant: "best",
    goal: 0.855,
  });
}
