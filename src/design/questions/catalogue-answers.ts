import type { AnyCatalogueSystem } from "../../system/index.ts";
import { formatCount, formatShare } from "../format-number.ts";
import { oneLine } from "../one-line.ts";
import type { CatalogueFacts, RunReport } from "../run-report.ts";
import { listed } from "./declaration.ts";

/** What is judged: rows, or questions that are answered with a list. */
export function exampleNoun({ data }: Pick<RunReport, "data">): "rows" | "questions" {
  return data.catalogue === undefined ? "rows" : "questions";
}

/** What a request is about. */
export function requestNoun({ data, task }: Pick<RunReport, "data" | "task">): "row" | "list" {
  return data.catalogue === undefined && task.kind !== "ranking" ? "row" : "list";
}

/** What a request holds and what a reply says. */
export function listInAndOut({ modeling }: AnyCatalogueSystem, { data }: RunReport): string {
  const { asker, item, context, k, repeats } = modeling.task;
  const carried = context.length === 0 ? "" : ` and ${listed(context)}`;
  const known = repeats ? "" : ", none that the asker knows already";
  return `In: ${oneLine(asker)} with what is known of its past${carried}. Out: the ${k} best of ${formatCount(data.catalogue?.items ?? 0)} values of ${oneLine(item)}, best first${known}.`;
}

/** What finders read. */
export function listFeatureText({ modeling, data }: AnyCatalogueSystem): string {
  const { asker, item, time, weight, context } = modeling.task;
  const columns = [asker, item, time, weight, ...context].filter((name) => name !== undefined);
  const known = data.catalogue === undefined ? "" : ` Of each item they may read ${listed(Object.keys(data.catalogue.row.shape))}.`;
  const related = Object.keys(data.related ?? {});
  const more = related.length === 0 ? "" : ` Beside the events they may learn from ${listed(related)}.`;
  return `Finders learn from events: ${listed(columns)}.${known}${more}`;
}

/** How unevenly events fall on askers and items. */
export function unevenText(facts: CatalogueFacts): string[] {
  const [least = 0, , median = 0, , most = 0] = facts.eventsOfAsker;
  return [
    `The most popular tenth of ${formatCount(facts.items)} items has ${formatShare(facts.popularTenth)} of the training events; ${formatShare(facts.unseenItems)} of the items have none.`,
    `An asker has ${formatCount(least)} to ${formatCount(most)} training events, ${formatCount(median)} at the median. ${formatShare(facts.newAskers)} of the test questions come from askers of whom nothing is known, ${formatShare(facts.newAnswers)} of the right answers are items without a training event.`,
  ];
}

/** What kind of problem a list task is. */
export function listKinds(target: string): Readonly<Record<"recommendation" | "retrieval" | "linkPrediction" | "languageModel", string>> {
  const what = oneLine(target);
  return {
    recommendation: `Recommendation: which values of ${what} suit who asks, ranked over the whole catalogue.`,
    retrieval: `Retrieval: which values of ${what} answer a query, ranked over the whole corpus.`,
    languageModel: `Language modelling: which values of ${what} come next, ranked over the whole vocabulary.`,
    linkPrediction: `Link prediction: to which ${what} a node will be linked, ranked over all nodes.`,
  };
}
